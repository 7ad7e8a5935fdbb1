import CallCentre
import Flows
import Queues
import Telephony

// What agents do.
extension SimulationRun {
    // MARK: Shifts

    /// Plans the day of every agent.
    mutating func beginDay(_ day: Int) {
        let weekday = plan.firstDay.adding(days: day).weekday
        for agent in agents.indices {
            planShift(of: agent, day, weekday)
            for taken in agents[agent].breaks {
                intend(.breakBegins(agent: agent), at: time(of: day, second: taken.lowerBound))
                intend(.breakEnds(agent: agent), at: time(of: day, second: taken.upperBound))
            }
        }
        for destination in outside.keys.sorted() {
            for second in outside[destination]?.plan.comings(on: weekday) ?? [] {
                intend(.outsideComes(destination), at: time(of: day, second: second))
            }
        }
    }

    private mutating func planShift(of agent: Int, _ day: Int, _ weekday: Weekday) {
        guard let shift = agents[agent].shift, !shift.hours.isEmpty else {
            if day == 0 { intend(.logIn(agent: agent), at: clock) }
            return
        }
        if day == 0, shift.isAtWork(atMidnightOf: weekday) {
            // Who came on the evening before is there.
            intend(.logIn(agent: agent), at: clock)
            for end in shift.goings(on: weekday.before) {
                let end = time(of: -1, second: end)
                if end > 0 { intend(.logOut(agent: agent), at: end) }
            }
        }
        for start in shift.comings(on: weekday) {
            intend(.logIn(agent: agent), at: time(of: day, second: start))
        }
        for end in shift.goings(on: weekday) {
            intend(.logOut(agent: agent), at: time(of: day, second: end))
        }
    }

    mutating func logIn(_ agent: Int) {
        guard !agents[agent].isThere else { return }
        agents[agent].isThere = true
        agents[agent].isOnBreak = false
        // Who has not done with the last call of the shift before begins when that is over.
        guard ordeal?.isDown != true, agents[agent].shiftName == nil else { return }
        beginShift(agent)
    }

    private mutating func beginShift(_ agent: Int) {
        shifts += 1
        let shift = CallID(rawValue: "shift-\(shifts)")
        agents[agent].shiftName = shift
        shiftAgents[shift] = agent
        happen(
            .login(AgentInput.Login(shift: shift, unixMilliseconds: origin + clock)), to: agent)
    }

    mutating func logOut(_ agent: Int) {
        guard agents[agent].isThere else { return }
        agents[agent].isThere = false
        guard !wrapsUpFirst(agent) else { return }
        happen(.logout(.agent), to: agent)
    }

    /// A shift is over, after its last call: the next one of the agent may have begun meanwhile.
    mutating func endShift(_ shift: CallID) {
        guard let agent = shiftAgents.removeValue(forKey: shift) else { return }
        agents[agent].shiftName = nil
        if agents[agent].isThere { beginShift(agent) }
    }

    mutating func beginBreak(_ agent: Int) {
        guard agents[agent].isThere else { return }
        agents[agent].isOnBreak = true
        guard !wrapsUpFirst(agent) else { return }
        happen(.away(reason: "pause"), to: agent)
    }

    mutating func endBreak(_ agent: Int) {
        guard agents[agent].isThere, agents[agent].isOnBreak else { return }
        agents[agent].isOnBreak = false
        guard !wrapsUpFirst(agent) else { return }
        happen(.ready, to: agent)
    }

    /// Whether an agent has something left to do of a talk: it is done before they go or come back.
    private mutating func wrapsUpFirst(_ agent: Int) -> Bool {
        let state = stage.centreState.queueState.state(of: agents[agent].id)
        guard case .wrapUp(_, let until) = state else { return false }
        // For whom the centre gives a time it is over then.
        if agents[agent].wrap == nil {
            let act = Act.endWrapUp(agent: agent, talk: agents[agent].talks)
            intend(act, at: until.inMilliseconds)
        }
        return true
    }

