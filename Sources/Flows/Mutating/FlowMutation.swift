public import Telephony

/// One small fault put into a flow or centre file on purpose, as a designer could make it.
///
/// What transcripts are worth is told by how many of such faults they notice. A mutation is a change
/// of a text, so that all else of the file stays as it was written.
///
/// ```swift
/// for mutation in FlowMutation.all(of: source) {
///     let result = FlowChecker.check(flows: [mutation.applied(to: source)])
/// }
/// ```
public struct FlowMutation: Hashable, Sendable {
    /// What sort of fault it is.
    public enum Operator: String, CaseIterable, Hashable, Sendable {
        /// Two keys of a menu, or of the ways out of a step, have changed places.
        case keysSwapped = "keys-swapped"
        /// An exit leads elsewhere.
        case exitRedirected = "exit-redirected"
        /// A condition holds where it did not.
        case conditionNegated = "condition-negated"
        /// A comparison or a number in an expression is another one.
        case expressionChanged = "expression-changed"
        /// A span of time is half as long, or twice.
        case timeChanged = "time-changed"
        /// A number is one more or less: failures, priorities, ranks, lengths.
        case numberChanged = "number-changed"
        /// A yes is a no.
        case answerFlipped = "answer-flipped"
        /// Another of the known words stands there, as a strategy.
        case wordChanged = "word-changed"
        /// What figures are told by is called otherwise: a motive, what was done.
        case noteChanged = "note-changed"
        /// Opening hours end earlier.
        case hoursChanged = "hours-changed"
        /// Another queue, calendar, flow or level is named.
        case nameChanged = "name-changed"
    }

    /// A part of a line that is written otherwise.
    struct Edit: Hashable, Sendable {
        /// Where the part begins.
        var position: SourcePosition
        /// How many Unicode scalars it has.
        var length: Int
        var replacement: String
    }

    /// What sort of fault it is.
    public let kind: Operator
    /// What was changed, in words: `key 1 and key 2 of ‘menu’ have changed places`.
    public let change: String
    let edits: [Edit]

    init(_ kind: Operator, _ change: String, _ edits: [Edit]) {
        self.kind = kind
        self.change = change
        self.edits = edits
    }

    /// Where the change is.
    public var position: SourcePosition? { edits.first?.position }

    /// The file with the fault.
    public func applied(to source: SourceText) -> SourceText {
        var lines = source.lines
        // From the end, so that no edit moves another.
        for edit in edits.sorted(by: { $0.isAfter($1) }) {
            let line = edit.position.line - 1
            let start = edit.position.column - 1
            guard lines.indices.contains(line), start >= 0, edit.length >= 0,
                start + edit.length <= lines[line].count
            else { continue }
            lines[line].replaceSubrange(
                start..<(start + edit.length), with: edit.replacement.unicodeScalars)
        }
        let texts = lines.map { line in
            var text = String.UnicodeScalarView()
            text.append(contentsOf: line)
            return String(text)
        }
        return SourceText(path: source.path, text: texts.joined(separator: "\n"))
    }
}

extension FlowMutation.Edit {
    fileprivate func isAfter(_ other: Self) -> Bool {
        (position.line, position.column) > (other.position.line, other.position.column)
    }
}

extension FlowMutation {
    /// All faults of these sorts that can be put into a flow file, in the order of the file; none
    /// where it can't be read.
    public static func all(ofFlow source: SourceText) -> [FlowMutation] {
        found(in: source, FlowLanguage.flow)
    }

    /// All faults that can be put into a centre file; its telephone, voices and files are left
    /// alone.
    public static func all(ofCentre source: SourceText) -> [FlowMutation] {
        found(in: source, FlowLanguage.centre)
    }

    private static func found(in source: SourceText, _ shape: Shape) -> [FlowMutation] {
        var reader = YAMLReader(source)
        guard let root = reader.read() else { return [] }
        var search = MutationSearch(source: source, root: root)
        search.walk(root, shape, [])
        return search.found
    }
}
