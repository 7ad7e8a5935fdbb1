/// Lays a simulation file over the one that it ``Word/extends``: what it says stands in place of what
/// is said there, stream by stream, profile by profile, group by group, and key by key in each.
enum SimulationLayers {
    /// What a file and the one below it say together.
    static func merged(_ node: YAMLNode, over base: YAMLNode) -> YAMLNode {
        var entries = (base.mapping ?? []).filter { $0.key.text != Word.extends.rawValue }
        // It is as much a part as its base is.
        let extends = (base.mapping ?? []).filter { $0.key.text == Word.extends.rawValue }
        for entry in node.mapping ?? [] where entry.key.text != Word.extends.rawValue {
            entries.lay(entry) { parts(of: entry.key.text, $0, over: $1) }
        }
        return YAMLNode(content: .mapping(entries + extends), position: node.position)
    }

    /// What is told by name: each name for itself.
    private static func parts(
        of word: String, _ node: YAMLNode, over base: YAMLNode
    ) -> YAMLNode {
        switch Word(rawValue: word) {
        case .arrivals, .written, .callers, .staff, .destinations, .endpoints:
            node.laid(over: base, keys)
        case .talk, .transfers, .whatIf: node.laid(over: base) { node, _ in node }
        default: node
        }
    }

    /// What is told of one name: each key for itself, and of what is pressed and answered each step
    /// and each question.
    private static func keys(_ node: YAMLNode, over base: YAMLNode) -> YAMLNode {
        guard let written = node.mapping, let below = base.mapping else { return node }
        var entries = below.filter { entry in
            !rivals.contains { known in
                known.of.contains(entry.key.text)
                    && written.contains { known.others.contains($0.key.text) }
            }
        }
        for entry in written {
            entries.lay(entry) { node, base in
                switch Word(rawValue: entry.key.text) {
                case .presses: node.laid(over: base) { node, _ in node }
                case .answers where node.mapping != nil:
                    node.laid(over: base) { node, _ in node }
                default: node
                }
            }
        }
        return YAMLNode(content: .mapping(entries), position: node.position)
    }

    /// Keys that give way to others, since they tell the same otherwise.
    private static let rivals: [(of: Set<String>, others: Set<String>)] = [
        words([.calls], [.replay]), words([.replay], [.calls]), words([.to], [.flow]),
        words([.flow], [.to]), words([.count, .positions, .hours, .breaks], [.shifts]),
        words([.shifts], [.positions, .hours, .breaks]),
    ]

    private static func words(
        _ own: [Word], _ others: [Word]
    ) -> (of: Set<String>, others: Set<String>) {
        (Set(own.map(\.rawValue)), Set(others.map(\.rawValue)))
    }
}

extension YAMLNode {
    /// A mapping over another: entries that both have as told, the others as they are.
    fileprivate func laid(
        over base: YAMLNode, _ both: (YAMLNode, YAMLNode) -> YAMLNode
    ) -> YAMLNode {
        guard let written = mapping, var entries = base.mapping else { return self }
        for entry in written { entries.lay(entry, both) }
        return YAMLNode(content: .mapping(entries), position: position)
    }
}

extension [YAMLEntry] {
    /// An entry in place of the one of its key.
    fileprivate mutating func lay(_ entry: YAMLEntry, _ both: (YAMLNode, YAMLNode) -> YAMLNode) {
        guard let place = firstIndex(where: { $0.key.text == entry.key.text }) else {
            return append(entry)
        }
        self[place] = YAMLEntry(key: entry.key, value: both(entry.value, self[place].value))
    }
}
