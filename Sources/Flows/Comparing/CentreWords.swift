/// Tells what differs in a centre file, or in a simulation.
enum CentreWords {
    /// All changes; of what lost its name for another, the two names alone.
    static func changes(
        _ differences: [NodeDifference], in place: FlowChange.Place
    ) -> [FlowChange] {
        var changes: [FlowChange] = []
        var told: Set<[String]> = []
        for difference in differences where !told.contains(difference.path) {
            guard let other = rename(difference, among: differences, told) else {
                changes.append(change(difference, in: place))
                continue
            }
            told.insert(other.path)
            let pair = difference.before == nil ? [other, difference] : [difference, other]
            let (old, new) = (pair[0].path[1], pair[1].path[1])
            let noun = nouns[difference.path[0]] ?? difference.path[0]
            changes.append(
                FlowChange(
                    place, .renamed, pair[1].path, before: old, after: new,
                    "\(noun) `\(old)` is now called `\(new)`"))
        }
        return changes
    }

    /// What came for what is gone, or is gone for what came: the same under another name.
    private static func rename(
        _ difference: NodeDifference, among all: [NodeDifference], _ told: Set<[String]>
    ) -> NodeDifference? {
        guard difference.path.count == 2, (difference.before == nil) != (difference.after == nil),
            nouns[difference.path[0]] != nil, let node = difference.before ?? difference.after
        else { return nil }
        let text = CanonicalForm.text(node, nil)
        return all.first { other in
            guard other.path.count == 2, other.path[0] == difference.path[0],
                other.path != difference.path, !told.contains(other.path),
                (other.before == nil) == (difference.after == nil),
                (other.after == nil) == (difference.before == nil),
                let counterpart = other.before ?? other.after
            else { return false }
            return CanonicalForm.text(counterpart, nil) == text
        }
    }

    private static func change(
        _ difference: NodeDifference, in place: FlowChange.Place
    ) -> FlowChange {
        let isHidden = difference.path.contains { hidden.contains($0) }
        let kind: FlowChange.Kind =
            difference.before == nil
            ? .added : difference.after == nil ? .removed : .changed
        return FlowChange(
            place, kind, difference.path,
            before: isHidden ? nil : difference.before.map(shown),
            after: isHidden ? nil : difference.after.map(shown),
            words(for: difference, kind, isHidden: isHidden))
    }

    /// What is nobody's business: no change shows it.
    private static let hidden: Set<String> = [
        Word.password.rawValue, Word.pin.rawValue, Word.headers.rawValue,
    ]

    private static func words(
        for difference: NodeDifference, _ kind: FlowChange.Kind, isHidden: Bool
    ) -> String {
        let path = difference.path
        guard path.count > 1, let section = path.first, let noun = nouns[section] else {
            let name = path.joined(separator: " ")
            return isHidden ? "\(name) changed" : value(difference, named: name)
        }
        let subject = "\(noun) `\(path[1])`"
        guard path.count > 2 else {
            switch kind {
            case .added:
                let told = difference.after.map { ": \(NodeWords.told(veiled($0)))" }
                return "\(subject) is new\(told ?? "")"
            case .removed: return "\(subject) is gone"
            case .renamed, .changed: return value(difference, named: subject)
            }
        }
        let name = "\(subject): \(path.dropFirst(2).joined(separator: " "))"
        guard !isHidden else { return "\(name) changed" }
        switch (difference.before?.scalar?.text, difference.after?.scalar?.text) {
        case (let before?, let after?): return "\(name) \(before) → \(after)"
        default: return value(difference, named: name)
        }
    }

    private static func value(_ difference: NodeDifference, named name: String) -> String {
        NodeWords.value(
            NodeDifference(
                path: difference.path, before: difference.before.map(veiled),
                after: difference.after.map(veiled), shape: difference.shape), named: name)
    }

    private static func shown(_ node: YAMLNode) -> String { NodeWords.plain(veiled(node)) }

    /// The part of the file without what is to be hidden.
    private static func veiled(_ node: YAMLNode) -> YAMLNode {
        switch node.content {
        case .scalar: return node
        case .sequence(let items):
            return YAMLNode(content: .sequence(items.map(veiled)), position: node.position)
        case .mapping(let entries):
            let kept = entries.map { entry in
                guard hidden.contains(entry.key.text) else {
                    return YAMLEntry(key: entry.key, value: veiled(entry.value))
                }
                let mark = YAMLScalar(text: "…", style: .plain, position: entry.key.position)
                return YAMLEntry(
                    key: entry.key,
                    value: YAMLNode(content: .scalar(mark), position: entry.key.position))
            }
            return YAMLNode(content: .mapping(kept), position: node.position)
        }
    }

    private static let nouns: [String: String] = [
        Word.queues.rawValue: "queue", Word.agents.rawValue: "agent",
        Word.calendars.rawValue: "calendar", Word.numbers.rawValue: "number",
        Word.levels.rawValue: "level", Word.directories.rawValue: "directory",
        Word.endpoints.rawValue: "endpoint", Word.destinations.rawValue: "destination",
        Word.music.rawValue: "music", Word.trunks.rawValue: "trunk", Word.voices.rawValue: "voice",
        Word.arrivals.rawValue: "arrivals", Word.callers.rawValue: "callers",
        Word.staff.rawValue: "staff", Word.whatIf.rawValue: "what-if",
    ]
}

/// Tells what differs in a prompts file.
enum PromptWords {
    static func changes(
        _ old: YAMLNode, _ new: YAMLNode, _ place: FlowChange.Place
    ) -> [FlowChange] {
        NodeDifference.differences(entire(old), entire(new), FlowLanguage.prompts).map {
            difference in
            let name = "prompt `\(difference.path.first ?? "")`"
            let (before, after) = (difference.before, difference.after)
            let kind: FlowChange.Kind = before == nil ? .added : after == nil ? .removed : .changed
            let words: String
            switch (
                difference.path.count, before.map(NodeWords.spoken), after.map(NodeWords.spoken)
            ) {
            case (1, nil, let after?): words = "\(name) is new: \(after)"
            case (1, let before?, nil): words = "\(name) is gone; it was \(before)"
            case (2, let before?, let after?) where difference.path.last == Word.text.rawValue:
                words = "\(name) changed: \(before) → \(after)"
            default:
                words = NodeWords.value(
                    difference, named: "\(name): \(difference.path.last ?? "")")
            }
            return FlowChange(
                place, kind, difference.path, before: before.map(NodeWords.plain),
                after: after.map(NodeWords.plain), words)
        }
    }

    /// Every prompt as a mapping, so that a recording that is added leaves the text as it was.
    private static func entire(_ root: YAMLNode) -> YAMLNode {
        let entries = (root.mapping ?? []).map { entry -> YAMLEntry in
            guard let scalar = entry.value.scalar else { return entry }
            let key = YAMLScalar(
                text: Word.text.rawValue, style: .plain, position: scalar.position)
            return YAMLEntry(
                key: entry.key,
                value: YAMLNode(
                    content: .mapping([YAMLEntry(key: key, value: entry.value)]),
                    position: scalar.position))
        }
        return YAMLNode(content: .mapping(entries), position: root.position)
    }
}
