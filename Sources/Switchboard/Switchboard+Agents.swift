import CallCentre
import Flows
import Telephony

/// Agents' telephones: ringing them, whispering, joining them with callers.
extension Switchboard {
    /// Does an act at once, or keeps it until the records before it are durable.
    func arrange(_ act: AgentAct, of agent: AgentID) {
        switch act {
        case .ring(let ring):
            agentLegs[agent] = AgentLeg(number: ring.leg)
            deferred.append(.agent(agent, act))
        case .joinColleague: deferred.append(.agent(agent, act))
        case .answerTransfer(let leg, let answer):
            guard agentLegs[agent]?.number == leg, let line = agentLegs[agent]?.line else { return }
            // Its telephone may be let go within the same step: that waits for this answer.
            deferred.append(.transferAnswer(line, answer))
        case .play(let leg, let playback, let utterance):
            play(utterance, as: playback, to: agent, leg)
        case .join(let leg, let call): join(agent, leg, with: .call(call))
        case .record(let leg, let call, let name):
            guard agentLegs[agent]?.number == leg else { return }
            startRecording(name, of: call, with: agentLegs[agent]?.line)
        case .hangUp(let leg): hangUp(agent, leg)
        case .withdraw(let leg):
            if let line = agentLegs[agent]?.line, agentLegs[agent]?.number == leg {
                parts.exchange?.withdraw(line)
            }
            hangUp(agent, leg)
        case .refused(let reason): refusal = reason
        }
    }

    /// Does what others act on, now that it is written down.
    func carryOut(_ act: AgentAct, of agent: AgentID) {
        switch act {
        case .ring(let ring): self.ring(ring, agent)
        case .joinColleague(let leg, let call):
            // The caller may have taken the place of who called by now.
            guard agentLegs[agent]?.partner == .nobody, consultationLegs[call] != nil else {
                return
            }
            join(agent, leg, with: .consultation(call))
        case .answerTransfer, .play, .join, .record, .hangUp, .withdraw, .refused: break
        }
    }

    /// Agents whose telephones die are not rung, until these are back.
    func watchTelephones(of exchange: any Exchange) async {
        for await change in exchange.reachability {
            for standing in agents where standing.phone == change.phone {
                take(.agent(standing.agent, .telephone(isReachable: change.isReachable)))
            }
        }
    }

    private func ring(_ ring: AgentAct.Ring, _ agent: AgentID) {
        // Whoever was let go before it was written down never rings.
        guard agentLegs[agent]?.number == ring.leg else { return }
        guard outage == nil else {
            agentLegs[agent] = nil
            return take(.agent(agent, .leg(ring.leg, .notRung)))
        }
        guard let exchange = parts.exchange else {
            return take(.agent(agent, .leg(ring.leg, .notReached(.unreachable))))
        }
        let caller = ShownCaller(name: ring.name.isEmpty ? nil : ring.name)
        let line =
            switch ring.phone {
            case .user(let user):
                exchange.ring(user, through: nil, as: caller, within: ring.patience)
            case .outside(let route):
                exchange.ring(
                    route.address, through: route.trunk, as: caller, within: ring.patience)
            }
        agentLegs[agent]?.line = line
        begin { [weak self] in await self?.follow(agent, ring.leg, on: line) }
    }

