/// Who speaks the texts of a language, and how.
public enum Voice: Hashable, Sendable {
    /// espeak-ng, in this process.
    ///
    /// The voice is a language (`fr`, `fr-be`, `en-gb`) with a variant where wanted (`fr+f2`), the
    /// speed in words per minute in ``speeds``, the pitch in ``pitches``.
    case espeak(voice: String, wordsPerMinute: Int = Voice.usualSpeed, pitch: Int = 50)
    /// A program with its arguments: it reads a text in UTF-8 on its standard input and writes a
    /// sound file, such as a wav, on its standard output.
    case program([String])

    /// The speeds that espeak-ng can speak at, in words per minute.
    public static let speeds = 80...450
    /// The pitches that espeak-ng can speak at; 50 is the voice's own.
    public static let pitches = 0...100
    /// What a caller follows with ease on a telephone: a little slower than espeak-ng's 175.
    public static let usualSpeed = 160

    /// What makes it another voice, for naming what it has spoken: never the same for two voices.
    var fingerprint: [String] {
        switch self {
        case .espeak(let voice, let speed, let pitch): ["espeak", voice, "\(speed)", "\(pitch)"]
        case .program(let command): ["program"] + command
        }
    }
}
