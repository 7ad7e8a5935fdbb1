import CallCentre
import Flows
import Queues
import Telephony
import Transcripts

/// What agents at work do in a test, and what they and those who are called back notice.
extension TranscriptTest {
    // MARK: Before the first call

    /// An agent comes to work, ready to be rung.
    mutating func logIn(_ agent: AgentID) {
        stage.take(.agent(agent, login()), at: stage.now)
        shifts += 1
    }

    private func login() -> AgentInput {
        .login(
            AgentInput.Login(
                shift: CallID(rawValue: "shift-\(shifts + 1)"),
                unixMilliseconds: start + stage.now.inMilliseconds))
    }

    // MARK: What is noticed

    mutating func notice(_ cue: Cue) {
        switch cue {
        case .agent(let agent, let act): desks.take(act, of: agent)
        case .callback(let call, let act):
            guard let place = rolesByCall[call] else { return }
            switch act {
            case .ring:
                let ring = stage.program.centre.callbacks?.ring ?? Centre.Callbacks.usualRing
                roles[place].ringsUntil = stage.now + ring
                roles[place].reachedAt = stage.now
            case .hangUp, .becomesCall: roles[place].ringsUntil = nil
            }
        case .consultation(let call, .refuse(let refusal)):
            if let agent = dialling[call] { desks.refuse(agent, because: "\(refusal)") }
        case .consultation, .released, .over: break
        }
    }

    // MARK: What they do

    /// What the line at a caller's cursor has agents at work do; nil where it has them do nothing,
    /// or nothing that can be done yet.
    func agentAct(of role: Role, _ moment: Moment) -> TestAct? {
        guard hasAgents else { return nil }
        switch moment {
        case .agentAnswers(let name): return answer(AgentID(rawValue: name), role)
        case .agentMisses(let name, let reason):
            guard [.declined, .busy, .unreachable].contains(reason) else { return nil }
            return miss(AgentID(rawValue: name), reason, role)
        case .agentTransfers(let name, let to, let kind):
            let agent = AgentID(rawValue: name)
            let consultation = kind == .attended ? standing(of: agent)?.consultation : nil
            return talk(agent, .transferAsked(to: to, inPlaceOf: consultation), role)
        case .transferFails(let to, _):
            guard role.isTalking, let agent = agent(of: role),
                stage.program.hasAgent(to) || stage.program.centre.queues[to] != nil
            else { return nil }
            return talk(agent, .transferAsked(to: to), role)
        case .agentHangsUp(let name): return hangUp(AgentID(rawValue: name), role)
        case .agentHolds(let name): return talk(AgentID(rawValue: name), .held, role)
        case .agentResumes(let name): return talk(AgentID(rawValue: name), .retrieved, role)
        case .hold: return agent(of: role).flatMap { talk($0, .held, role) }
        case .resume: return agent(of: role).flatMap { talk($0, .retrieved, role) }
        case .agentCalls(let name, let to): return dial(to, by: AgentID(rawValue: name))
        case .agentChanges(let name, let change): return act(of: AgentID(rawValue: name), change)
        case .callbackAnswers(let name):
            return role.isRung ? .callback(.reached) : reach(AgentID(rawValue: name), role)
        case .callbackFails(let reason, _): return fail(reason, role)
        default: return nil
        }
    }

    private func standing(of agent: AgentID) -> AgentStanding? {
        stage.centreState.agents.first { $0.agent == agent }
    }

    /// The agent who talks with a caller.
    private func agent(of role: Role) -> AgentID? {
        stage.centreState.agents.first { standing in
            if case .talking(role.voice, _) = standing.state { true } else { false }
        }?.agent
    }

    /// Whether an agent's telephone rings for a caller, or for a colleague who calls.
    private func isRung(_ agent: AgentID, for role: Role) -> Bool {
        guard let leg = desks.legs[agent], !leg.isAnswered else { return false }
        if isConsulted(agent) { return true }
        guard case .ringing(let call) = standing(of: agent)?.state else { return false }
        return call == role.voice || call == role.call
    }

    /// Whether a colleague has to do with an agent's telephone, be it by way of a queue.
    private func isConsulted(_ agent: AgentID) -> Bool {
        guard let standing = standing(of: agent) else { return false }
        if standing.consultation != nil { return true }
        guard case .ringing(let call) = standing.state else { return false }
        return dialling[call] != nil
    }

    private func answer(_ agent: AgentID, _ role: Role) -> TestAct? {
        guard let leg = desks.legs[agent], isRung(agent, for: role) else { return nil }
        let isHeard = stage.isOpen(role.voice) && !isConsulted(agent)
        return .agent(agent, .leg(leg.number, .reached), isHeard ? .later : .none)
    }

    /// Answers for somebody who is called back only then.
    private func reach(_ agent: AgentID, _ role: Role) -> TestAct? {
        guard let leg = desks.legs[agent], isRung(agent, for: role) else { return nil }
        return .agent(agent, .leg(leg.number, .reached), .more)
    }

