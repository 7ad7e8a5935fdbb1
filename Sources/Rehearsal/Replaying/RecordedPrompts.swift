import Telephony

/// How long the prompts of a recorded call were heard.
struct RecordedPrompts {
    private struct Name: Hashable {
        var prompt: String?
        var text: String
    }

    private struct Hearing {
        var length: Duration
        var wasCut: Bool
    }

    private var hearings: [Name: [Hearing]] = [:]
    private var latest: (name: Name, start: Duration)?

    mutating func began(_ prompt: String?, _ text: LoggedText, at time: Duration) {
        latest = (Name(prompt: prompt, text: text.shown), time)
    }

    mutating func ended(_ prompt: String?, cut: Bool, at time: Duration) {
        guard let (name, start) = latest, name.prompt == prompt else { return }
        hearings[name, default: []].append(Hearing(length: time - start, wasCut: cut))
        latest = nil
    }

    /// How long a prompt lasts that is heard next: as long as it was, or, where it was stopped
    /// before its end or never heard, as it lasts by itself; nil where that is not known.
    mutating func length(of utterance: Utterance, orElse length: Duration?) -> Duration? {
        let names = [
            Name(prompt: utterance.prompt, text: utterance.text),
            Name(prompt: utterance.prompt, text: LoggedText.erased.shown),
        ]
        for name in names {
            guard let hearing = hearings[name]?.first else { continue }
            if let length, hearing.wasCut {
                hearings[name]?.removeFirst()
                return max(length, hearing.length + .milliseconds(1))
            }
            guard !hearing.wasCut else { return nil }
            hearings[name]?.removeFirst()
            return hearing.length
        }
        return length
    }
}
