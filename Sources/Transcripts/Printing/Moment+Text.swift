import Telephony

extension Moment: CustomStringConvertible {
    /// The moment as its line tells it, without the time.
    public var description: String {
        switch self {
        case .hear(let prompt, let text):
            let parts = [prompt?.printed(), text?.printed(quotesAlways: true)]
            return "hear \(parts.compactMap(\.self).joined(separator: " "))"
        case .press(let keys): return "press \(keys)"
        case .step(nil, let name): return "step \(name.printed())"
        case .step(let flow?, let name): return "step \(flow.printed())/\(name.printed())"
        case .noInput: return "no-input"
        case .noMatch(nil): return "no-match"
        case .noMatch(let keys?): return "no-match \(keys)"
        case .customer(let name, nil): return "customer \(name.printed())"
        case .customer(let name, let segment?):
            return "customer \(name.printed()) segment \(segment.printed())"
        case .motive(let name): return "motive \(name.printed())"
        case .done(let name): return "done \(name.printed())"
        case .lookUp(let directory, let outcome, let values):
            return "look up \(directory.printed()) \(outcome.rawValue)\(values.printed)"
        case .request(let endpoint, let outcome, let values):
            return "request \(endpoint.printed()) \(outcome.rawValue)\(values.printed)"
        case .compare(let condition, let outcome):
            return "compare \(condition.printed(quotesAlways: true)) \(outcome)"
        case .consent(let kind, let given):
            return "consent \(kind.printed()) \(given ? "yes" : "no")"
        case .record(let name): return "record \(name.printed())"
        case .recorded(let name, let length):
            return "recorded \(name.printed()) \(length.inTranscripts)"
        case .enter(let queue, nil): return "enter \(queue.printed())"
        case .enter(let queue, let position?):
            return "enter \(queue.printed()) position \(position)"
        case .leave(let queue, let reason): return "leave \(queue.printed()) \(reason.rawValue)"
        case .abandon(let queue): return "abandon \(queue.printed())"
        case .agentRings(let agent): return "agent \(agent.printed()) rings"
        case .agentMisses(let agent, let reason):
            return "agent \(agent.printed()) misses \(reason.rawValue)"
        case .hold: return "hold"
        case .resume: return "resume"
        case .announce(let position, let wait):
            let parts = [position.map { "position \($0)" }, wait.map { "wait \($0.printed)" }]
            return (["announce"] + parts.compactMap(\.self)).joined(separator: " ")
        case .acceptCallback(let queue, let number):
            // Bare, a queue of this name would be read as a callback that fails.
            let name = queue.printed(quotesAlways: queue == "fails")
            return "callback \(name) accepted \(number.printed())"
        case .attempt(let number): return "attempt \(number)"
        case .callbackAnswers(let agent): return "called back by \(agent.printed())"
        case .callbackFails(let reason, let isLast):
            return "callback fails \(reason.rawValue)\(isLast ? " for good" : "")"
        case .agentAnswers(let agent): return "agent \(agent.printed()) answers"
        case .agentTransfers(let agent, let to, let kind):
            let transfer = "agent \(agent.printed()) transfers \(to.printed())"
            return kind == .attended ? "\(transfer) attended" : transfer
        case .agentHangsUp(let agent): return "agent \(agent.printed()) hangs up"
        case .agentHolds(let agent): return "agent \(agent.printed()) holds"
        case .agentResumes(let agent): return "agent \(agent.printed()) resumes"
        case .agentCalls(let agent, let to):
            return "agent \(agent.printed()) calls \(to.printed())"
        case .agentChanges(let agent, let change): return "agent \(agent.printed()) \(change)"
        case .transferAnswers(let destination): return "transfer \(destination.printed()) answers"
        case .transferFails(let destination, let reason):
            return "transfer \(destination.printed()) fails \(reason.printed())"
        case .survey(let question, let answer):
            return "survey \(question.printed()) \(answer.printed())"
        case .fail(let step, let reason):
            return "fail \(step.printed()) \(reason.printed(quotesAlways: true))"
        case .end(let reason):
            switch reason {
            case .caller, .flow, .agent: return "hang up by \(reason.rawValue)"
            case .transferred, .flowError, .stopped, .engineCrash: return "end \(reason.rawValue)"
            }
        case .letter(let name, let news): return "letter \(name.printed()) \(news)"
        case .anything: return "..."
        }
    }
}

extension Moment.AgentChange: CustomStringConvertible {
    /// As in `wraps up`, `away "pause"`.
    public var description: String {
        switch self {
        case .wrapsUp: "wraps up"
        case .away(let reason): "away \(reason.printed(quotesAlways: true))"
        case .ready: "ready"
        case .logsIn: "logs in"
        case .logsOut: "logs out"
        }
    }
}

extension Moment.Keys: CustomStringConvertible {
    /// As in `12#`, `1 (at 1.500)`, `**** (8 digits, secret)`, `secret pin-ok`.
    public var description: String {
        let times = pressedAt.map(\.inTranscripts).joined(separator: " ")
        switch content {
        case .clear(let digits):
            return pressedAt.isEmpty ? String(digits) : "\(String(digits)) (at \(times))"
        case .secret(let count):
            let what = "\(count) \(count == 1 ? "digit" : "digits"), secret"
            return pressedAt.isEmpty ? "**** (\(what))" : "**** (\(what), at \(times))"
        case .fixture(let name):
            return "secret \(name.printed())"
        }
    }
}

extension WaitBand {
    /// As in `60.000 to 120.000`, `over 600.000`, in seconds.
    fileprivate var printed: String {
        guard let upper else { return "over \(lower.inTranscripts)" }
        return "\(lower.inTranscripts) to \(upper.inTranscripts)"
    }
}

extension [Moment.Value] {
    /// As in ` nom="Mme Durand" segment="vip"`, with a space before each.
    fileprivate var printed: String {
        map { " \($0.name.printed())=\($0.text.printed(quotesAlways: true))" }.joined()
    }
}
