import Flows
import Queues
import Telephony

/// Agents: coming and going, being rung, hearing who calls, talking.
extension CallCentre.State {
    mutating func take(_ input: AgentInput, of agent: AgentID) {
        switch input {
        case .login(let login): logIn(agent, login)
        case .logout(let reason):
            guard desks[agent] != nil else { return refuse(.notLoggedIn, agent) }
            desks[agent]?.leaves = reason
            advance(.loggedOut(agent))
        case .ready:
            guard desks[agent] != nil else { return refuse(.notLoggedIn, agent) }
            advance(.ready(agent))
        case .away(let reason):
            guard desks[agent] != nil else { return refuse(.notLoggedIn, agent) }
            advance(.away(agent, reason: reason))
        case .wrappedUp:
            guard case .wrapUp = queues.state(of: agent) else {
                // Who has a caller is not done with what they had in hand before.
                if isWriting(agent), answerWritten(inHandOf: agent) { return }
                return refuse(desks[agent] == nil ? .notLoggedIn : .notWrappingUp, agent)
            }
            advance(.wrapUpEnded(agent))
        case .telephone(let isReachable):
            // Who is away for another reason stays it, and comes back by their own word.
            switch (desks[agent]?.noted, isReachable) {
            case (.away(AgentState.awayUnreachable), true): advance(.ready(agent))
            case (.ready, false): advance(.away(agent, reason: AgentState.awayUnreachable))
            case (.unknown, _), (.ready, _), (.away, _), (nil, _): break
            }
        case .leg(let number, let input):
            guard let desk = desks[agent], desk.rings == number else { return }
            take(input, at: desk, of: agent)
        }
    }

    private mutating func refuse(_ refusal: AgentRefusal, _ agent: AgentID) {
        outbox.append(.agent(agent, .refused(refusal)))
    }

    private mutating func act(_ act: AgentAct, _ agent: AgentID) {
        outbox.append(.agent(agent, act))
    }

    // MARK: Shifts

    private mutating func logIn(_ agent: AgentID, _ login: AgentInput.Login) {
        do throws(AgentRefusal) {
            let phone = try phone(of: agent, login.phone)
            begin(agent, at: phone, login)
        } catch {
            refuse(error, agent)
        }
    }

    /// The telephone at which an agent may log in.
    func phone(of agent: AgentID, _ asked: String?) throws(AgentRefusal) -> String {
        guard let known = centre?.agents[agent] else { throw .unknown }
        if let desk = desks[agent] { throw .loggedIn(phone: desk.phone) }
        let phone = asked ?? known.phone
        guard phone == known.phone || centre?.phones?.users[phone] != nil else {
            throw .unknownPhone(phone)
        }
        if let other = desks.first(where: { $0.value.phone == phone }) {
            throw .phoneTaken(by: other.key.rawValue)
        }
        return phone
    }

    private mutating func begin(_ agent: AgentID, at phone: String, _ login: AgentInput.Login) {
        guard let zone = centre?.zone else { return }
        let second = Int(login.unixMilliseconds).flooredDivision(by: 1_000).quotient
        anchor = now - .milliseconds(login.unixMilliseconds)
        desks[agent] = AgentDesk(
            phone: phone, shift: login.shift, rings: rings.removeValue(forKey: agent) ?? 0)
        note(
            .login(
                AgentEvent.Login(
                    agent: agent.rawValue, phone: phone, time: zone.civilTime(at: second),
                    zone: zone.name)), of: agent)
        guard let reason = login.away else { return advance(.loggedIn(agent, ready: true)) }
        // Away at once, for the reason that is told: none other is written down before it.
        desks[agent]?.noted = .away(AgentState.awayAtLogin)
        advance(.loggedIn(agent, ready: false))
        advance(.away(agent, reason: reason))
    }

    /// Writes an event of a shift down.
    mutating func note(_ event: AgentEvent, of agent: AgentID) {
        guard let record = desks[agent]?.record(event, at: now) else { return }
        outbox.append(.journal(record))
    }

