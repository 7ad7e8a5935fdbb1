import Telephony

/// Compares a file with its shape and tells every difference.
struct ShapeReader {
    var diagnostics: [Diagnostic] = []
    /// Whether the file adds to another, in which all that it needs may stand.
    private var isPart = false

    mutating func check(_ node: YAMLNode, _ shape: Shape, of what: String) {
        switch shape {
        case .named(_, let shape): check(node, shape, of: what)
        case .scalar(let kind): check(node, kind, of: what)
        case .list(let item, let count): check(node, item, count, of: what)
        case .dictionary(let keys, let values): check(node, keys, values, of: what)
        case .table(let table): check(node, table, of: what)
        case .variants(let variants): check(node, variants, of: what)
        case .either(let shapes):
            guard let shape = shapes.first(where: { $0.fits(node) }) else {
                let forms = shapes.map(\.form).joined(separator: " or ")
                return add(.wrongForm, "\(what) is \(node.form), not \(forms)", at: node)
            }
            check(node, shape, of: what)
        }
    }

    private mutating func check(_ node: YAMLNode, _ kind: ScalarKind, of what: String) {
        guard let scalar = node.scalar else {
            return add(.wrongForm, "\(what) is \(node.form), not a text", at: node)
        }
        guard !node.isEmpty || kind.allowsNothing else {
            return add(.missingValue, "\(what) has no value", at: node)
        }
        check(scalar, kind, of: what)
    }

    private mutating func check(_ scalar: YAMLScalar, _ kind: ScalarKind, of what: String) {
        guard let fault = kind.fault(in: scalar.text) else { return }
        let text = scalar.text.shortened
        switch fault {
        case .wrong(let expected):
            add(.wrongValue, "\(what) is ‘\(text)’, not \(expected)", at: scalar)
        case .wrongWord(let words):
            let expected = words.joined(separator: ", ")
            let code: DiagnosticCode = what == "‘format’" ? .unknownFormat : .wrongValue
            add(
                code, "\(what) is ‘\(text)’, not \(words.count > 1 ? "one of " : "")\(expected)",
                at: scalar,
                suggestion: words.count == 1
                    ? words[0] : Spelling.suggestion(for: scalar.text, among: words))
        case .outOfRange(let range):
            add(.outOfRange, "\(what) is \(text), not \(range)", at: scalar)
        case .badName:
            add(
                .badName, "‘\(text)’ is no name: letters, digits and hyphens, a letter first",
                at: scalar)
        case .unknownLanguage:
            add(
                .unknownLanguage, "Allo can't speak ‘\(text)’", at: scalar,
                suggestion: Spelling.suggestion(
                    for: scalar.text, among: SpokenLanguage.allCases.map(\.rawValue))
                    ?? SpokenLanguage(LanguageTag(rawValue: scalar.text))?.rawValue)
        }
    }

    private mutating func check(
        _ node: YAMLNode, _ item: Shape, _ count: ClosedRange<Int>, of what: String
    ) {
        guard let items = node.sequence else {
            let code: DiagnosticCode = node.isEmpty ? .missingValue : .wrongForm
            return add(code, "\(what) is \(node.form), not a list", at: node)
        }
        if !count.contains(items.count) {
            add(
                .outOfRange,
                "\(what) has \(items.count) items, not \(count.lowerBound) to \(count.upperBound)",
                at: node)
        }
        for child in items { check(child, item, of: "an item of \(what)") }
    }

    private mutating func check(
        _ node: YAMLNode, _ keys: ScalarKind, _ values: Shape, of what: String
    ) {
        guard let entries = node.mapping else {
            let code: DiagnosticCode = node.isEmpty ? .missingValue : .wrongForm
            return add(code, "\(what) is \(node.form), not a mapping", at: node)
        }
        if entries.isEmpty { add(.missingValue, "\(what) is empty", at: node) }
        for entry in entries {
            check(entry.key, keys, of: "a key of \(what)")
            check(entry.value, values, of: "‘\(entry.key.text.shortened)’")
        }
    }

    private mutating func check(_ node: YAMLNode, _ table: Table, of what: String) {
        guard let entries = node.mapping else {
            let code: DiagnosticCode = node.isEmpty ? .missingValue : .wrongForm
            return add(code, "\(what) is \(node.form), not a mapping", at: node)
        }
        let needs = table.extending.flatMap { entries[$0.by] == nil ? nil : $0.needs }
        if needs != nil { isPart = true }
        for entry in entries { check(entry, table, of: what) }
        for field in table.fields where field.isRequired && entries[field.word] == nil {
            guard !isPart || needs?.contains(field.word) == true else { continue }
            let place = entries.first?.key.position ?? node.position
            add(.missingKey, "\(what) has no ‘\(field.word.rawValue)’", at: place)
        }
        let count = table.oneOf.count { entries[$0] != nil }
        if !table.oneOf.isEmpty, isPart ? count > 1 : count != 1 {
            let words = table.oneOf.map { "‘\($0.rawValue)’" }.joined(separator: " or ")
            add(.missingKey, "\(what) has either \(words)", at: node.position)
        }
    }

