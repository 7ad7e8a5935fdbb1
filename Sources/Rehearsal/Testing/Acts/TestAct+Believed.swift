import Flows
import Telephony
import Transcripts

extension TestAct {
    /// The act of the line at a caller's cursor, where no agent at work has to do with it; nil for a
    /// line that is to be heard.
    ///
    /// - Parameters:
    ///   - role: the caller: what an act brings about may stand before it.
    ///   - program: what the call runs.
    ///   - hasAgents: whether agents are at work, so that what they do is not believed.
    init?(of role: Role, in program: FlowProgram, hasAgents: Bool) {
        let lines = role.script.lines
        let index = role.cursor
        guard let moment = role.line?.moment else { return nil }
        if hasAgents, let agent = moment.agent, program.hasAgent(agent) { return nil }
        switch moment {
        case .press: self = .press(role.script.keys[index] ?? [])
        case .agentAnswers(let agent): self = .input(.agentAnswered(agent: agent))
        case .agentTransfers(_, let to, let kind):
            let target = program.hasAgent(to) ? lines.colleague(to, after: index) : nil
            self = .input(.agentTransferred(to: target ?? .queue(to), kind))
        case .agentHangsUp: self = .input(.agentHungUp)
        case .agentRings(let agent) where program.hasAgent(agent):
            self = .note(.offered(agent: agent))
        case .agentMisses(let agent, let reason):
            self = .note(.ringNoAnswer(agent: agent, reason: reason))
        case .hold, .agentHolds: self = .input(.held)
        case .resume, .agentResumes: self = .input(.retrieved)
        case .transferAnswers: self = .input(.transferAnswered)
        case .transferFails(let to, let reason):
            if !role.isTalking {
                self = .input(.transferFailed(reason: reason))
            } else if TransferTarget.Objection(rawValue: reason) != nil {
                self = .input(.agentTransferred(queue: to))
            } else {
                // The queues refused.
                self = .note(.transferFailed(to: to, reason: reason))
            }
        // What a hang-up brings about is written before it.
        case .abandon, .end(.caller): self = .input(.hungUp)
        case .end(.stopped): self = .input(.stopped)
        case .fail(_, "rehearsed"): self = .input(.troubled)
        // The destination of a transfer hangs up.
        case .end(.transferred): self = .input(.agentHungUp)
        case .recorded:
            switch lines.dropFirst(index + 1).first?.moment {
            case .end(.caller): self = .input(.hungUp)
            case .end(.stopped): self = .input(.stopped)
            default: return nil
            }
        case .hear, .step, .noInput, .noMatch, .customer, .motive, .done, .lookUp, .request,
            .compare, .consent, .record, .enter, .leave, .agentRings, .survey, .fail, .end,
            .announce, .acceptCallback, .attempt, .callbackAnswers, .callbackFails, .agentCalls,
            .agentChanges, .letter, .anything:
            return nil
        }
    }
}

extension [TranscriptLine] {
    /// To which colleague a caller was sent who then entered a queue; nil where that is not told.
    fileprivate func colleague(_ name: String, after index: Int) -> TransferTarget? {
        for line in dropFirst(index + 1) {
            guard case .enter(let queue, _) = line.moment else { continue }
            return .agent(AgentID(rawValue: name), queue: queue)
        }
        return nil
    }
}
