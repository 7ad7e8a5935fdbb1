/// Tells what differs in a step, or in the flow itself, in a designer's words.
struct StepWords {
    let place: FlowChange.Place
    /// The step; nil for the flow itself.
    let step: String?

    func change(_ difference: NodeDifference) -> FlowChange {
        let path = (step.map { ["steps", $0] } ?? []) + difference.path
        let kind: FlowChange.Kind =
            difference.before == nil && difference.after != nil
            ? .added : difference.after == nil && difference.before != nil ? .removed : .changed
        return FlowChange(
            place, kind, path, before: difference.before.map(NodeWords.plain),
            after: difference.after.map(NodeWords.plain), words(for: difference))
    }

    private func words(for difference: NodeDifference) -> String {
        let path = difference.path
        if path.last == "order" {
            return path.contains(Word.questions.rawValue)
                ? "the order of the questions of \(whole) changed"
                : "the order in which \(whole) tries its conditions changed"
        }
        if difference.shape?.isTarget ?? false { return target(difference) }
        if difference.shape?.isChoice ?? false { return choice(difference) }
        if difference.shape?.isSpoken ?? false { return speech(difference) }
        if path.first == Word.choose.rawValue { return condition(difference) }
        if path.first == Word.questions.rawValue, path.count == 2 { return question(difference) }
        return NodeWords.value(difference, named: "\(subject(path)) of \(whole)")
    }

    /// The step, or the flow.
    private var whole: String { step.map { "`\($0)`" } ?? "the flow" }

    // MARK: Ways on

    private func target(_ difference: NodeDifference) -> String {
        let from = wayOut(difference.path)
        switch (difference.before?.scalar?.text, difference.after?.scalar?.text) {
        case (let before?, let after?):
            return "\(from) now goes to `\(after)`, no longer to `\(before)`"
        case (nil, let after?): return "\(from) now goes to `\(after)`; it was not said where to"
        case (let before?, nil):
            return "\(from) no longer goes to `\(before)`; it is not said where to"
        case (nil, nil): return "\(from) changed"
        }
    }

    /// What leads on, as in ``key 3 of `menu` ``.
    private func wayOut(_ path: [String]) -> String {
        let words = path.compactMap(Word.init(rawValue:))
        switch (path.first.flatMap(Word.init(rawValue:)), path.count) {
        case (.next, 1): return whole
        case (.menu, 2...), (.escape, 2...): return "key \(NodeWords.key(path[1])) of \(whole)"
        case (.choose, 2...): return "\(whole), when \(path[1]),"
        case (.otherwise, 1): return "\(whole), when nothing else holds,"
        case (.exits, 2...): return "exit `\(path[1])` of \(whole)"
        case (.transferred, 2...): return "a transfer to `\(path[1])` from \(whole)"
        case (.offer, 2...): return "the offer of \(whole)"
        case (.tooManyFailures, 1): return "a call that failed too often"
        case (.technicalProblem, 1): return "a call that can't go on"
        default: return "`\(words.map(\.rawValue).joined(separator: " "))` of \(whole)"
        }
    }

