import Telephony

@testable import Queues

/// What holds after every event, told without knowing how it is brought about.
struct Promises {
    /// Offers that have not come to an end.
    private var open: Set<Offer> = []
    private var events = 0
    private var told: [CallID: (position: Int, band: WaitBand?)] = [:]

    private struct Offer: Hashable {
        let call: CallID
        let agent: AgentID
    }

    /// Which promise is broken; nil where none is.
    mutating func breach(
        _ event: QueueEvent, _ effects: [QueueEffect], _ hall: Hall, _ plain: SlowQueues
    ) -> String? {
        events += 1
        return breachOfOffers(event, effects) ?? breachOfPlaces(hall.state)
            ?? breachOfTimers(hall) ?? breachOfBound(hall, plain) ?? breachOfOrder(effects, plain)
            ?? breachOfGhosts(hall.state) ?? breachOfEstimates(event, effects)
            ?? (events.isMultiple(of: 7) || event == .planChanged ? breachOfAll(hall.state) : nil)
    }

    /// What takes longer to look at.
    private func breachOfAll(_ state: Queues.State) -> String? {
        breachOfPositions(state) ?? breachOfRows(state)
    }

    /// Every offer comes to exactly one end.
    private mutating func breachOfOffers(
        _ event: QueueEvent, _ effects: [QueueEffect]
    ) -> String? {
        for effect in effects {
            switch effect {
            case .offer(let call, let agent, _):
                guard open.insert(Offer(call: call, agent: agent)).inserted else {
                    return "\(call) was offered twice to \(agent)"
                }
            case .connect(let call, let agent), .noAnswer(let call, let agent, _):
                guard open.remove(Offer(call: call, agent: agent)) != nil else {
                    return "an end without an offer: \(effect)"
                }
            case .withdraw(let call, let agent):
                let wasOpen = open.remove(Offer(call: call, agent: agent)) != nil
                guard wasOpen || event == .answered(agent, call) else {
                    return "an end without an offer: \(effect)"
                }
            default: continue
            }
        }
        return nil
    }

    /// Each caller is in one place, each agent has at most one call, and both know of each other.
    private func breachOfPlaces(_ state: Queues.State) -> String? {
        for (call, caller) in state.callers {
            switch caller.state {
            case .offered(let agents):
                guard !agents.isEmpty, Set(agents).count == agents.count,
                    agents.allSatisfy({ state.state(of: $0) == .ringing(call) })
                else { return "\(call) is offered to those who are not rung: \(agents)" }
            case .talking(let agent):
                guard case .talking(call, _) = state.state(of: agent) else {
                    return "\(call) talks with \(agent), who does not"
                }
            case .waiting, .aside, .paused: continue
            }
        }
        for (agent, standing) in state.atWork {
            switch standing {
            case .ringing(let call):
                guard state.callers[call]?.ringing.contains(agent) == true else {
                    return "\(agent) is rung for nobody: \(call)"
                }
            case .talking(let call, _):
                guard state.state(of: call) == .talking(agent) else {
                    return "\(agent) talks with nobody: \(call)"
                }
            case .loggedOut: return "\(agent) is at work and logged out"
            case .ready, .wrapUp, .away: continue
            }
        }
        return nil
    }

    /// Those timers run that somebody waits for, and no others.
    private func breachOfTimers(_ hall: Hall) -> String? {
        var needed: Set<QueueTimer> = []
        /// Those that fire at this very moment.
        var due: Set<QueueTimer> = []
        for (id, agent) in hall.state.agents {
            switch agent.state {
            case .ringing: needed.insert(.ring(id))
            case .wrapUp: needed.insert(.wrapUp(id))
            case .ready where agent.isResting: needed.insert(.rest(id))
            case .ready, .talking, .away, .loggedOut: continue
            }
        }
        for (call, caller) in hall.state.callers {
            if case .paused = caller.state { needed.insert(.callback(call)) }
            guard caller.colleague != nil else { continue }
            let deadline = hall.state.deadline(for: caller)
            if hall.now < deadline { needed.insert(.colleague(call)) }
            if hall.now == deadline { due.insert(.colleague(call)) }
        }
        let running = Set(hall.timers.keys)
        let wrong = running.symmetricDifference(needed).subtracting(due)
        return wrong.isEmpty ? nil : "timers \(wrong) run or are missing"
    }

