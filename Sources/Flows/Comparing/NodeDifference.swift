/// A place in which two files differ.
struct NodeDifference {
    /// The keys that lead there; a case of a `choose` step by its condition, a question by its name.
    var path: [String]
    /// What was there; nil for nothing.
    var before: YAMLNode?
    /// What is there; nil for nothing.
    var after: YAMLNode?
    /// What it is, by the language.
    var shape: Shape?

    /// All places in which two parts of files differ, in the order of the language.
    static func differences(
        _ before: YAMLNode?, _ after: YAMLNode?, _ shape: Shape?, at path: [String] = []
    ) -> [NodeDifference] {
        let whole = NodeDifference(path: path, before: before, after: after, shape: shape)
        guard let before, let after else {
            return before == nil && after == nil ? [] : [whole]
        }
        guard CanonicalForm.text(before, shape) != CanonicalForm.text(after, shape) else {
            return []
        }
        if shape?.isSpoken ?? false { return [whole] }
        if shape?.isChoice ?? false {
            return mappings(choice(before), choice(after), shape, path)
        }
        switch (before.content, after.content) {
        case (.mapping(let old), .mapping(let new)): return mappings(old, new, shape, path)
        case (.sequence(let old), .sequence(let new)):
            guard let word = named(shape?.itemShape) else { return [whole] }
            return items(old, new, word, shape?.itemShape, path) ?? [whole]
        default: return [whole]
        }
    }

    private static func mappings(
        _ old: [YAMLEntry], _ new: [YAMLEntry], _ shape: Shape?, _ path: [String]
    ) -> [NodeDifference] {
        if let week = WeekDifference.differences(old, new, shape, at: path) { return week }
        let keys = (old + new).map(\.key.text)
        let table = shape?.table(of: keys)
        let kind = shape?.keyKind
        func name(_ entry: YAMLEntry) -> String { CanonicalForm.name(entry.key.text, kind) }
        var seen: Set<String> = []
        var names = (old + new).map(name).filter { seen.insert($0).inserted }
        if let table {
            let order = table.fields.map(\.word.rawValue)
            names = order.filter(seen.contains) + names.filter { !order.contains($0) }
        }
        return names.flatMap { key in
            differences(
                old.first { name($0) == key }?.value, new.first { name($0) == key }?.value,
                shape?.shape(behind: key, among: keys), at: path + [key])
        }
    }

    /// The items of two lists that have names; nil where two have the same.
    private static func items(
        _ old: [YAMLNode], _ new: [YAMLNode], _ word: Word, _ shape: Shape?, _ path: [String]
    ) -> [NodeDifference]? {
        func names(_ nodes: [YAMLNode]) -> [String] {
            nodes.map { Fields($0).text(word) ?? "" }
        }
        let (left, right) = (names(old), names(new))
        guard Set(left).count == left.count, Set(right).count == right.count else { return nil }
        // One that changed its name alone is the same one still.
        let gone = left.filter { !right.contains($0) }
        let come = right.filter { !left.contains($0) }
        var renamed: [String: String] = [:]
        if gone.count == 1, come.count == 1,
            left.firstIndex(of: gone[0]) == right.firstIndex(of: come[0])
        {
            renamed[gone[0]] = come[0]
        }
        var found: [NodeDifference] = []
        for (name, node) in zip(left, old) {
            let other = right.firstIndex(of: renamed[name] ?? name).map { new[$0] }
            found += differences(node, other, shape, at: path + [name])
        }
        for (name, node) in zip(right, new) where come.contains(name) {
            guard !renamed.values.contains(name) else { continue }
            found += differences(nil, node, shape, at: path + [name])
        }
        let common = left.map { renamed[$0] ?? $0 }.filter(right.contains)
        if common != right.filter(common.contains) {
            found.append(
                NodeDifference(
                    path: path + ["order"], before: nil, after: nil, shape: nil))
        }
        return found.isEmpty ? nil : found
    }

    /// The key that the items of a list are told apart by.
    private static func named(_ item: Shape?) -> Word? {
        guard case .table(let table)? = item?.unnamed else { return nil }
        return [Word.when, .question].first { table.field($0.rawValue) != nil }
    }

    /// A choice that is a mere target is one with nothing else in it.
    private static func choice(_ node: YAMLNode) -> [YAMLEntry] {
        if let entries = node.mapping { return entries }
        let key = YAMLScalar(text: Word.next.rawValue, style: .plain, position: node.position)
        return [YAMLEntry(key: key, value: node)]
    }
}

extension Shape {
    private var name: String? { if case .named(let name, _) = self { name } else { nil } }

    /// Whether it is something that callers or agents hear.
    var isSpoken: Bool {
        ["saying", "item", "escalation", "wording"].contains(name)
    }

    /// Whether it is what a key leads to.
    var isChoice: Bool { name == "choice" }

    /// Whether it is where a call goes on.
    var isTarget: Bool { if case .target? = scalarKind { name == "target" } else { false } }
}