    private func choice(_ difference: NodeDifference) -> String {
        let key = "key \(NodeWords.key(difference.path.last ?? "")) of \(whole)"
        if let node = difference.after {
            let lead = NodeWords.lead(node).map { "it goes to `\($0)`" }
            let parts = [said(node), lead].compactMap(\.self) + others(of: node)
            return "\(key) is new" + (parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))")
        }
        guard let node = difference.before else { return "\(key) changed" }
        let lead = NodeWords.lead(node).map { "; it went to `\($0)`" }
        return "\(key) is gone\(lead ?? "")" + (said(node).map { ", as \($0)" } ?? "")
    }

    private func said(_ node: YAMLNode) -> String? {
        Fields(node)[.say].map(NodeWords.spoken)
    }

    /// What else stands at a key, as its motive.
    private func others(of node: YAMLNode) -> [String] {
        let told = [Word.say, .next].map(\.rawValue)
        return (node.mapping ?? []).filter { !told.contains($0.key.text) }.map {
            "\($0.key.text) \(NodeWords.told($0.value, isInside: true))"
        }
    }

    // MARK: Words and conditions

    private func speech(_ difference: NodeDifference) -> String {
        let path = difference.path
        let what: String
        switch path.first.flatMap(Word.init(rawValue:)) {
        case .menu, .escape:
            what =
                "key \(NodeWords.key(path.dropFirst().first ?? "")) of \(whole) "
                + "is announced as"
        case .noInput: what = "at no-input, \(whole) says"
        case .noMatch: what = "at no-match, \(whole) says"
        case .questions: what = "question `\(path.dropFirst().first ?? "")` of \(whole) is"
        default: what = "\(whole) says"
        }
        switch (difference.before.map(NodeWords.spoken), difference.after.map(NodeWords.spoken)) {
        case (let before?, let after?): return "\(what) \(after), no longer \(before)"
        case (nil, let after?): return "\(what) \(after), where nothing was written"
        case (let before?, nil): return "\(what) nothing of its own any more; it was \(before)"
        case (nil, nil): return "\(what) something else"
        }
    }

    private func condition(_ difference: NodeDifference) -> String {
        let name = difference.path.dropFirst().first ?? ""
        switch (difference.before, difference.after) {
        case (nil, let after?):
            return "\(whole) has a new condition: when \(name), it goes to "
                + "`\(NodeWords.lead(after) ?? "")`"
        case (let before?, nil):
            return "a condition of \(whole) is gone: when \(name), it went to "
                + "`\(NodeWords.lead(before) ?? "")`"
        default:
            return "a condition of \(whole) changed: "
                + "\(difference.before.map(NodeWords.plain) ?? "") → "
                + "\(difference.after.map(NodeWords.plain) ?? "")"
        }
    }

    private func question(_ difference: NodeDifference) -> String {
        let name = difference.path.last ?? ""
        let node = difference.after ?? difference.before
        let told = [
            node.flatMap(said),
            node.flatMap { Fields($0).text(.answers) }.map { "answers \($0)" },
        ].compactMap(\.self).joined(separator: ", ")
        return difference.after == nil
            ? "question `\(name)` of \(whole) is gone; it was \(told)"
            : "question `\(name)` of \(whole) is new: \(told)"
    }

    private func subject(_ path: [String]) -> String {
        switch (path.first.flatMap(Word.init(rawValue:)), path.count) {
        case (.menu, 3...), (.escape, 3...):
            "`\(path[2])` of key \(NodeWords.key(path[1]))"
        case (.questions, 3...): "`\(path[2])` of question `\(path[1])`"
        case (.questions, 2): "question `\(path[1])`"
        case (.variables, 2): "the first value of `\(path[1])`"
        case (.set, 2): "the value given to `\(path[1])`"
        default: "`\(path.joined(separator: " "))`"
        }
    }

    /// What a step does, in a few words.
    static func summary(of step: StepDocument) -> String {
        let value = step.fields[step.kind]
        let said = step.kind == .say || step.kind == .hangUp
        if said, let value, !value.isEmpty {
            return "\(step.kind.rawValue) \(NodeWords.spoken(value))"
        }
        let what: String
        switch value?.content {
        case .scalar(let scalar): what = scalar.text
        case .mapping(let entries) where step.kind == .set:
            what = entries.map { "\($0.key.text) to \(NodeWords.plain($0.value))" }
                .joined(separator: ", ")
        case .mapping(let entries):
            let keys = entries.map { NodeWords.key($0.key.text) }
            what = "of key\(keys.count == 1 ? "" : "s") \(keys.joined(separator: ", "))"
        case .sequence(let items):
            what = "between \(items.count) condition\(items.count == 1 ? "" : "s")"
        case nil: what = ""
        }
        return what.isEmpty ? step.kind.rawValue : "\(step.kind.rawValue) \(what)"
    }
}

extension Word {
    /// The indefinite article before the word.
    var article: String { "aeiou".contains(rawValue.first ?? "x") ? "an" : "a" }
}
