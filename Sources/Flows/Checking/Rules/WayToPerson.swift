/// After-sales and complaint lines on which no caller can reach a person.
enum WayToPerson {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        guard let centre = flows.scope.files.centre else { return [] }
        return centre.fields.mapping(.numbers).compactMap { entry in
            let number = Fields(entry.value)
            guard let purpose = number.text(.purpose), let flow = number.scalar(.flow),
                ["after-sales", "complaints"].contains(purpose), flows.draft(flow.text) != nil,
                !reachesPerson(flow.text, flows)
            else { return nil }
            return Diagnostic(
                .noWayToPerson,
                "no way through ‘\(flow.text)’ leads to a queue or a transfer", at: flow)
        }
    }

    private static func reachesPerson(_ name: String, _ flows: CheckedFlows) -> Bool {
        var seen: Set<String> = []
        var fresh = [name]
        while let name = fresh.popLast() {
            guard seen.insert(name).inserted else { continue }
            guard let draft = flows.draft(name) else { return true }
            for index in draft.reachable {
                let step = draft.steps[index]
                if [.queue, .callback, .transfer].contains(step.kind) { return true }
                if let called = step.fields.text(.call) { fresh.append(called) }
            }
        }
        return false
    }
}
