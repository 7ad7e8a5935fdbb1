import Telephony

/// Agents who ring in to say what they do.
///
/// What came of it is written down as two comparisons with a secret are, so that such a call can be
/// replayed without the PIN.
extension FlowState {
    mutating func change(_ step: AgentStep) throws(FlowError) -> Transition? {
        let number = try evaluate(step.number).plainText ?? ""
        let reason = try step.reason.map { expression throws(FlowError) in
            try evaluate(expression).plainText ?? ""
        }
        let pin: Secret
        switch try evaluate(step.pin) {
        case .secret(let secret): pin = secret
        case let value: pin = Secret(value.plainText ?? "")
        }
        activity = .changingAgent
        guard hidden == nil else {
            endAgentWish(replayedOutcome())
            return nil
        }
        outbox.append(
            .agent(
                AgentWish(
                    change: step.change, number: number, pin: pin, reason: reason ?? "")))
        return nil
    }

    mutating func endAgentWish(_ outcome: AgentOutcome) {
        guard activity == .changingAgent, case .agent(let step) = currentStep?.kind else { return }
        activity = .speaking
        write(.compared(condition: "agent \(step.change.rawValue)", outcome: outcome == .done))
        switch outcome {
        case .done: return follow(leave(by: .next, to: step.done))
        case .refused, .locked:
            write(.compared(condition: "agent locked", outcome: outcome == .locked))
            if outcome == .locked {
                follow(leave(by: .locked, to: step.locked))
            } else {
                follow(leave(by: .refused, to: step.refused))
            }
        }
    }

    private mutating func replayedOutcome() -> AgentOutcome {
        if takeOutcome() { return .done }
        return takeOutcome() ? .locked : .refused
    }

    private mutating func takeOutcome() -> Bool {
        guard hidden?.outcomes.isEmpty == false else { return false }
        return hidden?.outcomes.removeFirst() ?? false
    }
}
