/// What a sound device is used for.
public enum SoundDeviceUse: String, Equatable, Sendable {
    /// The caller hears through it.
    case playback
    /// The caller is heard through it.
    case capture
}

/// A sound device could not be opened.
public struct SoundDeviceError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        /// No device has this name, or its hardware is not there.
        case missing
        /// Another program holds it.
        case busy
        /// This user may not use it.
        case denied
        /// It can't do one channel of 16-bit samples at this rate, in hertz.
        case unsupported(rate: Int)
        /// ALSA's own code, negative, as in `snd_strerror`.
        case other(code: Int32)
    }

    /// What is wrong.
    public let reason: Reason
    /// The name that was asked for.
    public let device: String
    /// What for.
    public let use: SoundDeviceUse
    /// The last thing that ALSA said about it, or nothing.
    public let detail: String
    /// The names that can be asked for instead; without a sound card, sound servers at most.
    public let available: [String]
}

extension SoundDeviceError: CustomStringConvertible {
    /// One sentence: what is wrong, and which devices there are.
    public var description: String {
        let said = detail.isEmpty ? "" : " (\(detail))"
        let names = available.isEmpty ? "none" : available.joined(separator: ", ")
        return "the sound device '\(device)' \(trouble) for \(use.rawValue)\(said); "
            + "devices: \(names)"
    }

    private var trouble: String {
        switch reason {
        case .missing: "is not there"
        case .busy: "is used by another program and can't be opened"
        case .denied: "may not be opened by this user"
        case .unsupported(let rate): "can't do one channel of 16 bits at \(rate) Hz"
        case .other(let code): "can't be opened (ALSA error \(code))"
        }
    }
}
