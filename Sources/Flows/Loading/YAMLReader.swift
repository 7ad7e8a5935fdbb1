import Telephony
import Yams

/// Reads strict YAML: one document, no anchors, aliases, tags, merge keys or duplicate keys.
///
/// Parsing is Yams'; what Yams can't refuse in time is looked for in the text before.
struct YAMLReader {
    /// The deepest nesting.
    static let maximumDepth = 32

    let source: SourceText
    var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) { self.source = source }

    /// The root of the file; nil where it can't be read, or holds nothing.
    mutating func read() -> YAMLNode? {
        guard acceptText() else { return nil }
        let root: Node
        // Yams looks at anchors while its parser lives.
        let parser: Parser?
        do {
            (parser, root) = try compose()
        } catch {
            report(error)
            return nil
        }
        guard let parser else { return nil }
        let node = withExtendedLifetime(parser) { convert(root, depth: 1) }
        return diagnostics.contains { $0.severity == .error } ? nil : node
    }

    private mutating func compose() throws -> (Parser?, Node) {
        let parser = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8)
        guard let root = try parser.singleRoot() else {
            add(.emptyFile, "the file is empty", at: source.start)
            return (nil, "")
        }
        return (parser, root)
    }

    private mutating func convert(_ node: Node, depth: Int) -> YAMLNode? {
        let position = position(of: node)
        guard depth <= YAMLReader.maximumDepth else {
            add(.nestedTooDeep, "more than \(YAMLReader.maximumDepth) levels", at: position)
            return nil
        }
        guard acceptProperties(at: position) else { return nil }
        switch node {
        case .scalar(let scalar):
            return YAMLNode(content: .scalar(convert(scalar, at: position)), position: position)
        case .sequence(let sequence):
            let items = sequence.compactMap { convert($0, depth: depth + 1) }
            return YAMLNode(content: .sequence(items), position: position)
        case .mapping(let mapping):
            let entries = mapping.compactMap { convert($0.key, $0.value, depth: depth) }
            return YAMLNode(content: .mapping(entries), position: position)
        case .alias:
            add(.anchor, "an alias repeats another part of the file", at: position)
            return nil
        }
    }

    private func convert(_ scalar: Node.Scalar, at position: SourcePosition) -> YAMLScalar {
        let style: YAMLScalar.Style =
            switch scalar.style {
            case .any, .plain: .plain
            case .singleQuoted: .singleQuoted
            case .doubleQuoted: .doubleQuoted
            case .literal: .literal
            case .folded: .folded
            }
        return YAMLScalar(text: scalar.string, style: style, position: position)
    }

    private mutating func convert(_ key: Node, _ value: Node, depth: Int) -> YAMLEntry? {
        let position = position(of: key)
        guard acceptProperties(at: position) else { return nil }
        guard case .scalar(let scalar) = key else {
            add(.syntax, "a key must be a text", at: position)
            return nil
        }
        let name = convert(scalar, at: position)
        if name.text == "<<", name.style == .plain {
            add(.mergeKey, "`<<` merges another mapping into this one", at: name)
            return nil
        }
        guard let value = convert(value, depth: depth + 1) else { return nil }
        return YAMLEntry(key: name, value: value)
    }

    private func position(of node: Node) -> SourcePosition {
        guard let mark = node.mark else { return source.start }
        return source.position(line: mark.line, column: mark.column)
    }

    /// Whether no anchor and no tag stands before a node.
    private mutating func acceptProperties(at position: SourcePosition) -> Bool {
        switch source.scalar(at: position) {
        case "&":
            add(.anchor, "an anchor names a part of the file, to repeat it elsewhere", at: position)
        case "!":
            add(.tag, "a tag gives a value a type", at: position)
        default: return true
        }
        return false
    }

    mutating func add(
        _ code: DiagnosticCode, _ message: String, at position: SourcePosition, length: Int = 1,
        suggestion: String? = nil, related: [Diagnostic.Note] = []
    ) {
        diagnostics.append(
            Diagnostic(
                code, message, at: position, length: length, suggestion: suggestion,
                related: related))
    }

    private mutating func add(_ code: DiagnosticCode, _ message: String, at scalar: YAMLScalar) {
        add(code, message, at: scalar.position, length: scalar.length)
    }
}
