/// Parts of files in words.
enum NodeWords {
    private static let longest = 160

    /// What differs in a plain value, as in ``max-wait: 10m → 5m``.
    static func value(_ difference: NodeDifference, named name: String) -> String {
        if let lists = listWords(difference, named: name) { return lists }
        switch (difference.before.map { told($0) }, difference.after.map { told($0) }) {
        case (let before?, let after?): return "\(name): \(before) → \(after)"
        case (nil, let after?): return "\(name) is now \(after); nothing was written before"
        case (let before?, nil): return "\(name) is no longer written; it was \(before)"
        case (nil, nil): return "\(name) changed"
        }
    }

    /// Of two lists of texts, what only one of them has.
    private static func listWords(_ difference: NodeDifference, named name: String) -> String? {
        guard let before = texts(difference.before), let after = texts(difference.after) else {
            return nil
        }
        let gone = before.filter { !after.contains($0) }
        let come = after.filter { !before.contains($0) }
        guard !gone.isEmpty || !come.isEmpty else { return nil }
        let parts = [("without", gone), ("with", come)].filter { !$0.1.isEmpty }
            .map { "now \($0.0) \($0.1.joined(separator: ", "))" }
        return "\(name): \(parts.joined(separator: ", "))"
    }

    private static func texts(_ node: YAMLNode?) -> [String]? {
        guard let items = node?.sequence else { return nil }
        let texts = items.compactMap { $0.scalar?.text }
        return texts.count == items.count ? texts : nil
    }

    /// What somebody hears.
    static func spoken(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): return scalar.text.isEmpty ? "nothing" : quoted(scalar.text)
        case .sequence(let items): return items.map(spoken).joined(separator: ", then ")
        case .mapping(let entries):
            let fields = Fields(node)
            let tail = fields.yesNo(.bargeIn).map {
                $0 ? " (a key stops it)" : " (no key stops it)"
            }
            if let prompt = fields.text(.prompt) { return "prompt `\(prompt)`\(tail ?? "")" }
            if let text = fields.text(.text) { return quoted(text) + (tail ?? "") }
            return entries.filter { $0.key.text != Word.bargeIn.rawValue }
                .map { "\($0.key.text) \(quoted($0.value.scalar?.text ?? ""))" }
                .joined(separator: ", ") + (tail ?? "")
        }
    }

    /// A part of a file in one line.
    static func plain(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): return cut(scalar.text.isEmpty ? "nothing" : scalar.text)
        case .sequence(let items): return "[\(items.map(plain).joined(separator: ", "))]"
        case .mapping(let entries):
            return
                "{\(entries.map { "\($0.key.text): \(plain($0.value))" }.joined(separator: ", "))}"
        }
    }

    /// A part of a file in one line, for people: `level level1, ring 25s, skills (anglais 1)`.
    static func told(_ node: YAMLNode, isInside: Bool = false) -> String {
        let parts: [String]
        switch node.content {
        case .scalar(let scalar):
            let isSentence = isInside && scalar.text.contains { $0 == " " || $0 == "," }
            return isSentence
                ? quoted(scalar.text) : cut(scalar.text.isEmpty ? "nothing" : scalar.text)
        case .sequence(let items): parts = items.map { told($0, isInside: true) }
        case .mapping(let entries):
            parts = entries.map { "\($0.key.text) \(told($0.value, isInside: true))" }
        }
        let text = parts.joined(separator: ", ")
        let isSingle = parts.count == 1 && node.sequence != nil
        return parts.isEmpty ? "nothing" : isInside && !isSingle ? "(\(text))" : text
    }

    /// A key of the telephone as people say it.
    static func key(_ text: String) -> String {
        ["*": "star", "#": "hash"][text] ?? text
    }

    /// Where a choice or a condition leads.
    static func lead(_ node: YAMLNode) -> String? { node.scalar?.text ?? Fields(node).text(.next) }

    private static func quoted(_ text: String) -> String { "“\(cut(text))”" }

    private static func cut(_ text: String) -> String {
        let line = String(text.map { $0.isNewline ? " " : $0 })
        return line.count > longest ? line.prefix(longest - 1) + "…" : line
    }
}
