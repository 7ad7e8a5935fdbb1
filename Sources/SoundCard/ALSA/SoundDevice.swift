import CALSA
import Glibc

/// A device that sound can be played to or captured from, as ALSA names it.
public struct SoundDevice: Equatable, Sendable {
    /// The name to open it by, such as `default`, `pulse` or `plughw:CARD=PCH,DEV=0`.
    public let name: String
    /// What it is, in ALSA's words, on one line.
    public let summary: String
    /// What it can be used for; never empty.
    public let uses: Set<SoundDeviceUse>

    /// What ALSA lists beside devices: nothing, and converters that need a device behind them.
    private static let converters: Set = [
        "null", "lavrate", "samplerate", "speex", "speexrate", "upmix", "vdownmix",
    ]

    /// The devices of this machine, in ALSA's order; without a sound card, sound servers only.
    public static func all() -> [SoundDevice] {
        ALSAMessages.collecting {
            var hints: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
            guard snd_device_name_hint(-1, "pcm", &hints) == 0, let hints else { return [] }
            defer { snd_device_name_free_hint(hints) }
            var devices: [SoundDevice] = []
            var next = hints
            while let hint = next.pointee {
                if let device = SoundDevice(hint: hint) { devices.append(device) }
                next += 1
            }
            return devices
        }.result
    }

    private init?(hint: UnsafeMutableRawPointer) {
        guard let name = Self.text("NAME", of: hint), !Self.converters.contains(name) else {
            return nil
        }
        self.name = name
        summary = (Self.text("DESC", of: hint) ?? "").split(whereSeparator: \.isNewline)
            .joined(separator: ", ")
        uses =
            switch Self.text("IOID", of: hint) {
            case "Output": [.playback]
            case "Input": [.capture]
            default: [.playback, .capture]
            }
    }

    private static func text(_ field: String, of hint: UnsafeMutableRawPointer) -> String? {
        guard let text = snd_device_name_get_hint(hint, field) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
