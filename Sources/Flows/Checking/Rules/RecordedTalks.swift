/// Queues whose talks are to be recorded and never are, since none of their callers is told.
enum RecordedTalks {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        withoutNotice(flows) + outside(flows)
    }

    /// Queues whose calls all go to people outside, whose talks Allo does not record.
    private static func outside(_ flows: CheckedFlows) -> [Diagnostic] {
        guard let centre = flows.scope.files.centre else { return [] }
        return centre.fields.mapping(.queues).compactMap { entry in
            let queue = Fields(entry.value)
            guard queue.yesNo(.record) == true, let key = queue.key(.record),
                let level = queue.text(.level).flatMap({ flows.scope.centre.levels[$0] }),
                !level.destinations.isEmpty, level.agentsWeight == 0
            else { return nil }
            let names = level.destinations.map { "‘\($0.destination)’" }.joined(separator: ", ")
            return Diagnostic(
                .talksOutside,
                "no talk is recorded: the calls of ‘\(entry.key.text.shortened)’ go to \(names), and "
                    + "Allo records talks with agents only", at: key)
        }
    }

    private static func withoutNotice(_ flows: CheckedFlows) -> [Diagnostic] {
        // What was misspelt, or is not among these files, may be what tells callers.
        guard let centre = flows.scope.files.centre, flows.scope.files.isWhole,
            flows.scope.files.areFlowsReadable, flows.drafts.allSatisfy(\.isResolved)
        else { return [] }
        let told = queuesOfTold(flows)
        return centre.fields.mapping(.queues).compactMap { entry in
            let queue = Fields(entry.value)
            guard queue.yesNo(.record) == true, let key = queue.key(.record),
                !told.contains(entry.key.text),
                // Agents may transfer callers here who were told before they waited elsewhere.
                queue[.number] == nil || told.isEmpty
            else { return nil }
            return Diagnostic(
                .talksNeverRecorded,
                "no talk is recorded: no call comes to ‘\(entry.key.text.shortened)’ with "
                    + "‘notice: recording’ on its way", at: key)
        }
    }

    /// The queues in which callers who were told may wait, or be called back from.
    private static func queuesOfTold(_ flows: CheckedFlows) -> Set<String> {
        var told = SubFlowEffects(flows) { step, edge in effect(of: edge, from: step) }
        let found = told.search(from: [])
        // Who fails too often may have been told before.
        var alarmed: [String: PathSearch] = [:]
        for (name, search) in found where !search.steps.isEmpty {
            guard let draft = flows.draft(name) else { continue }
            alarmed[name] = told.search(draft, from: draft.alarmed)
        }
        let telling = flows.drafts.flatMap(\.steps).filter { effect($0.fields) == .begins }
        return Set(
            (flows.steps(found) + flows.steps(alarmed) + telling).compactMap {
                $0.fields.text(.queue) ?? $0.fields.text(.callback)
            })
    }

    private static func effect(of edge: FlowDraft.Edge, from step: StepDocument) -> EdgeEffect {
        effect(step.choice(of: edge)?.fields) ?? effect(step.fields) ?? .keeps
    }

    /// What a step or a choice does to callers who are told: those who agree know too, and those who
    /// refuse are not recorded.
    private static func effect(_ fields: Fields?) -> EdgeEffect? {
        guard let fields else { return nil }
        let recording = "recording"
        if fields.text(.consents) == recording { return .begins }
        if fields.text(.refuses) == recording { return .ends }
        return fields.text(.notice) == recording ? .begins : nil
    }
}
