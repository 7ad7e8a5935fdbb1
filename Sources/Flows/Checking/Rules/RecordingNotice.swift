/// Recordings of callers who were not told (CNIL 2014-474).
enum RecordingNotice {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        var untold = SubFlowEffects(flows) { step, _ in
            step.fields[.notice] == nil ? .keeps : .ends
        }
        return flows.steps(untold.search(from: flows.roots)).compactMap { step in
            guard step.kind == .record, step.fields[.notice] == nil else { return nil }
            return Diagnostic(
                .recordingWithoutNotice,
                "a call can come here without ‘notice: recording’ on its way",
                at: step.fields.key(.record) ?? step.name)
        }
    }
}