    /// The queues have changed an agent's state: what is of the shift is written down.
    mutating func note(_ state: AgentState, of agent: AgentID) {
        noteWriting(of: agent, state)
        switch state {
        case .ready:
            guard desks[agent]?.noted != .ready else { return }
            desks[agent]?.noted = .ready
            note(AgentEvent.ready, of: agent)
        case .away(let reason, _):
            guard desks[agent]?.noted != .away(reason) else { return }
            desks[agent]?.noted = .away(reason)
            note(AgentEvent.away(reason: reason), of: agent)
        case .loggedOut:
            if let call = consultation(of: agent) { endConsultation(call, because: .absent) }
            guard let desk = desks[agent] else { return }
            if desk.leg != .free { act(.hangUp(leg: desk.rings), agent) }
            note(AgentEvent.logout(desk.leaves ?? .operator), of: agent)
            rings[agent] = desk.rings
            desks[agent] = nil
        case .ringing, .talking, .wrapUp: break
        }
    }

    mutating func noteWrapUp(of agent: AgentID) {
        guard let visit = desks[agent]?.lastVisit else { return }
        desks[agent]?.lastVisit = nil
        note(.wrapEnded(call: visit.call, visit: visit.number), of: agent)
    }

    // MARK: Ringing

    /// Rings an agent for a caller, or for somebody who is to be called back.
    mutating func offer(_ call: CallID, to agent: AgentID, within patience: Duration) {
        // One of several who were to be rung at once may have settled it.
        guard calls[call] != nil || callbacks[call] != nil || consultations[call] != nil else {
            return
        }
        guard desks[agent] != nil else {
            return advance(.notAnswered(agent, call, .unreachable))
        }
        if callbacks[call] != nil {
            // Who runs Allo next goes on with it.
            if isDraining { return advance(.callbackPaused(call, for: Self.untilRestart)) }
            guard beginAttempt(call, agent) else { return }
        } else {
            record(.offered(agent: agent.rawValue), of: call)
        }
        ring(agent, for: call, within: patience)
    }

    /// Rings an agent's telephone.
    mutating func ring(_ agent: AgentID, for call: CallID, within patience: Duration) {
        guard let phone = desks[agent]?.phone, let leg = desks[agent]?.nextRing() else { return }
        desks[agent]?.leg = .ringing(call)
        act(
            .ring(
                AgentAct.Ring(
                    leg: leg, phone: place(of: phone, agent), name: displayName(of: call),
                    patience: patience)), agent)
    }

    /// Where a telephone is that an agent logged in at.
    private func place(of phone: String, _ agent: AgentID) -> Centre.AgentPhone {
        guard phone == centre?.agents[agent]?.phone else { return .user(phone) }
        // No way there: ringing it fails, and says so.
        return (try? centre?.phone(of: agent)) ?? .user(phone)
    }

    /// An agent who was rung is rung no longer.
    mutating func withdraw(
        _ call: CallID, from agent: AgentID, because reason: CallEvent.NoAnswerReason,
        isTaken: Bool = false
    ) {
        let event = CallEvent.ringNoAnswer(agent: agent.rawValue, reason: reason)
        if callbacks[call] != nil {
            recordAttempt(event, call)
        } else {
            record(event, of: call)
        }
        guard let desk = desks[agent], desk.call == call else { return }
        desks[agent]?.leg = .free
        act(isTaken ? .withdraw(leg: desk.rings) : .hangUp(leg: desk.rings), agent)
    }

    private mutating func take(
        _ input: AgentInput.LegInput, at desk: AgentDesk, of agent: AgentID
    ) {
        if let call = desk.call, consultations[call] != nil {
            return take(input, inConsultation: call, by: agent)
        }
        switch (desk.leg, input) {
        case (.ringing(let call), .reached): advance(.answered(agent, call))
        case (.ringing(let call), .notReached(let reason)):
            desks[agent]?.leg = .free
            advance(.notAnswered(agent, call, reason))
        case (.ringing(let call), .notRung):
            desks[agent]?.leg = .free
            advance(.notAnswered(agent, call, .withdrawn))
        case (.whispering(let call), .promptEnded): whisperHeard(call, agent)
        case (.whispering(let call), .hungUp): missAfterAll(call, agent)
        case (.calling(let call), .hungUp):
            desks[agent]?.leg = .free
            failAttempt(call, because: .agentLeft)
        case (.talking(let call), .hungUp): inbox.append((call, .agentHungUp))
        case (.talking(let call), .held): inbox.append((call, .held))
        case (.talking(let call), .retrieved): inbox.append((call, .retrieved))
        case (.talking(let call), .transferAsked(let to, let consultation)):
            handOn(call, to: to, inPlaceOf: consultation, by: agent)
        case (_, .transferAsked): act(.answerTransfer(leg: desk.rings, .refused), agent)
        case (.free, _), (.ringing, _), (.whispering, _), (.calling, _), (.talking, _):
            break
        }
    }

