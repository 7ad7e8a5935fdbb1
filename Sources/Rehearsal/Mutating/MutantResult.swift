public import Telephony

/// What became of one fault that was put into flows on purpose.
public struct MutantResult: Hashable, Sendable {
    /// What can become of a fault.
    public enum Fate: Hashable, Sendable {
        /// `allo check` finds it: an error, or a warning that was not there before.
        case refused
        /// A transcript notices it: its name, and the line at which it did.
        case caught(by: String, at: SourcePosition?)
        /// What happens in a transcript breaks a promise that holds of every centre: which, and the
        /// name of the transcript.
        case broke(Invariants.Violation, in: String)
        /// Nothing notices it.
        case survived
    }

    /// Where the fault was put.
    public var position: SourcePosition?
    /// The sort of fault, as `exit-redirected`.
    public var kind: String
    /// What was changed, in words.
    public var change: String
    /// What became of it.
    public var fate: Fate

    /// Describes what became of a fault.
    public init(position: SourcePosition?, kind: String, change: String, fate: Fate) {
        self.position = position
        self.kind = kind
        self.change = change
        self.fate = fate
    }
}

extension MutantResult: CustomStringConvertible {
    /// One line: what became of it, where, and what was changed.
    public var description: String {
        let place = position.map { "\($0): " } ?? ""
        return switch fate {
        case .refused: "refused   \(place)\(change)"
        case .caught(let name, let position):
            "caught    \(place)\(change); by \(position.map { "\($0)" } ?? name)"
        case .broke(let violation, let name):
            "caught    \(place)\(change); by the promise \(violation.rule.rawValue) in \(name): "
                + violation.text
        case .survived: "survived  \(place)\(change) [\(kind)]"
        }
    }
}

extension [MutantResult] {
    /// Whether transcripts and promises catch so many percent of the faults that can be run; so they do of none.
    public func reaches(percent: Int) -> Bool {
        let run = count { $0.fate != .refused }
        return (run - count { $0.fate == .survived }) * 100 >= percent * run
    }

    /// The last line of a report: how many there were, and what became of them.
    public var summary: String {
        let survivors = count { $0.fate == .survived }
        let refused = count { $0.fate == .refused }
        let run = count - refused
        let broken = count { if case .broke = $0.fate { true } else { false } }
        let share = run == 0 ? "n/a" : "\((run - survivors) * 100 / run) %"
        return """
            \(count) faults: \(refused) refused by allo check; of the other \(run), \
            \(run - survivors) caught (\(share)): \(run - survivors - broken) by transcripts, \
            \(broken) by invariants; \(survivors) survived
            """
    }
}