    /// Brings to the core what happens on an agent's line, to its end.
    private func follow(_ agent: AgentID, _ leg: Int, on line: any Line) async {
        for await event in line.events {
            switch event {
            case .reached: take(.agent(agent, .leg(leg, .reached)))
            case .notReached(let reason, let text):
                if reason == .notAllowed { parts.report("\(agent) can't be rung: \(text)") }
                take(.agent(agent, .leg(leg, .notReached(CallEvent.NoAnswerReason(reason)))))
            case .played(let playback): take(.agent(agent, .leg(leg, .promptEnded(playback))))
            case .hungUp:
                take(.agent(agent, .leg(leg, .hungUp)))
                later(.hangUpNoted(line))
            case .otherPartyHungUp:
                // The other line tells the same, at the same time.
                switch agentLegs[agent].flatMap({ $0.number == leg ? $0.partner : nil }) {
                case .call(let call): take(.hungUp, of: call)
                case .consultation(let call): take(.consultation(call, .hungUp))
                case .nobody, nil: break
                }
                later(.hangUpNoted(line))
            case .held: take(.agent(agent, .leg(leg, .held)))
            case .retrieved: take(.agent(agent, .leg(leg, .retrieved)))
            case .transferAsked where outage != nil:
                line.answerTransfer(.refused)
            case .transferAsked(let wish):
                let consultation = consultation(on: wish.replacing)
                guard wish.replacing == nil || consultation != nil else {
                    line.answerTransfer(.refused)
                    continue
                }
                let asked = AgentInput.LegInput.transferAsked(
                    to: wish.target, inPlaceOf: consultation)
                take(.agent(agent, .leg(leg, asked)))
            case .digit: break
            case .deviceLost(let reason): parts.report(reason)
            }
        }
        // A line that ends by itself has lost its agent.
        take(.agent(agent, .leg(leg, .hungUp)))
        if agentLegs[agent]?.number == leg { agentLegs[agent] = nil }
    }

    private func play(
        _ utterance: Utterance, as playback: PlaybackID, to agent: AgentID, _ leg: Int
    ) {
        let renderer = parts.renderer
        if let sound = renderer.readySound(for: utterance) {
            agentLegs[agent]?.line?.play(sound, as: playback, loops: false)
            return
        }
        begin { [weak self] in
            let sound: Sound?
            do {
                sound = try await renderer.sound(for: utterance)
            } catch {
                await self?.tell(error)
                sound = nil
            }
            await self?.start(sound, as: playback, to: agent, leg)
        }
    }

    private func tell(_ error: any Error) { parts.report("\(error)") }

    /// What can't be spoken is over at once: the call goes on.
    private func start(
        _ sound: Sound?, as playback: PlaybackID, to agent: AgentID, _ leg: Int
    ) {
        guard agentLegs[agent]?.number == leg else { return }
        guard let sound else { return take(.agent(agent, .leg(leg, .promptEnded(playback)))) }
        agentLegs[agent]?.line?.play(sound, as: playback, loops: false)
    }

    private func join(_ agent: AgentID, _ leg: Int, with partner: AgentLeg.Partner) {
        guard agentLegs[agent]?.number == leg, let line = agentLegs[agent]?.line else { return }
        agentLegs[agent]?.partner = partner
        switch partner {
        case .call(let call):
            guard let caller = legs[call]?.line else { return }
            legs[call]?.agent = agent
            parts.exchange?.join(caller, line)
        case .consultation(let call):
            endMusic(in: call)
            guard let caller = consultationLegs[call]?.call.line else { return }
            parts.exchange?.join(caller, line)
        case .nobody: break
        }
    }

    /// Lets an agent's telephone go, and the caller be alone.
    private func hangUp(_ agent: AgentID, _ leg: Int) {
        guard let gone = agentLegs[agent], gone.number == leg else { return }
        if case .call(let call) = gone.partner, legs[call]?.agent == agent {
            legs[call]?.agent = nil
            if let caller = legs[call]?.line, let line = gone.line {
                parts.exchange?.part(caller, line)
            }
        }
        guard let line = gone.line else {
            agentLegs[agent] = nil
            return
        }
        // Kept until its events have ended, for what is still to be answered on it.
        deferred.append(.closing(line))
    }
}

extension CallEvent.NoAnswerReason {
    /// As the journal tells why somebody was not reached.
    init(_ reason: NoAnswer) {
        switch reason {
        case .timeout: self = .timeout
        case .busy: self = .busy
        case .declined: self = .declined
        case .unreachable, .notAllowed: self = .unreachable
        }
    }
}
