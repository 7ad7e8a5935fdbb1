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

    /// What went wrong, on one line; nil where nothing did.
    public var complaint: String? {
        switch outcome {
        case .passed: return nil
        case .failed(let difference):
            if case .promise = difference.kind { return "\(difference.kind)" }
            let expected = difference.expected.map { "\($0)" } ?? "the end of the transcript"
            let heard = difference.heard.map { "\($0)" } ?? "nothing"
            let step = difference.step.map { step in
                "; in step \(step.name)\(step.position.map { ", \($0)" } ?? "")"
            }
            return "\(difference.kind): expected \(expected), heard \(heard)\(step ?? "")"
        case .broken(let reason):
            let line = reason.split(separator: "\n").first.map(String.init) ?? reason
            guard let end = line.range(of: "error: ") else { return line }
            return String(line[end...])
        }
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
