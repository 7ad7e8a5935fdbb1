public import Telephony

/// Why a prompt could not be turned into sound.
public struct PromptError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// There is neither a text nor a recording.
        case nothingToSay(prompt: String?, language: LanguageTag)
        /// A text is longer than ``SpeechEngine/longestText`` characters; it has this many.
        case textTooLong(Int)
        /// No voice of this name is installed; these names are near it, nearest first.
        case unknownVoice(String, near: [String])
        /// The voice has no variant of this name; these names are near it, nearest first.
        case unknownVariant(String, near: [String])
        /// The voice needs mbrola, which Debian's main section lacks.
        case mbrolaVoice(String)
        /// A speed outside ``Voice/speeds``, in words per minute.
        case speedOutOfRange(Int)
        /// A pitch outside ``Voice/pitches``.
        case pitchOutOfRange(Int)
        /// espeak-ng does not start, for want of its data.
        case engineUnavailable
        /// espeak-ng failed with this code.
        case engineFailed(Int)
        /// A text-to-speech program has no name.
        case noProgram
        /// The program can't be found or started.
        case programNotFound(String)
        /// The program ended with a failure; how, and the last line of its standard error.
        case programFailed(String, status: String, lastLine: String)
        /// The program gave no answer in time.
        case programTooSlow(String, Duration)
        /// What the program wrote is no sound, for this reason.
        case programWroteNoSound(String, String)
        /// A recording can't be read, for this reason, which names its path.
        case unreadableRecording(String)
        /// There is no music of this name; these names exist.
        case unknownMusic(String, known: [String])
        /// The sound could not be prepared for the line, for this reason.
        case unprepared(String)
    }

    /// What went wrong.
    public let reason: Reason

    /// Describes a failure.
    public init(_ reason: Reason) { self.reason = reason }

    /// One sentence: what is wrong, and what would be right where that is known.
    public var description: String {
        switch reason {
        case .nothingToSay(.some(let prompt), let language):
            "prompt '\(prompt)' has neither a text nor a recording in \(language)"
        case .nothingToSay(nil, let language): "there is no text to say in \(language)"
        case .textTooLong(let count):
            "a text of \(count) characters is too long to be spoken; "
                + "\(SpeechEngine.longestText) are the most"
        case .unknownVoice(let name, let near):
            "espeak-ng has no voice '\(name)'"
                + Self.hint(near, usual: "fr, fr-be, fr-ch, en-gb, en-us")
        case .unknownVariant(let name, let near):
            "espeak-ng has no voice variant '\(name)'"
                + Self.hint(near, usual: "f1 to f5, m1 to m8")
        case .mbrolaVoice(let name):
            "voice '\(name)' needs mbrola, which Debian's main section lacks; "
                + "use a voice such as 'fr' or 'fr+f2'"
        case .speedOutOfRange(let speed):
            "a speed of \(speed) words per minute is outside \(Voice.speeds)"
        case .pitchOutOfRange(let pitch): "a pitch of \(pitch) is outside \(Voice.pitches)"
        case .engineUnavailable:
            "espeak-ng does not start: its data is missing (Debian package espeak-ng-data)"
        case .engineFailed(let code): "espeak-ng failed with code \(code)"
        case .noProgram: "the text-to-speech program has no name"
        case .programNotFound(let program):
            "the text-to-speech program '\(program)' can't be started"
        case .programFailed(let program, let status, let line):
            "the text-to-speech program '\(program)' \(status)"
                + (line.isEmpty ? "" : ": \(line)")
        case .programTooSlow(let program, let limit):
            "the text-to-speech program '\(program)' gave no sound within \(limit)"
        case .programWroteNoSound(let program, let text):
            "what the text-to-speech program '\(program)' wrote is no sound: \(text)"
        case .unreadableRecording(let text): text
        case .unknownMusic(let name, let known):
            "there is no music '\(name)'; there is \(known.joined(separator: ", "))"
        case .unprepared(let text): text
        }
    }

    private static func hint(_ near: [String], usual: String) -> String {
        guard let first = near.first else { return "; there are \(usual) and others" }
        let rest = near.dropFirst()
        return "; did you mean '\(first)'?"
            + (rest.isEmpty ? "" : " (or \(rest.joined(separator: ", ")))")
    }
}
