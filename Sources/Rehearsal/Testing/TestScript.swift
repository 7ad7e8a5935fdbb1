import Flows
import Telephony
import Transcripts

/// The lines of a transcript with their keys, made ready for a test.
struct TestScript {
    /// The lines; secrets are only counted in what is to be heard.
    private(set) var lines: [TranscriptLine]
    /// The keys of each `press` line, by its index.
    private(set) var keys: [Int: [Digit]] = [:]
    /// What came of the secrets, where the transcript does not know them.
    private(set) var hidden: FlowState.Hidden?

    init(_ lines: [TranscriptLine], fixtures: Fixtures) throws(RehearsalError) {
        self.lines = lines
        var namesSecrets = false
        var outcomes: [Bool] = []
        for (index, line) in lines.enumerated() {
            switch line.moment {
            case .press(let pressed):
                switch pressed.content {
                case .clear(let digits): keys[index] = digits
                case .secret(let count):
                    keys[index] = .standIns(
                        count, refusedAtOnce: line.isRefusedAtOnce(by: lines.dropFirst(index + 1)))
                    hidden = FlowState.Hidden(outcomes: [])
                case .fixture(let name):
                    namesSecrets = true
                    keys[index] = try fixtures.keys(named: name, at: line.position)
                }
            case .noMatch(let pressed?):
                guard case .fixture(let name) = pressed.content else { continue }
                let count = try fixtures.keys(named: name, at: line.position).count
                self.lines[index].moment = .noMatch(Moment.Keys(.secret(count: count)))
            case .compare(_, let outcome): outcomes.append(outcome)
            default: continue
            }
            if namesSecrets, hidden != nil {
                throw RehearsalError(.mixedSecrets, at: line.position)
            }
        }
        hidden?.outcomes = outcomes
    }
}

extension Fixtures {
    fileprivate func keys(
        named name: String, at position: SourcePosition?
    ) throws(RehearsalError) -> [Digit] {
        guard let keys = keys(named: name) else {
            throw RehearsalError(.unknownSecret(name), at: position)
        }
        return keys
    }
}

extension TranscriptLine {
    /// Whether the keys of this line were no entry as soon as the last of them was pressed.
    fileprivate func isRefusedAtOnce(by rest: ArraySlice<TranscriptLine>) -> Bool {
        guard case .press(let pressed) = moment, case .noMatch(let refused) = rest.first?.moment,
            refused == nil || refused?.content == pressed.content
        else { return false }
        guard let time, let last = pressed.pressedAt.last else { return true }
        return time == last
    }
}
