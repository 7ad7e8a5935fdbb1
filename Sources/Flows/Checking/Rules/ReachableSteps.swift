/// Steps that no call can come to.
enum ReachableSteps {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        flows.each { draft in
            // A misspelt target would make its step look lonely.
            guard draft.isResolved else { return [] }
            let reached = draft.reachable
            return draft.steps.enumerated().filter { !reached.contains($0.offset) }.map {
                Diagnostic(
                    .unreachableStep, "no call can come to the step ‘\($0.element.name.text)’",
                    at: $0.element.name)
            }
        }
    }
}