    private mutating func check(_ entry: YAMLEntry, _ table: Table, of what: String) {
        if let field = table.field(entry.key.text) {
            return check(entry.value, field.shape, of: "‘\(entry.key.text)’")
        }
        let known = table.fields.map(\.word.rawValue)
        let suggestion = Spelling.suggestion(for: entry.key.text, among: known)
        if let others = table.others, suggestion == nil, entry.key.text.looksLikeLanguage {
            check(entry.key, others.keys, of: "a key of \(what)")
            return check(entry.value, others.values, of: "‘\(entry.key.text.shortened)’")
        }
        add(
            .unknownKey, "\(what) can't have ‘\(entry.key.text.shortened)’", at: entry.key,
            suggestion: suggestion)
    }

    private mutating func check(_ node: YAMLNode, _ variants: [Shape.Variant], of what: String) {
        guard let entries = node.mapping else {
            let code: DiagnosticCode = node.isEmpty ? .missingValue : .wrongForm
            return add(code, "\(what) is \(node.form), not a mapping", at: node)
        }
        guard let variant = StepKind.find(in: entries, among: variants) else {
            let words = variants.map(\.word.rawValue)
            let place = entries.first?.key.position ?? node.position
            let near = entries.lazy.compactMap { entry in
                Spelling.suggestion(for: entry.key.text, among: words).map { (entry.key, $0) }
            }.first
            return add(
                .unknownStepKind,
                "\(what) says nothing of what it does: it has no "
                    + words.joined(separator: ", "),
                at: near?.0.position ?? place, length: near?.0.length ?? 1, suggestion: near?.1)
        }
        let second = entries.first { entry in
            variant.table.field(entry.key.text) == nil
                && variants.contains { $0.word.rawValue == entry.key.text }
        }
        if let second {
            add(
                .twoStepKinds,
                "\(what) is a ‘\(variant.word.rawValue)’ step and can't be a "
                    + "‘\(second.key.text)’ step too", at: second.key)
            let rest = entries.filter { $0.key.text != second.key.text }
            let node = YAMLNode(content: .mapping(rest), position: node.position)
            return check(node, variant.table, of: what)
        }
        check(node, variant.table, of: what)
    }

    private mutating func add(
        _ code: DiagnosticCode, _ message: String, at position: SourcePosition, length: Int = 1,
        suggestion: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(code, message, at: position, length: length, suggestion: suggestion))
    }

    private mutating func add(_ code: DiagnosticCode, _ message: String, at node: YAMLNode) {
        add(code, message, at: node.position, length: node.scalar?.length ?? 1)
    }

    private mutating func add(
        _ code: DiagnosticCode, _ message: String, at scalar: YAMLScalar, suggestion: String? = nil
    ) {
        add(code, message, at: scalar.position, length: scalar.length, suggestion: suggestion)
    }
}

/// Which kind of step a mapping is.
enum StepKind {
    /// Several kinds share words (`language` apart, `queue` steps have a `timeout`); `say` is a
    /// kind only where no other is there.
    static func find(in entries: [YAMLEntry], among variants: [Shape.Variant]) -> Shape.Variant? {
        variants.first { $0.word != .say && entries[$0.word] != nil }
            ?? variants.first { entries[$0.word] != nil }
    }
}

extension [YAMLEntry] {
    subscript(word: Word) -> YAMLNode? { self[word.rawValue] }
}

extension Shape {
    /// Whether a node has the right form, whatever is in it.
    fileprivate func fits(_ node: YAMLNode) -> Bool {
        switch (unnamed, node.content) {
        case (.scalar, .scalar), (.list, .sequence), (.table, .mapping), (.dictionary, .mapping),
            (.variants, .mapping):
            true
        default: false
        }
    }

    fileprivate var form: String {
        switch unnamed {
        case .scalar: "a text"
        case .list: "a list"
        case .table, .dictionary, .variants: "a mapping"
        case .either, .named: "something else"
        }
    }
}

extension ScalarKind {
    /// Whether a key may stand without a value.
    fileprivate var allowsNothing: Bool {
        if case .optionalText = self { true } else { false }
    }
}

extension String {
    /// The text for a message, cut where it is long, on one line.
    var shortened: String {
        let line = String(map { $0.isNewline ? " " : $0 })
        return line.count > 40 ? line.prefix(39) + "…" : line
    }

    /// Whether it is written like `fr`, `fr-FR` or `de_CH`.
    fileprivate var looksLikeLanguage: Bool {
        let parts = split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        return (1...2).contains(parts.count) && (2...3).contains(parts[0].count)
            && allSatisfy { $0.isASCII } && parts.dropFirst().allSatisfy { $0.count == 2 }
    }
}
