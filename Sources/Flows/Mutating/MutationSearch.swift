import Telephony

/// Walks over a file by its shape, and notes what could be written otherwise.
struct MutationSearch {
    let source: SourceText
    /// The names of the file that a name may be exchanged for, in its order, by what they name.
    private let names: [Word: [String]]
    private(set) var found: [FlowMutation] = []

    init(source: SourceText, root: YAMLNode) {
        self.source = source
        var names: [Word: [String]] = [:]
        for word in [Word.steps, .queues, .calendars, .levels] {
            names[word] = root.mapping?[word.rawValue]?.mapping?.map(\.key.text)
        }
        names[.exits] = root.mapping?[Word.exits.rawValue]?.sequence?.compactMap(\.scalar?.text)
        self.names = names
    }

    /// The keys of a centre file below which nothing of a caller's way is told.
    private static let untouched: Set<String> = [
        "format", "flow", "centre", "languages", "language", "time-zone", "country-code", "prompts",
        "voices", "directories", "endpoints", "destinations", "music", "telephone", "trunks",
        "phones", "recordings", "numbers", "secret", "parameters", "exits", "start",
    ]

    mutating func walk(_ node: YAMLNode, _ shape: Shape, _ path: [String]) {
        if path.count == 1, let key = path.first, Self.untouched.contains(key) { return }
        if path.last.map(Self.untouched.contains) == true, node.mapping == nil { return }
        switch shape.unnamed {
        case .scalar(let kind):
            if let scalar = node.scalar { change(scalar, kind, path) }
        case .table(let table): walk(node, table, path)
        case .dictionary where path == [Word.levels.rawValue]: swapRanks(of: node, path)
        case .dictionary(let keys, let values):
            if case .keys = keys { swapKeys(of: node, path) }
            for entry in node.mapping ?? [] {
                walk(entry.value, values, path + [entry.key.text])
            }
            if path.last == Word.open.rawValue { changeHours(of: node, path) }
        case .list(let items, _):
            for (index, item) in (node.sequence ?? []).enumerated() {
                walk(item, items, path + ["\(index + 1)"])
            }
        case .either(let shapes):
            if let shape = shapes.first(where: { $0.takes(node) }) { walk(node, shape, path) }
        case .variants(let variants):
            let variant = variants.first { node.mapping?[$0.word.rawValue] != nil }
            if let variant { walk(node, variant.table, path) }
        case .named: break
        }
    }

    private mutating func walk(_ node: YAMLNode, _ table: Table, _ path: [String]) {
        for entry in node.mapping ?? [] {
            let shape = table.field(entry.key.text)?.shape ?? table.others?.values
            if let shape { walk(entry.value, shape, path + [entry.key.text]) }
        }
    }

    // MARK: What is noted

    private mutating func note(
        _ kind: FlowMutation.Operator, _ scalar: YAMLScalar, as text: String, _ path: [String]
    ) {
        guard text != scalar.text, let edit = edit(scalar, text) else { return }
        let change = "\(Self.place(path)): ‘\(scalar.text)’ has become ‘\(text)’"
        found.append(FlowMutation(kind, change, [edit]))
    }

    /// Writes a text in place of another; nil for one of several lines.
    private func edit(_ scalar: YAMLScalar, _ text: String) -> FlowMutation.Edit? {
        let line = source.lines.dropFirst(scalar.position.line - 1).first ?? []
        let written = line.dropFirst(scalar.position.column - 1).prefix(scalar.length)
        let quote: String
        switch scalar.style {
        case .plain: quote = ""
        case .singleQuoted: quote = "'"
        case .doubleQuoted: quote = "\""
        case .literal, .folded: return nil
        }
        let expected = (quote + scalar.text + quote).unicodeScalars
        guard written.elementsEqual(expected) else { return nil }
        let quotes = quote == "" && text.contains { "\"'#:{}[],&*!|>%@`".contains($0) }
        let replacement = quotes ? "'\(text.replacing("'", with: "''"))'" : quote + text + quote
        return FlowMutation.Edit(
            position: scalar.position, length: expected.count, replacement: replacement)
    }

    /// As in `max-wait of ‘level1’`.
    private static func place(_ path: [String]) -> String {
        guard path.count > 2, let name = path.dropFirst().first else {
            return path.joined(separator: " ")
        }
        return "\(path.dropFirst(2).joined(separator: " ")) of ‘\(name)’"
    }

    private mutating func swapKeys(of node: YAMLNode, _ path: [String]) {
        let keys = (node.mapping ?? []).map(\.key)
        for (first, second) in zip(keys, keys.dropFirst()) {
            guard let one = edit(first, second.text), let other = edit(second, first.text) else {
                continue
            }
            found.append(
                FlowMutation(
                    .keysSwapped,
                    "\(Self.place(path)): the keys \(first.text) and \(second.text) have changed places",
                    [one, other]))
        }
    }

    /// Only the order of ranks matters, so two of them change places.
    private mutating func swapRanks(of node: YAMLNode, _ path: [String]) {
        let levels = node.mapping ?? []
        for (first, second) in zip(levels, levels.dropFirst()) {
            guard let rank = first.value.rank, let other = second.value.rank,
                let one = edit(rank, other.text), let another = edit(other, rank.text),
                rank.text != other.text
            else { continue }
            let names = "‘\(first.key.text)’ and ‘\(second.key.text)’"
            found.append(
                FlowMutation(
                    .numberChanged, "the ranks of the levels \(names) have changed places",
                    [one, another]))
        }
    }

