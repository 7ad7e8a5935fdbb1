import Flows
import Queues
import Telephony

/// Agents who call a colleague or a queue.
///
/// Both are engaged in the eyes of the queues, whatever else they do; no figure of the queues counts
/// it. In a queue, the caller's place is that of the customer whom the agent has on hold.
extension CallCentre.State {
    mutating func take(_ input: ConsultationInput, ofConsultation call: CallID) {
        switch input {
        case .dialled(let number, let phone):
            do throws(DialRefusal) {
                try dial(number, from: phone, as: call)
            } catch {
                outbox.append(.consultation(call, .refuse(error)))
            }
        case .hungUp: endConsultation(call, because: .caller)
        case .stopped: endConsultation(call, because: .stopped)
        }
    }

    /// The consultation of an agent, if they called or are called.
    func consultation(of agent: AgentID) -> CallID? {
        consultations.first { $0.value.agent == agent || $0.value.colleague == agent }?.key
    }

    // MARK: The call

    private mutating func dial(
        _ number: String, from phone: String, as call: CallID
    ) throws(DialRefusal) {
        guard consultations[call] == nil, calls[call] == nil,
            let agent = desks.first(where: { $0.value.phone == phone })?.key,
            let target = centre?.extensionCalled(number)
        else { throw .unknown }
        guard isFreeToDial(agent) else { throw .busy }
        switch target {
        case .agent(let colleague):
            try check(colleague, calledBy: agent)
            begin(Consultation(agent: agent, target: target, phase: .ringing(colleague)), as: call)
            ring(colleague, inConsultation: call)
        case .queue(let queue):
            let place = self.place(of: agent, in: queue, as: call)
            try check(place, of: agent)
            begin(Consultation(agent: agent, target: target, phase: .waiting), as: call)
            wait(place)
        }
    }

    /// Whether an agent has nobody on the telephone but a customer.
    private func isFreeToDial(_ agent: AgentID) -> Bool {
        guard consultation(of: agent) == nil else { return false }
        return switch desks[agent]?.leg {
        case .free, .talking: true
        case .ringing, .whispering, .calling, nil: false
        }
    }

    private func check(
        _ colleague: AgentID, calledBy agent: AgentID
    ) throws(DialRefusal) {
        switch queues.state(of: colleague) {
        case .loggedOut, .away: throw .absent
        case .ready:
            guard colleague != agent, consultation(of: colleague) == nil else { throw .busy }
        case .ringing, .talking, .wrapUp: throw .busy
        }
    }

    /// The place that an agent takes in a queue.
    private func place(of agent: AgentID, in queue: String, as call: CallID) -> Waiting {
        let customer = desks[agent]?.call.flatMap { calls[$0]?.since }
        return Waiting(call: call, queue: queue, since: customer ?? now, entered: now)
    }

    private func check(_ place: Waiting, of agent: AgentID) throws(DialRefusal) {
        guard let queue = centre?.queues[place.queue], isOpen(queue),
            centre?.levels[queue.level]?.destination == nil
        else { throw .absent }
        // Who calls does not count among those who could take it.
        var trial = queues
        _ = machine.step(&trial, on: .engaged(agent), now: now)
        switch machine.refusal(of: place, in: trial, now: now) {
        case .full: throw .busy
        case .empty, .closed: throw .absent
        case .timeout, .key, nil: return
        }
    }

    /// Whether a queue takes calls at this hour.
    private func isOpen(_ queue: Centre.Queue) -> Bool {
        guard let calendar = queue.calendar.flatMap({ centre?.calendars[$0] }) else { return true }
        return calendar.hours.status(at: clock(in: calendar.zone)) == .open
    }

    private mutating func begin(_ consultation: Consultation, as call: CallID) {
        consultations[call] = consultation
        note(.dialled(to: consultation.name, consultation: call), of: consultation.agent)
        advance(.engaged(consultation.agent))
    }

    private mutating func ring(_ colleague: AgentID, inConsultation call: CallID) {
        advance(.engaged(colleague))
        outbox.append(.consultation(call, .ring))
        ring(colleague, for: call, within: Consultation.patience)
    }

    private mutating func wait(_ place: Waiting) {
        consultations[place.call]?.isAnswered = true
        outbox.append(.consultation(place.call, .answer))
        if let music = centre?.queues[place.queue]?.music {
            outbox.append(.consultation(place.call, .playMusic(name: music)))
        }
        advance(.enqueued(place))
    }

    // MARK: The colleague

    mutating func take(
        _ input: AgentInput.LegInput, inConsultation call: CallID, by colleague: AgentID
    ) {
        guard let consultation = consultations[call], let desk = desks[colleague] else { return }
        switch (desk.leg, input) {
        case (.ringing, .reached):
            guard consultation.phase == .waiting else { return consult(call, colleague) }
            advance(.answered(colleague, call))
        case (.ringing, .notReached(let reason)):
            desks[colleague]?.leg = .free
            guard consultation.phase == .waiting else {
                return endConsultation(call, because: AgentEvent.ConsultationEnd(reason))
            }
            advance(.notAnswered(colleague, call, reason))
        case (.ringing, .notRung):
            desks[colleague]?.leg = .free
            guard consultation.phase == .waiting else {
                return endConsultation(call, because: .absent)
            }
            advance(.notAnswered(colleague, call, .withdrawn))
        case (.talking, .hungUp): endConsultation(call, because: .colleague)
        case (_, .transferAsked):
            outbox.append(.agent(colleague, .answerTransfer(leg: desk.rings, .refused)))
        case (.free, _), (.ringing, _), (.whispering, _), (.calling, _), (.talking, _): break
        }
    }