    private func miss(
        _ agent: AgentID, _ reason: CallEvent.NoAnswerReason, _ role: Role
    ) -> TestAct? {
        guard let leg = desks.legs[agent], isRung(agent, for: role) else { return nil }
        let isHeard = !isConsulted(agent)
        return .agent(agent, .leg(leg.number, .notReached(reason)), isHeard ? .now : .none)
    }

    private func talk(
        _ agent: AgentID, _ input: AgentInput.LegInput, _ role: Role
    ) -> TestAct? {
        guard let leg = desks.legs[agent], leg.isAnswered, self.agent(of: role) == agent else {
            return nil
        }
        return .agent(agent, .leg(leg.number, input), .now)
    }

    private func hangUp(_ agent: AgentID, _ role: Role) -> TestAct? {
        if let act = talk(agent, .hungUp, role) { return act }
        guard let leg = desks.legs[agent], leg.isAnswered, isConsulted(agent) else { return nil }
        return .agent(agent, .leg(leg.number, .hungUp), .none)
    }

    private func fail(_ reason: CallEvent.CallbackFailure, _ role: Role) -> TestAct? {
        let agent = stage.centreState.agents.first { standing in
            switch standing.state {
            case .ringing(role.call), .talking(role.call, _): true
            default: false
            }
        }?.agent
        guard let agent else { return nil }
        switch (reason, role.isRung) {
        case (.noAnswer, true): return .callback(.notReached(.timeout))
        case (.busy, true): return .callback(.notReached(.busy))
        case (.unreachable, true): return .callback(.notReached(.unreachable))
        case (.agentLeft, true):
            return desks.legs[agent].map { .agent(agent, .leg($0.number, .hungUp), .now) }
        case (.noAnswer, false), (.busy, false), (.unreachable, false), (.agentLeft, false),
            (.notAllowed, false):
            return reach(agent, role)
        case (.notAllowed, true), (.cancelled, _), (.expired, _): return nil
        }
    }

    /// What an agent does with no caller; nil where it is not yet so.
    func act(of agent: AgentID, _ change: Moment.AgentChange) -> TestAct? {
        switch change {
        case .wrapsUp:
            // A letter is said to be answered by a line of its own.
            let standing = standing(of: agent)
            if case .ready = standing?.state, standing?.writing != nil { return nil }
            return .agent(agent, .wrappedUp, .none)
        case .ready: return .agent(agent, .ready, .none)
        case .logsOut: return .agent(agent, .logout(.agent), .none)
        case .logsIn: return .agent(agent, login(), .none)
        case .away(let reason):
            // The queues give these by themselves.
            guard [AgentState.awayAfterMisses, AgentState.awayUnreachable].contains(reason) else {
                return .agent(agent, .away(reason: reason), .none)
            }
            guard case .away(reason, _) = standing(of: agent)?.state else { return nil }
            return .pass
        }
    }

    private func dial(_ name: String, by agent: AgentID) -> TestAct? {
        let centre = stage.program.centre
        let number = centre.queues[name]?.number ?? centre.agents[AgentID(rawValue: name)]?.number
        guard let number, let phone = standing(of: agent)?.phone else { return nil }
        return .dial(agent, number: number, phone: phone)
    }

    // MARK: Doing it

    mutating func perform(
        _ agent: AgentID, _ input: AgentInput, _ effect: TestAct.Effect, of place: Int,
        at time: Duration
    ) {
        _ = desks.takeRefusal(of: agent)
        if case .login = input { shifts += 1 }
        if case .leg(_, let event) = input {
            switch event {
            case .reached: desks.answer(agent)
            case .notReached, .hungUp: desks.letGo(agent)
            case .notRung, .promptEnded, .held, .retrieved, .transferAsked: break
            }
        }
        guard effect != .now else {
            return expectEffect(of: place) { $0.stage.take(.agent(agent, input), at: time) }
        }
        let cursor = roles[place].cursor
        if effect == .later { roles[place].isDone = true }
        stage.take(.agent(agent, input), at: time)
        if effect == .none { roles[place].moveOn(at: stage.now) }
        listen()
        if outcome == nil, let refusal = desks.takeRefusal(of: agent) {
            roles[place].cursor = cursor
            fail(.noEffect, of: place, hint: refusal)
        }
    }

    mutating func dial(
        _ number: String, by agent: AgentID, at phone: String, time: Duration, of place: Int
    ) {
        _ = desks.takeRefusal(of: agent)
        consultations += 1
        let name = CallID(rawValue: "consultation-\(consultations)")
        dialling[name] = agent
        let cursor = roles[place].cursor
        roles[place].moveOn(at: time)
        stage.take(.consultation(name, .dialled(number, phone: phone)), at: time)
        listen()
        if outcome == nil, let refusal = desks.takeRefusal(of: agent) {
            roles[place].cursor = cursor
            fail(.noEffect, of: place, hint: "nobody can be called there: \(refusal)")
        }
    }
}
