import Telephony
import Transcripts

extension TestResult: CustomStringConvertible {
    /// One line for a test that passed; what was expected and what was heard for one that failed.
    public var description: String {
        switch outcome {
        case .passed: "passed  \(name)"
        case .failed(let difference):
            // Where no line is to blame, the file is.
            "failed  \(name)\n\(difference.expected?.position == nil ? "\(name): " : "")\(difference)"
        case .broken(let reason): "broken  \(name)\n\(reason)"
        }
    }
}

extension Difference: CustomStringConvertible {
    /// What was expected beside what was heard, and where in the flow.
    public var description: String {
        if case .figures(let gaps) = kind {
            return gaps.map(\.description).joined(separator: "\n")
        }
        let first = "\(expected?.position.map { "\($0): " } ?? "")error: \(kind)"
        if case .promise = kind { return first }
        var rows = [first]
        rows.append("  expected  \(expected.map { "\($0)" } ?? "the end of the transcript")")
        rows.append("  heard     \(heard.map { "\($0)" } ?? "nothing")")
        if let step {
            rows.append("  in step   \(step.name)\(step.position.map { ", \($0)" } ?? "")")
        }
        if let hint { rows.append("  hint      \(hint)") }
        if remaining > 0 {
            rows.append("  \(remaining) more line\(remaining == 1 ? "" : "s") not reached")
        }
        return rows.joined(separator: "\n")
    }
}

extension Difference.Kind: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .other: "the call went another way"
        case .untimely: "the line came at another time"
        case .over: "the call was over before"
        case .silence: "nothing more happened in the call"
        case .endless: "the call went on for more than a day"
        case .goesOn:
            "the call went on after the last line; end the transcript with `...` to allow it"
        case .noEffect: "this had no effect on the call"
        case .figures: "figures came out otherwise"
        case .promise(let violation):
            "a promise that Allo makes of every centre is broken: \(violation)"
        }
    }
}

extension [TestResult] {
    /// What several tests fail for, the most frequent first: `8 failed for this: key 3 of …`.
    public var causes: [String] {
        var counts: [Cause: Int] = [:]
        for result in self {
            guard case .failed(let difference) = result.outcome, let hint = difference.hint else {
                continue
            }
            counts[Cause(hint: hint, step: difference.step), default: 0] += 1
        }
        return counts.filter { $0.value > 1 }
            .sorted { ($1.value, $0.key.description) < ($0.value, $1.key.description) }
            .map { "\($0.value) failed for this: \($0.key)" }
    }

    /// The last line of a report: `12 passed, 1 failed`.
    public var summary: String {
        let failed = count { if case .failed = $0.outcome { true } else { false } }
        let broken = count { if case .broken = $0.outcome { true } else { false } }
        var parts = ["\(count - failed - broken) passed"]
        if failed > 0 { parts.append("\(failed) failed") }
        if broken > 0 { parts.append("\(broken) broken") }
        return parts.joined(separator: ", ")
    }
}

/// Why a test failed: the same for several where one change broke them all.
private struct Cause: Hashable, CustomStringConvertible {
    let hint: String
    let step: Difference.Step?

    var description: String {
        hint + (step?.position.map { " (\($0))" } ?? "")
    }
}
