public import Telephony
import Transcripts

extension TestResult {
    /// Where in its transcript a test went wrong: the line that was not heard, or the first that
    /// can't be read; the first line where no other is known. Nil where nothing went wrong.
    public var place: SourcePosition? {
        let beginning = SourcePosition(file: name, line: 1, column: 1)
        switch outcome {
        case .passed: return nil
        case .failed(let difference): return difference.expected?.position ?? beginning
        case .broken(let reason): return SourcePosition(leading: reason) ?? beginning
        }
    }

    /// What went wrong, on one line, the first fault of several; nil where nothing did.
    public var complaint: String? { complaints.first?.text }

    /// Everything that went wrong, each with its place and on one line: all faults of a transcript
    /// that can't be read, all figures that came out otherwise; nothing where nothing did.
    public var complaints: [(place: SourcePosition, text: String)] {
        let place = self.place ?? SourcePosition(file: name, line: 1, column: 1)
        switch outcome {
        case .passed: return []
        case .failed(let difference):
            switch difference.kind {
            case .promise: return [(place, "\(difference.kind)")]
            case .figures(let gaps): return gaps.map { ($0.expected.position ?? place, $0.summary) }
            default: return [(place, difference.summary)]
            }
        case .broken(let reason):
            let lines = reason.split(separator: "\n").map(String.init)
            let faults = lines.filter { SourcePosition(leading: $0) != nil }
            return (faults.isEmpty ? Array(lines.prefix(1)) : faults).map { line in
                let text = line.range(of: "error: ").map { String(line[$0...]) }
                return (SourcePosition(leading: line) ?? place, text ?? line)
            }
        }
    }
}

extension Difference {
    /// What was expected and heard, on one line.
    fileprivate var summary: String {
        let expected = expected.map { "\($0)" } ?? "the end of the transcript"
        let heard = heard.map { "\($0)" } ?? "nothing"
        let step = step.map { "; in step \($0.name)\($0.position.map { ", \($0)" } ?? "")" }
        return "\(kind): expected \(expected), heard \(heard)\(step ?? "")"
    }
}

extension String {
    /// The index after the first place where a text stands.
    fileprivate func range(of text: String) -> Index? {
        indices.first { self[$0...].hasPrefix(text) }.map { index($0, offsetBy: text.count) }
    }
}

extension SourcePosition {
    /// The place that a message begins with, as compilers write it.
    fileprivate init?(leading message: String) {
        let parts = message.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let line = Int(parts[1]), let column = Int(parts[2]) else {
            return nil
        }
        self.init(file: String(parts[0]), line: line, column: column)
    }
}
