/// Exits of queue steps that no call can take, since the queue takes every call.
enum IdleExits {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        flows.each { draft in
            draft.steps.filter { $0.kind == .queue }.flatMap { step -> [Diagnostic] in
                guard let name = step.fields.text(.queue),
                    let queue = flows.scope.centre.queues[name]
                else { return [] }
                let reasons: [(exit: Word, needs: Word)] = [
                    (.full, .maxLength), (.closed, .hours), (.empty, .needsAgents),
                ]
                return reasons.compactMap { exit, needed in
                    guard let key = step.fields.key(exit), !queue.refusals.contains(exit) else {
                        return nil
                    }
                    return Diagnostic(
                        .idleExit,
                        "no call leaves by ‘\(exit.rawValue)’: the queue ‘\(name.shortened)’ has no "
                            + "‘\(needed.rawValue)’", at: key)
                }
            }
        }
    }
}

extension Centre.Queue {
    /// The exits by which the queue may send calls away at once.
    var refusals: [Word] {
        var exits: [Word] = []
        if maxLength != nil { exits.append(.full) }
        if calendar != nil { exits.append(.closed) }
        if agentsNeeded != .never { exits.append(.empty) }
        return exits
    }
}