    /// Nobody waits whom a free agent can take, and nobody was passed over for one who was offered.
    private func breachOfOrder(_ effects: [QueueEffect], _ plain: SlowQueues) -> String? {
        let waiting = plain.people.values.filter { $0.state == .waiting && !$0.isOutside }
        let free = plain.workers.filter(\.value.isFree).keys
        for person in waiting where plain.mayRing {
            if let agent = free.first(where: { plain.canTake($0, person) }) {
                return "\(person.call) waits although \(agent) is free"
            }
        }
        for case .offer(let call, let agent, _) in effects {
            guard plain.mayRing else { return "\(agent) is rung although nobody may be" }
            guard let offered = plain.people[call] else { continue }
            for person in waiting where plain.canTake(agent, person) {
                if plain.now - person.waiting.since >= plain.plan.starvationBound,
                    plain.now - offered.waiting.since < plain.plan.starvationBound
                {
                    return "\(person.call) starves while \(call) is offered to \(agent)"
                }
                // Who was rung for already is rung for by one more, for whom nobody else waits.
                if plain.goes(person, before: offered) {
                    return "\(call) was offered to \(agent) before \(person.call)"
                }
            }
        }
        return nil
    }

    /// Nobody waits for one colleague alone beyond the bound.
    private func breachOfBound(_ hall: Hall, _ plain: SlowQueues) -> String? {
        let late = hall.state.callers.values.first { caller in
            caller.state == .waiting && caller.colleague != nil
                && hall.now - caller.waiting.entered > plain.plan.starvationBound
        }
        return late.map { "\($0.waiting.call) waits for \($0.colleague as AgentID?) alone" }
    }

    /// Each callback that is out holds an agent of its own.
    private func breachOfGhosts(_ state: Queues.State) -> String? {
        let out = state.callers.values.filter { caller in
            switch caller.state {
            case .offered, .talking: caller.isGhost
            case .waiting, .aside, .paused: false
            }
        }
        let agents = out.flatMap { caller in
            if case .talking(let agent) = caller.state { [agent] } else { caller.ringing }
        }
        return out.count <= Set(agents).count && Set(agents).count == agents.count
            ? nil : "\(out.count) callbacks are out for \(Set(agents).count) agents"
    }

    /// Places go by arrival.
    private func breachOfPositions(_ state: Queues.State) -> String? {
        for queue in state.lines.map(\.rules.name) {
            let standing = state.callers.values.filter { $0.isQueued && $0.waiting.queue == queue }
            let order = standing.map(\.place).sorted().map(\.call)
            if state.waiting(in: queue) != order { return "places in \(queue) are not by arrival" }
            for (index, call) in order.enumerated() where state.position(of: call) != index + 1 {
                return "\(call) is not at \(index + 1)"
            }
        }
        return nil
    }

    /// The rows are those that would be made anew.
    private func breachOfRows(_ state: Queues.State) -> String? {
        guard let plan = state.plan else { return nil }
        var turn = Queues.Turn(now: .zero)
        var renewed = state
        renewed.adopt(plan, &turn)
        for line in renewed.lines {
            guard let number = state.lineNumbers[line.rules.name] else { return "a lost line" }
            if state.lines[number] != line { return "rows of \(line.rules.name) went wrong" }
        }
        // A queue that was gone and is empty now is not made anew.
        let stays = state.lines.count == renewed.lines.count
        if stays, state.presence != renewed.presence { return "presence went wrong" }
        if stays, state.agents != renewed.agents { return "personal rows went wrong" }
        return nil
    }

    /// What a caller is told never grows while they stand in the queue.
    private mutating func breachOfEstimates(
        _ event: QueueEvent, _ effects: [QueueEffect]
    ) -> String? {
        if case .enqueued(let waiting) = event { told[waiting.call] = nil }
        for case .estimated(let call, let position, let band) in effects {
            defer { told[call] = (position, band ?? told[call]?.band) }
            guard let last = told[call] else { continue }
            if position > last.position { return "\(call) went back to \(position)" }
            if let band, let before = last.band, band.lower > before.lower {
                return "\(call) is told a longer wait: \(band)"
            }
        }
        return nil
    }
}
