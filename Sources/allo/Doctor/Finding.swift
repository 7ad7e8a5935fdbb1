import Telephony

/// What a look at one part of the machine found.
struct Finding: Equatable {
    /// Whether telephone calls can be taken in spite of it.
    enum Level: String {
        /// All is well.
        case ok
        /// Calls can be taken, but something may go wrong.
        case warn
        /// Calls can't be taken, or not as the centre file wants.
        case fail
    }

    /// What was looked at: `listeners`, `journal` …
    let check: String
    let level: Level
    /// What was found, in a few words.
    let text: String
    /// What to do about it; nil where all is well.
    let advice: String?

    private init(_ check: String, _ level: Level, _ text: String, _ advice: String?) {
        self.check = check
        self.level = level
        self.text = text
        self.advice = advice
    }

    static func ok(_ check: String, _ text: String) -> Finding { Finding(check, .ok, text, nil) }

    static func warn(_ check: String, _ text: String, do advice: String) -> Finding {
        Finding(check, .warn, text, advice)
    }

    static func fail(_ check: String, _ text: String, do advice: String) -> Finding {
        Finding(check, .fail, text, advice)
    }
}

extension Finding {
    /// The finding on one line, and what to do on a second.
    var line: String {
        let level = level.rawValue + String(repeating: " ", count: 5 - level.rawValue.count)
        return "\(level) \(check): \(text)" + (advice.map { "\n      \($0)" } ?? "")
    }

    /// All findings with the words of the lines.
    static func json(_ findings: [Finding]) -> String {
        JSONValue.array(
            findings.map { finding in
                .object([
                    .init("check", .string(finding.check)),
                    .init("level", .string(finding.level.rawValue)),
                    .init("text", .string(finding.text)),
                    .init("advice", finding.advice.map(JSONValue.string) ?? .null),
                ])
            }
        ).text
    }
}
