/// What differs between two versions of one flow.
struct FlowDifference {
    private let old: FlowDocument
    private let new: FlowDocument
    private let place: FlowChange.Place
    /// The new names of steps by their old ones.
    private let renamed: [String: String]

    init(_ old: FlowDocument, _ new: FlowDocument) {
        self.old = old
        self.new = new
        place = .flow(new.name?.text ?? old.name?.text ?? "")
        renamed = RenamedSteps.find(old, new)
    }

    /// The flow's own keys first, then its steps in the order of the new version, then those that
    /// are gone.
    var changes: [FlowChange] {
        var changes = flowKeys
        for step in new.steps {
            let name = step.name.text
            if let previous = old.steps.first(where: {
                (renamed[$0.name.text] ?? $0.name.text) == name
            }) {
                if previous.name.text != name {
                    changes.append(
                        FlowChange(
                            place, .renamed, ["steps", name], before: previous.name.text,
                            after: name, "step `\(previous.name.text)` is now called `\(name)`"))
                }
                changes += difference(previous, step)
            } else {
                changes.append(
                    FlowChange(
                        place, .added, ["steps", name],
                        "step `\(name)` is new: \(StepWords.summary(of: step))"))
            }
        }
        let kept = Set(new.steps.map(\.name.text))
        for step in old.steps where !kept.contains(renamed[step.name.text] ?? step.name.text) {
            changes.append(
                FlowChange(
                    place, .removed, ["steps", step.name.text],
                    "step `\(step.name.text)` is gone: \(StepWords.summary(of: step))"))
        }
        return changes
    }

    private var flowKeys: [FlowChange] {
        let differences = NodeDifference.differences(
            withoutSteps(old.root), withoutSteps(new.root), FlowLanguage.flow)
        return differences.filter { !isRename($0) }.map {
            StepWords(place: place, step: nil).change($0)
        }
    }

    private func withoutSteps(_ node: YAMLNode) -> YAMLNode {
        let entries = (node.mapping ?? []).filter { $0.key.text != Word.steps.rawValue }
        return YAMLNode(content: .mapping(entries), position: node.position)
    }

    private func difference(_ before: StepDocument, _ after: StepDocument) -> [FlowChange] {
        let name = after.name.text
        guard before.kind == after.kind else {
            return [
                FlowChange(
                    place, .changed, ["steps", name], before: before.kind.rawValue,
                    after: after.kind.rawValue,
                    "step `\(name)` is now \(after.kind.article) \(after.kind.rawValue) step: "
                        + "\(StepWords.summary(of: after)); it was \(before.kind.article) "
                        + "\(before.kind.rawValue) step")
            ]
        }
        let nodes = [before, after].map { step in
            YAMLNode(content: .mapping(step.fields.entries), position: step.name.position)
        }
        return NodeDifference.differences(nodes.first, nodes.last, FlowLanguage.step)
            .filter { !isRename($0) }.map { StepWords(place: place, step: name).change($0) }
    }

    /// Whether a target only follows a step to its new name.
    private func isRename(_ difference: NodeDifference) -> Bool {
        let isStart = difference.path == [Word.start.rawValue]
        guard isStart || difference.shape?.isTarget ?? false,
            let before = difference.before?.scalar?.text,
            let after = difference.after?.scalar?.text
        else { return false }
        return renamed[before] == after
    }
}

/// Finds steps that are the same under another name.
enum RenamedSteps {
    static func find(_ old: FlowDocument, _ new: FlowDocument) -> [String: String] {
        let before = Set(old.stepNames)
        let after = Set(new.stepNames)
        let gone = old.steps.filter { !after.contains($0.name.text) }
        let come = new.steps.filter { !before.contains($0.name.text) }
        var pairs: [(old: String, new: String, likeness: Double)] = []
        for one in gone {
            for other in come where one.kind == other.kind {
                let likeness = likeness(facts(one, of: old), facts(other, of: new))
                if likeness >= 0.6 { pairs.append((one.name.text, other.name.text, likeness)) }
            }
        }
        var renamed: [String: String] = [:]
        var taken: Set<String> = []
        for pair in pairs.sorted(by: {
            ($1.likeness, $0.old, $0.new) < ($0.likeness, $1.old, $1.new)
        })
        where renamed[pair.old] == nil && !taken.contains(pair.new) {
            renamed[pair.old] = pair.new
            taken.insert(pair.new)
        }
        return renamed
    }

    /// The share of what is true of the two steps that is true of both.
    private static func likeness(_ left: Set<String>, _ right: Set<String>) -> Double {
        let all = left.union(right).count
        return all == 0 ? 0 : Double(left.intersection(right).count) / Double(all)
    }

    /// What stands in a step, and what leads to it.
    private static func facts(_ step: StepDocument, of flow: FlowDocument) -> Set<String> {
        var facts: Set<String> = []
        for entry in step.fields.entries {
            let inner = entry.value.mapping ?? []
            if inner.isEmpty {
                facts.insert("\(entry.key.text)=\(CanonicalForm.text(entry.value, nil))")
            }
            for part in inner {
                facts.insert(
                    "\(entry.key.text).\(part.key.text)=\(CanonicalForm.text(part.value, nil))")
            }
        }
        for other in flow.steps {
            for entry in other.fields.entries {
                for place in targets(entry.value, step.name.text, at: entry.key.text) {
                    facts.insert("from \(other.name.text) \(place)")
                }
            }
        }
        return facts
    }

    /// Where a name stands as the whole of a text.
    private static func targets(_ node: YAMLNode, _ name: String, at place: String) -> [String] {
        switch node.content {
        case .scalar(let scalar): scalar.text == name ? [place] : []
        case .sequence(let items):
            items.enumerated().flatMap { targets($1, name, at: "\(place).\($0)") }
        case .mapping(let entries):
            entries.flatMap { targets($0.value, name, at: "\(place).\($0.key.text)") }
        }
    }
}
