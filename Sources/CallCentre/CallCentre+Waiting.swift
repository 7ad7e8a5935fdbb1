import Flows
import Queues
import Telephony

/// Bringing calls into queues and out of them.
extension CallCentre.State {
    /// Takes over what the newest program says of queues and agents.
    mutating func adopt(_ callCentre: CallCentre, edition: Int) {
        self.edition = edition
        program = callCentre.program
        pins = callCentre.pins
        machine.plan = QueuePlan(callCentre.program.centre)
        advance(.planChanged)
    }

    /// Brings something to the queues, and does what they want.
    mutating func advance(_ event: QueueEvent) {
        carryOut(machine.step(&queues, on: event, now: now))
    }

    mutating func carryOut(_ effects: [QueueEffect]) {
        for effect in effects { carryOut(effect, among: effects) }
    }

    private mutating func carryOut(_ effect: QueueEffect, among effects: [QueueEffect]) {
        switch effect {
        case .offer(let call, let agent, let patience): offer(call, to: agent, within: patience)
        case .withdraw(let call, let agent):
            let isTaken = effects.contains { effect in
                if case .connect(call, _) = effect { true } else { false }
            }
            withdraw(call, from: agent, because: .withdrawn, isTaken: isTaken)
        case .noAnswer(let call, let agent, let reason):
            withdraw(call, from: agent, because: reason)
        case .connect(let call, let agent): whisper(call, to: agent)
        case .flowOut(let call, _) where consultations[call] != nil:
            endConsultation(call, because: .absent)
        case .flowOut(let call, let reason): inbox.append((call, .queueRefused(reason)))
        case .agent(let agent, let state): note(state, of: agent)
        case .wrapUpEnded(let agent, _): noteWrapUp(of: agent)
        case .giveWritten(let contact, let agent): give(contact, to: agent)
        case .returnWritten(let contact, let agent): takeBack(contact, from: agent)
        case .estimated(let call, let position, let wait):
            inbox.append((call, .estimated(position: position, wait)))
        case .setTimer(let timer, let span): outbox.append(.setTimer(timer, span))
        case .cancelTimer(let timer): outbox.append(.cancelTimer(timer))
        }
    }

    /// Begins a visit.
    mutating func enqueue(_ call: CallID, in queue: String, preferring agent: AgentID?) {
        guard let open = calls[call] else { return }
        // Who waits again on the line need not be called back.
        cancel(call)
        if handOver(call, in: queue) { return }
        let since = open.since ?? now
        let turn = agent == nil ? nextTurn(in: queue, for: call) : .agents
        let waiting = Waiting(
            call: call, queue: queue, since: since, entered: now, preferred: agent,
            isCallback: false, isOutside: turn != .agents)
        // Who waits is written down before anybody is rung for them.
        let effects = machine.step(&queues, on: .enqueued(waiting), now: now)
        noteVisit(call, in: queue)
        calls[call]?.since = since
        let isRefused = effects.contains { effect in
            if case .flowOut(call, _) = effect { true } else { false }
        }
        if !isRefused { inbox.append((call, .queueJoined)) }
        carryOut(effects)
        if !isRefused, case .destination(let destination) = turn { ring(destination, for: call) }
    }

    /// Writes down that a visit begins, be it one that ends at once.
    mutating func noteVisit(_ call: CallID, in queue: String) {
        let centre = calls[call]?.flow.program.centre
        let level = centre?.queues[queue]?.level ?? ""
        let position =
            calls[call]?.flow.recallPosition(in: queue) ?? queues.position(of: call)
            ?? queues.length(of: queue) + 1
        record(
            .enqueued(
                queue: queue, level: level, position: position, rank: centre?.levels[level]?.rank),
            of: call)
        let number = calls[call]?.records ?? 0
        calls[call]?.visit = CallCentre.OpenCall.Visit(
            queue: queue, number: number, entered: now)
    }

    /// The caller waits no longer: nobody may go on ringing for them.
    mutating func leaveQueue(_ call: CallID) {
        stopRingingOutside(for: call)
        // Who was connected is out of the queue, and who accepted a callback stays in it.
        guard callbacks[call] == nil else { return }
        guard answeredBy[call] != nil else { return advance(.left(call)) }
        if leaveWhisper(call, isAside: true) { advance(.left(call)) }
    }
}

extension QueuePlan {
    /// What a centre file says of queues and agents.
    init(_ centre: Centre) {
        self.init()
        starvationBound = centre.starvationBound
        for queue in centre.queues.values {
            queues[queue.name] = QueueRules(
                name: queue.name, level: queue.level, priority: queue.priority,
                strategy: RingStrategy(queue.strategy), ring: queue.ring, skills: queue.skills,
                maxLength: queue.maxLength, needsAgents: AgentsNeeded(queue.agentsNeeded))
        }
        for agent in centre.agents.values {
            agents[agent.id] = AgentRules(
                levels: Set(agent.levels), queues: Set(agent.queues), skills: agent.skills,
                wrapUp: agent.wrapUp, order: agent.order, missedCalls: agent.missedCalls)
        }
    }
}

extension RingStrategy {
    fileprivate init(_ strategy: Centre.Queue.Strategy) {
        switch strategy {
        case .longestIdle: self = .longestIdle
        case .ringAll: self = .ringAll
        case .fixedOrder: self = .fixedOrder
        case .leastCalls: self = .leastCalls
        case .bestSkilled: self = .bestSkilled
        }
    }
}

extension AgentsNeeded {
    fileprivate init(_ needed: Centre.Queue.AgentsNeeded) {
        switch needed {
        case .never: self = .never
        case .loggedIn: self = .loggedIn
        case .ready: self = .ready
        }
    }
}
