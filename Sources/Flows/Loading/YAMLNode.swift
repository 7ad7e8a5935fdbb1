import Telephony

/// A node of a YAML file as it is written: every scalar is a text, and everything knows its place.
struct YAMLNode: Sendable {
    /// What the node is.
    enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    let content: Content
    /// Where the node begins.
    let position: SourcePosition

    var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    var sequence: [YAMLNode]? {
        if case .sequence(let nodes) = content { nodes } else { nil }
    }

    var mapping: [YAMLEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// Whether nothing is written, as after `hang-up:`.
    var isEmpty: Bool {
        guard let scalar else { return false }
        return scalar.text.isEmpty && scalar.style == .plain
    }

    /// What the node is, for messages.
    var form: String {
        switch content {
        case .scalar: isEmpty ? "nothing" : "a text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// A text in a YAML file.
struct YAMLScalar: Sendable {
    /// How the text is written.
    enum Style: Sendable {
        case plain, singleQuoted, doubleQuoted, literal, folded
    }

    let text: String
    let style: Style
    /// Where it begins: at its quote, if it has one.
    let position: SourcePosition

    /// How many scalars of the line a caret line can mark.
    var length: Int {
        switch style {
        case .plain: max(text.unicodeScalars.prefix { $0 != "\n" }.count, 1)
        case .singleQuoted, .doubleQuoted: text.unicodeScalars.count + 2
        case .literal, .folded: 1
        }
    }
}

/// A key with its value.
struct YAMLEntry: Sendable {
    let key: YAMLScalar
    let value: YAMLNode
}

extension [YAMLEntry] {
    /// The value of a key.
    subscript(key: String) -> YAMLNode? { first { $0.key.text == key }?.value }
}
