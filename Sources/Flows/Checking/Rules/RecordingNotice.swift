/// Recordings of callers who were not told (CNIL 2014-474).
enum RecordingNotice {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        var effects = SubFlowEffects(flows) { step, _ in
            step.fields[.notice] == nil ? .keeps : .ends
        }
        var entered = Set(flows.roots.map(\.name))
        var found: [String: PathSearch] = [:]
        var fresh = Array(entered)
        // A sub-flow is entered untold where a call step is.
        while let name = fresh.popLast() {
            guard let draft = flows.draft(name) else { continue }
            let search = effects.search(draft, from: draft.entries)
            found[name] = search
            for step in search.steps {
                guard let called = draft.steps[step].fields.text(.call),
                    entered.insert(called).inserted
                else { continue }
                fresh.append(called)
            }
        }
        return flows.each { draft in
            (found[draft.name]?.steps.sorted() ?? []).compactMap { index in
                let step = draft.steps[index]
                guard step.kind == .record, step.fields[.notice] == nil else { return nil }
                return Diagnostic(
                    .recordingWithoutNotice,
                    "a call can come here without ‘notice: recording’ on its way",
                    at: step.fields.key(.record) ?? step.name)
            }
        }
    }
}