    /// Nothing is left to do of a talk: they go where they were about to.
    mutating func endWrapUp(_ agent: Int, after talk: Int) {
        guard agents[agent].talks == talk else { return }
        let next: AgentInput =
            if !agents[agent].isThere {
                .logout(.agent)
            } else if agents[agent].isOnBreak {
                .away(reason: "pause")
            } else if agents[agent].isPhoneDead {
                .wrappedUp
            } else {
                .ready
            }
        happen(next, to: agent)
    }

    /// How long somebody is away who let the telephone ring.
    private static let absence: Int64 = 60_000

    /// Somebody is away who did not say so: they notice it after a while.
    mutating func noteAway(_ reason: String, shift: CallID) {
        guard reason == AgentState.awayAfterMisses, let agent = shiftAgents[shift] else { return }
        intend(.comeBack(agent: agent), after: Self.absence)
    }

    mutating func comeBack(_ agent: Int) {
        guard agents[agent].isThere, !agents[agent].isOnBreak, !agents[agent].isPhoneDead else {
            return
        }
        happen(.ready, to: agent)
    }

    // MARK: Telephones

    mutating func take(_ act: AgentAct, at agent: Int) {
        switch act {
        case .ring(let ring):
            agents[agent].leg = ring.leg
            answer(ring, by: agent)
        case .hangUp(let leg), .withdraw(let leg):
            if agents[agent].leg == leg { agents[agent].leg = nil }
        case .answerTransfer(let leg, let answer):
            // Who is not taken over there is not left in the middle of nowhere.
            guard answer != .done, agents[agent].leg == leg else { return }
            happen(.hungUp, at: agent)
        case .play, .join, .joinColleague, .record, .refused: break
        }
    }

    private mutating func answer(_ ring: AgentAct.Ring, by agent: Int) {
        guard !agents[agent].isPhoneDead else {
            return happen(.notReached(.unreachable), at: agent)
        }
        let group = plan.staff[agents[agent].group]
        guard !agents[agent].chance.happens(group.misses) else { return }
        let span = group.answersAfter.draw(from: &agents[agent].chance) ?? 0
        intend(.answer(agent: agent, leg: ring.leg), after: span)
    }

    // MARK: Talks

    mutating func connect(_ name: String, to call: CallID) {
        leaveQueue(call)
        callers[call]?.hasTalked = true
        guard let place = agentPlaces[AgentID(rawValue: name)] else {
            return connectOutside(name, to: call)
        }
        agents[place].call = call
        agents[place].talks += 1
        callers[call]?.partner = .agent(place)
        guard let leg = agents[place].leg, var caller = callers[call] else { return }
        let group = plan.staff[agents[place].group]
        let talk = group.talk ?? talkTime(in: caller.queue)
        let span = talk.draw(from: &caller.talk) ?? 0
        agents[place].wrap = group.wrapUp?.draw(from: &caller.talk)
        callers[call] = caller
        intend(.endTalk(agent: place, leg: leg), after: span)
    }

    /// How long is talked in a queue.
    func talkTime(in queue: String) -> Distribution {
        let level = program.centre.queues[queue]?.level ?? ""
        return plan.talk[queue] ?? plan.talk[level] ?? .constant(.seconds(180))
    }

    /// The talk is over: the caller is handed on, or the agent hangs up.
    mutating func endTalk(_ agent: Int, leg: Int) {
        guard agents[agent].leg == leg, let call = agents[agent].call,
            var caller = callers[call], caller.partner == .agent(agent)
        else { return }
        let target = transfers[caller.queue]?.drawPart(from: &caller.talk)
        callers[call] = caller
        if let target, target != caller.queue {
            happen(.transferAsked(to: target), at: agent)
        } else {
            happen(.hungUp, at: agent)
        }
    }

    /// A caller talks with nobody any more: their agent has something left to do.
    mutating func endTalk(in call: CallID) {
        guard case .agent(let agent) = callers[call]?.partner else { return }
        callers[call]?.partner = nil
        guard agents[agent].call == call else { return }
        agents[agent].call = nil
        if let wrap = agents[agent].wrap {
            intend(.endWrapUp(agent: agent, talk: agents[agent].talks), after: wrap)
        }
    }
}