    // MARK: The whisper, and the talk

    /// The agent has answered: they hear who calls.
    mutating func whisper(_ call: CallID, to agent: AgentID) {
        if consultations[call] != nil { return consult(call, agent) }
        guard let leg = desks[agent]?.rings else { return }
        desks[agent]?.leg = .whispering(call)
        answeredBy[call] = agent
        guard let words = whisper(for: call, to: agent) else { return whisperHeard(call, agent) }
        act(.play(leg: leg, PlaybackID(rawValue: 1), words), agent)
    }

    private mutating func whisperHeard(_ call: CallID, _ agent: AgentID) {
        guard callbacks[call] == nil else { return ring(call, for: agent) }
        desks[agent]?.leg = .talking(call)
        inbox.append((call, .agentAnswered(agent: agent.rawValue)))
    }

    /// The agent hung up before the caller heard them: the caller goes on waiting, at their place.
    private mutating func missAfterAll(_ call: CallID, _ agent: AgentID) {
        desks[agent]?.leg = .free
        guard callbacks[call] == nil else { return failAttempt(call, because: .agentLeft) }
        answeredBy[call] = nil
        record(.ringNoAnswer(agent: agent.rawValue, reason: .declined), of: call)
        advance(.givenBack(call, isAside: false, wasMissed: true))
    }

    /// The caller goes elsewhere before they have heard the agent, who has nothing to wrap up.
    ///
    /// - Returns: false where no agent hears a whisper about the caller.
    mutating func leaveWhisper(_ call: CallID, isAside: Bool) -> Bool {
        guard let agent = answeredBy[call], desks[agent]?.leg == .whispering(call) else {
            return false
        }
        answeredBy[call] = nil
        withdraw(call, from: agent, because: .withdrawn)
        advance(.givenBack(call, isAside: isAside, wasMissed: false))
        return true
    }

    /// An agent who was to talk with a caller whose flow does not is let go.
    mutating func letGoUnlessTalking(_ call: CallID) {
        guard let agent = answeredBy[call], let desk = desks[agent], desk.leg == .talking(call),
            calls[call]?.flow.isTalking != true
        else { return }
        answeredBy[call] = nil
        desks[agent]?.leg = .free
        act(.hangUp(leg: desk.rings), agent)
        advance(.talkEnded(agent, call))
    }

    /// The agent and the caller are to hear each other.
    mutating func connected(_ call: CallID, to agent: AgentID) {
        if let caller = calls[call]?.caller {
            cancelCallbacks(of: caller, in: calls[call]?.visit?.queue)
        }
        let leg = desks[agent].flatMap { $0.leg == .talking(call) ? $0.rings : nil }
        if let leg { act(.join(leg: leg, call), agent) }
        guard let open = calls[call], open.flow.recordsTalks, open.outside == .nobody,
            let visit = open.visit,
            open.flow.program.centre.queues[visit.queue]?.recordsTalks == true
        else { return }
        let name = "talk-\(visit.number)"
        record(.recordingStarted(name: name), of: call)
        calls[call]?.recording = CallCentre.OpenCall.Recording(name: name, since: now)
        if let leg { act(.record(leg: leg, call, name: name), agent) }
    }

    /// A talk that was recorded is over.
    private mutating func endRecording(of call: CallID) {
        guard let recording = calls[call]?.recording else { return }
        calls[call]?.recording = nil
        record(.recordingEnded(name: recording.name, length: now - recording.since), of: call)
        outbox.append(.act(call, .stopRecording))
    }

    /// A talk has ended: the agent wraps up.
    mutating func endTalk(of call: CallID) {
        endRecording(of: call)
        guard let agent = answeredBy.removeValue(forKey: call), let desk = desks[agent] else {
            return
        }
        desks[agent]?.leg = .free
        desks[agent]?.lastVisit = calls[call]?.visit.map { (call, $0.number) }
        // After the answer to the telephone that asked for a transfer, if it did.
        lastWords.append(.agent(agent, .hangUp(leg: desk.rings)))
        advance(.talkEnded(agent, call))
    }
}
