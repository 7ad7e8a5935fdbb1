import Telephony

// Steps that have to do with queues and their agents.
extension FlowCompiler {
    mutating func queue(_ fields: Fields) -> QueueVisit? {
        let queue = known(.queue, fields, scope.centre.queues, .queues, .unknownQueue)
        let prompts = prompts(.say, fields)
        let escapes = choices(.escape, of: fields)
        let offer = offer(fields)
        let transfers = transfers(fields)
        let next = fields[.next] == nil ? .hangUp : exit(.next, of: fields)
        let timeout = exit(.timeout, of: fields)
        let full = exit(.full, of: fields)
        let closed = exit(.closed, of: fields)
        let empty = exit(.empty, of: fields)
        guard let timeout, let queue, let prompts, let escapes, let next,
            fields[.offer] == nil || offer != nil
        else { return nil }
        return QueueVisit(
            queue: queue.name, prompts: prompts, escapes: escapes, offer: offer,
            limit: fields.duration(.maxWait), transfers: transfers,
            exits: QueueVisit.Exits(
                next: next, timeout: timeout, full: full, closed: closed, empty: empty))
    }

    /// The steps in which callers wait who are sent on to other queues.
    private mutating func transfers(_ fields: Fields) -> [String: Transition] {
        var transfers: [String: Transition] = [:]
        for (queue, written) in fields.texts(.transferred) {
            let target = WrittenTarget(written)
            guard let to = exit(target, .transferred, to: queue.text) else { continue }
            transfers[queue.text] = to
            let isKnown = scope.centre.queues[queue.text] != nil
            if !isKnown, scope.files.isCentreReadable {
                add(
                    .unknownQueue, "there is no queue ‘\(queue.text.shortened)’", at: queue,
                    suggestion: Spelling.suggestion(
                        for: queue.text, among: scope.centre.queues.keys.sorted()))
            }
            guard isKnown, !waits(in: queue.text, to) else { continue }
            add(
                .transferElsewhere,
                "‘\(written.text.shortened)’ does not wait in the queue ‘\(queue.text.shortened)’",
                at: written)
        }
        return transfers
    }

    private func waits(in queue: String, _ target: Transition) -> Bool {
        guard case .step(let place) = target, document.steps.indices.contains(place) else {
            return false
        }
        return document.steps[place].fields.text(.queue) == queue
    }

    private mutating func offer(_ fields: Fields) -> QueueVisit.Offer? {
        guard let node = fields[.offer] else { return nil }
        let written = Fields(node)
        guard let target = written.target(.next), let next = exit(target, .offer),
            let after = written.duration(.after)
        else { return nil }
        return QueueVisit.Offer(after: after, next: next)
    }

    mutating func callback(_ fields: Fields) -> CallbackStep? {
        let queue = known(.callback, fields, scope.centre.queues, .queues, .unknownQueue)
        if scope.centre.callbacks == nil, scope.files.isCentreReadable,
            let key = fields.key(.callback)
        {
            add(
                .noCallbacks,
                "nobody is called back: the centre file has no ‘\(Word.callbacks.rawValue)’",
                at: key)
        }
        let written = fields.scalar(.number)
        let number = written.flatMap { expression($0, .spoken) }
        let prompts = prompts(.say, fields)
        let accepted = exit(.accepted, of: fields)
        let refused = exit(.refused, of: fields)
        guard let queue, let prompts, let accepted, let refused,
            written == nil || number != nil
        else { return nil }
        return CallbackStep(
            queue: queue.name, number: number, prompts: prompts, accepted: accepted,
            refused: refused)
    }

    mutating func agent(_ fields: Fields) -> AgentStep? {
        let number = expression(fields.scalar(.number), .lookUp)
        let pin = secret(fields.scalar(.pin))
        let written = fields.scalar(.reason)
        let reason = written.flatMap { expression($0, .spoken) }
        let done = exit(.next, of: fields)
        let refused = exit(.refused, of: fields)
        let locked = exit(.locked, of: fields)
        guard let change = fields.text(.agent).flatMap(AgentWish.Change.init), let number, let pin,
            let done, let refused, let locked, written == nil || reason != nil
        else { return nil }
        return AgentStep(
            change: change, number: number, pin: pin, reason: reason, done: done,
            refused: refused, locked: locked)
    }

    /// A variable that holds a secret, so that what was typed for it stands in no log.
    private mutating func secret(_ written: YAMLScalar?) -> CompiledExpression? {
        guard let written, let compiled = expression(written, .value) else { return nil }
        let variable = parse(written)?.term.loneVariable?.name
        guard let variable, scope.secrets.contains(variable, in: name) else {
            add(
                .pinNotSecret,
                "a PIN is collected with ‘secret: yes’, so that no log shows it", at: written)
            return nil
        }
        return compiled
    }
}