    private mutating func changeHours(of node: YAMLNode, _ path: [String]) {
        for entry in node.mapping ?? [] {
            guard let scalar = entry.value.scalar, let text = scalar.text.anHourShorter else {
                continue
            }
            note(.hoursChanged, scalar, as: text, path + [entry.key.text])
        }
    }

    private mutating func change(_ scalar: YAMLScalar, _ kind: ScalarKind, _ path: [String]) {
        switch kind {
        case .target: redirect(scalar, path)
        case .expression: changeExpression(scalar, path)
        case .duration(let range):
            guard let span = ScalarReading.duration(scalar.text)?.inMilliseconds else { return }
            for changed in [span / 2, span * 2] where range.contains(changed) {
                note(.timeChanged, scalar, as: ScalarReading.text(milliseconds: changed), path)
            }
        case .integer(let range):
            guard let number = ScalarReading.integer(scalar.text) else { return }
            // One more or less is in the same order most often.
            if path.last == Word.priority.rawValue {
                return note(.numberChanged, scalar, as: number == 0 ? "1000" : "0", path)
            }
            for changed in [number - 1, number + 1] where range.contains(changed) {
                note(.numberChanged, scalar, as: "\(changed)", path)
            }
        case .span(let range):
            guard let span = ScalarReading.span(scalar.text) else { return }
            if span.lowerBound < span.upperBound {
                note(
                    .numberChanged, scalar, as: "\(span.lowerBound)..\(span.upperBound - 1)", path)
                note(
                    .numberChanged, scalar, as: "\(span.lowerBound + 1)..\(span.upperBound)", path)
            } else if range.contains(span.upperBound + 1) {
                note(.numberChanged, scalar, as: "\(span.upperBound + 1)", path)
            }
        case .yesNo:
            guard let answer = ScalarReading.yesNo(scalar.text) else { return }
            note(.answerFlipped, scalar, as: answer ? "no" : "yes", path)
        case .word(let words):
            guard let next = words.following(scalar.text) else { return }
            note(.wordChanged, scalar, as: next, path)
        case .name: changeName(scalar, path)
        case .text, .optionalText, .keys, .termKey, .language, .distribution, .patience,
            .decimal, .day, .volume, .serviceLevel, .plain:
            break
        }
    }

    private mutating func redirect(_ scalar: YAMLScalar, _ path: [String]) {
        switch TargetText(scalar.text) {
        case .step(let name):
            let others = (names[.steps] ?? []).filter { $0 != path.dropFirst().first }
            guard let next = others.following(name) else { return }
            note(.exitRedirected, scalar, as: next, path)
        case .back(let exit):
            guard let exit, let next = names[.exits]?.following(exit) else { return }
            note(.exitRedirected, scalar, as: "return \(next)", path)
        case .hangUp: break
        }
    }

    private mutating func changeName(_ scalar: YAMLScalar, _ path: [String]) {
        switch path.last.flatMap({ Word(rawValue: $0) }) {
        case .motive, .done: note(.noteChanged, scalar, as: "\(scalar.text)-autre", path)
        case .level:
            guard let next = names[.levels]?.following(scalar.text) else { return }
            note(.nameChanged, scalar, as: next, path)
        default: break
        }
    }

    private mutating func changeExpression(_ scalar: YAMLScalar, _ path: [String]) {
        if path.last == Word.when.rawValue || path.last == Word.valid.rawValue {
            note(.conditionNegated, scalar, as: "not (\(scalar.text))", path)
        }
        for changed in ExpressionChanges.all(of: scalar.text) {
            note(.expressionChanged, scalar, as: changed, path)
        }
    }
}

extension YAMLNode {
    /// The rank of a level, be it the whole of it or a part.
    fileprivate var rank: YAMLScalar? { scalar ?? mapping?[Word.rank.rawValue]?.scalar }
}

extension Shape {
    /// Whether a node has the form of this shape.
    fileprivate func takes(_ node: YAMLNode) -> Bool {
        switch (unnamed, node.content) {
        case (.scalar, .scalar), (.list, .sequence), (.table, .mapping), (.dictionary, .mapping),
            (.variants, .mapping):
            true
        case (.either(let shapes), _): shapes.contains { $0.takes(node) }
        case (.scalar, _), (.list, _), (.table, _), (.dictionary, _), (.variants, _), (.named, _):
            false
        }
    }
}

extension [String] {
    /// The word after one of these, the first after the last; nil where there is no other.
    fileprivate func following(_ word: String) -> String? {
        guard count > 1, let index = firstIndex(of: word) else {
            return contains(word) ? nil : first
        }
        return self[(index + 1) % count]
    }
}

extension String {
    /// Opening hours whose last span ends an hour before; nil for what is no hours, or too short.
    fileprivate var anHourShorter: String? {
        guard let dash = lastIndex(of: "-") else { return nil }
        let end = self[index(after: dash)...]
        let begin = self[..<dash].suffix(5)
        let parts = end.split(separator: ":")
        guard parts.count == 2, let hour = Int(parts[0]), hour > 0,
            let first = Int(begin.prefix(2)), hour - 1 > first
        else { return nil }
        let shorter = hour - 1 < 10 ? "0\(hour - 1)" : "\(hour - 1)"
        return "\(self[...dash])\(shorter):\(parts[1])"
    }
}