    /// A colleague has answered: the two hear each other.
    mutating func consult(_ call: CallID, _ colleague: AgentID) {
        guard let consultation = consultations[call], let desk = desks[colleague] else { return }
        desks[colleague]?.leg = .talking(call)
        consultations[call]?.phase = .talking(colleague)
        consultations[call]?.isAnswered = true
        if consultation.phase == .waiting {
            // What the queue brought together, it has nothing to do with any more.
            advance(.engaged(colleague))
            advance(.givenBack(call, isAside: true, wasMissed: false))
            advance(.left(call))
        }
        note(.consulted(with: colleague.rawValue, consultation: call), of: consultation.agent)
        note(.consulted(with: consultation.agent.rawValue, consultation: call), of: colleague)
        if !consultation.isAnswered { outbox.append(.consultation(call, .answer)) }
        outbox.append(.agent(colleague, .joinColleague(leg: desk.rings, call)))
    }

    // MARK: The end

    /// Ends a consultation, wherever it is.
    mutating func endConsultation(
        _ call: CallID, because reason: AgentEvent.ConsultationEnd
    ) {
        guard let consultation = consultations[call] else { return }
        if consultation.phase == .waiting { advance(.left(call)) }
        close(call, because: reason)
        if let colleague = consultation.colleague, let desk = desks[colleague], desk.call == call {
            desks[colleague]?.leg = .free
            outbox.append(.agent(colleague, .hangUp(leg: desk.rings)))
        }
        if let refusal = reason.refusal, !consultation.isAnswered {
            outbox.append(.consultation(call, .refuse(refusal)))
        } else {
            outbox.append(.consultation(call, .hangUp))
        }
        if let colleague = consultation.colleague { advance(.disengaged(colleague)) }
        advance(.disengaged(consultation.agent))
    }

    /// Writes down that a consultation is over, of which nothing is left here.
    private mutating func close(_ call: CallID, because reason: AgentEvent.ConsultationEnd) {
        guard let consultation = consultations.removeValue(forKey: call) else { return }
        note(.consultationEnded(reason, consultation: call), of: consultation.agent)
        if case .talking(let colleague) = consultation.phase {
            note(.consultationEnded(reason, consultation: call), of: colleague)
        }
    }

    // MARK: The attended transfer

    /// Hands a caller on to whom the agent has called.
    mutating func handOn(
        _ call: CallID, inPlaceOf consultation: CallID, by agent: AgentID
    ) throws(TransferObjection) {
        guard let consulted = consultations[consultation], consulted.agent == agent else {
            throw TransferObjection(
                answer: .refused, target: "", reason: "no such call of the agent's")
        }
        let target = target(of: consulted, for: call)
        guard case .talking = consulted.phase else {
            // Nobody has said a word yet: it is as if the agent had dialled it as a transfer.
            try checkRoom(for: call, in: target, from: agent, inPlaceOf: consultation)
            endConsultation(consultation, because: .transferred)
            return inbox.append((call, .agentTransferred(to: target)))
        }
        handover = (call, consultation)
        inbox.append((call, .agentTransferred(to: target, .attended)))
    }

    private func target(of consultation: Consultation, for call: CallID) -> TransferTarget {
        switch consultation.target {
        case .queue(let queue): .queue(queue)
        case .agent(let colleague): .agent(colleague, queue: queue(of: colleague, for: call))
        }
    }

    /// The caller is to have the colleague whom the agent has on the telephone: a visit of no wait.
    ///
    /// - Returns: false where nobody is on the telephone for them.
    mutating func handOver(_ call: CallID, in queue: String) -> Bool {
        guard let (handed, name) = handover, handed == call, let since = calls[call]?.since,
            let consultation = consultations[name],
            case .talking(let colleague) = consultation.phase, machine.plan.queues[queue] != nil
        else { return false }
        handover = nil
        noteVisit(call, in: queue)
        record(.offered(agent: colleague.rawValue), of: call)
        close(name, because: .transferred)
        let place = Waiting(
            call: call, queue: queue, since: since, entered: now, preferred: colleague)
        advance(.handedOver(place, to: colleague))
        desks[colleague]?.leg = .talking(call)
        answeredBy[call] = colleague
        lastWords.append(.consultation(name, .hangUp))
        advance(.disengaged(consultation.agent))
        inbox.append((call, .queueJoined))
        inbox.append((call, .agentAnswered(agent: colleague.rawValue)))
        return true
    }
}

extension AgentEvent.ConsultationEnd {
    fileprivate init(_ reason: CallEvent.NoAnswerReason) {
        switch reason {
        case .timeout, .withdrawn: self = .noAnswer
        case .busy, .declined: self = .busy
        case .unreachable: self = .absent
        }
    }

    /// How a call is turned away for it that was not answered.
    fileprivate var refusal: DialRefusal? {
        switch self {
        case .busy: .busy
        case .noAnswer, .absent: .absent
        case .caller, .colleague, .transferred, .stopped: nil
        }
    }
}
