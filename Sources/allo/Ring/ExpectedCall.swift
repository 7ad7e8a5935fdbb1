import Telephony

/// What a caller is to hear, and does, in order: a transcript whose prompts have been made into
/// sound.
struct ExpectedCall: Sendable {
    /// One line.
    enum Line: Sendable {
        /// A prompt is heard.
        case hear(Heard)
        /// Keys are pressed: at a time since the answer, or once what was heard before is over.
        case press([Digit], at: Duration?)
        /// The caller hangs up, at a time since the answer or now.
        case hangUp(at: Duration?)
    }

    /// A prompt.
    struct Heard: Sendable {
        /// Its name, or its text.
        var name: String
        /// Its sound, or as much of it as is heard before a key ends it.
        var sound: Sound
    }

    /// In order.
    var lines: [Line]

    /// The prompts, in order.
    var prompts: [Heard] {
        lines.compactMap { line in
            if case .hear(let heard) = line { heard } else { nil }
        }
    }
}
