/// Flows that call each other without end, or deeper than a call may go.
enum SubFlowDepth {
    /// DESIGN: the budget of a call.
    static let maximum = 16

    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        flows.each { draft in
            draft.steps.compactMap { step in
                guard let called = step.fields.scalar(.call) else { return nil }
                let (below, goesRound) = depth(called.text, back: draft.name, flows)
                if goesRound {
                    return Diagnostic(
                        .callsItself, "‘\(called.text)’ leads back to this flow", at: called)
                }
                guard below >= maximum, !flows.roots.isEmpty,
                    flows.roots.contains(where: { $0.name == draft.name })
                else { return nil }
                return Diagnostic(
                    .callsItself, "flows call flows more than \(maximum) deep from here",
                    at: called)
            }
        }
    }

    /// How deep the calls below a flow go, counted no further than is needed, and whether they come
    /// back to where they began.
    private static func depth(
        _ name: String, back: String, _ flows: CheckedFlows
    ) -> (depth: Int, goesRound: Bool) {
        var level: Set<String> = [name]
        var seen: Set<String> = []
        var depth = 0
        while !level.isEmpty {
            if level.contains(back) { return (depth, true) }
            depth += 1
            // Each level only has flows that are called by the one before; those that go round
            // among themselves are told at their own steps.
            let fresh = level.subtracting(seen)
            seen.formUnion(level)
            level = Set(
                fresh.compactMap(flows.draft).flatMap(\.steps).compactMap {
                    $0.fields.text(.call)
                })
        }
        return (depth, false)
    }
}
