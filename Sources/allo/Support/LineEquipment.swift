import Foundation
import SoundCard
import Telephony
import Tones

/// What the line at this machine is made of.
struct LineEquipment {
    /// Samples per second, in hertz.
    var rate: Int
    /// The device that the caller hears; nil for none.
    var device: String?
    /// The device that keys are heard on as tones; nil for none.
    var capture: String?
    /// The file for what the caller hears; nil for none.
    var wav: String?
    /// Whether nothing is spoken at all.
    var isSilent: Bool

    /// Opens the line: with sound where there is a device, with text where there is none.
    ///
    /// - Throws: An error where the wav file can't be made, or no device can hear keys.
    func openLine() throws -> (line: LocalLine, wav: WavTap?) {
        let tap = try wav.map { try WavTap(path: $0, rate: rate) }
        let microphone = try capture.map { try CaptureDevice($0) }
        let listener: @Sendable ([Int16]) -> Void = { samples in tap?.take(samples) }
        let line = LocalLine(
            rate: rate, playback: openSpeaker(), capture: microphone,
            detector: { ToneDetector() }, tap: tap == nil ? nil : listener)
        return (line, tap)
    }

    private func openSpeaker() -> PlaybackDevice? {
        guard !isSilent, let device else { return nil }
        do throws(SoundDeviceError) {
            return try PlaybackDevice(device, rate: rate)
        } catch {
            Output.message("\(error); the call goes on as text")
            return nil
        }
    }

    /// Takes the keys of the terminal, where there is one and no script.
    func openKeypad(hasScript: Bool) throws -> Keypad? {
        guard !hasScript, isatty(0) == 1 else { return nil }
        return try Keypad()
    }
}
