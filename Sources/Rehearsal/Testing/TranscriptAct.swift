import Flows
import Telephony
import Transcripts

/// What callers, agents or destinations do by a line of a transcript.
enum TranscriptAct {
    /// Keys are pressed, one after the other.
    case press([Digit])
    /// Something else happens to the call.
    case input(CallInput)
    /// Queues and agents did something that is only to be written down.
    case note(CallEvent)

    /// The act of a line; nil for a line that is to be heard.
    ///
    /// - Parameters:
    ///   - index: the line.
    ///   - lines: the whole transcript: what an act brings about may stand before it.
    ///   - keys: what the line presses.
    ///   - isTalking: whether the caller talks with an agent.
    ///   - isAgent: whether somebody of this name is an agent of the centre.
    init?(
        at index: Int, of lines: [TranscriptLine], keys: [Digit]?, isTalking: Bool,
        isAgent: (String) -> Bool
    ) {
        switch lines[index].moment {
        case .press: self = .press(keys ?? [])
        case .agentAnswers(let agent): self = .input(.agentAnswered(agent: agent))
        case .agentTransfers(_, let to, let kind):
            let target = isAgent(to) ? lines.colleague(to, after: index) : nil
            self = .input(.agentTransferred(to: target ?? .queue(to), kind))
        case .agentHangsUp: self = .input(.agentHungUp)
        case .agentRings(let agent) where isAgent(agent): self = .note(.offered(agent: agent))
        case .agentMisses(let agent, let reason):
            self = .note(.ringNoAnswer(agent: agent, reason: reason))
        case .hold: self = .input(.held)
        case .resume: self = .input(.retrieved)
        case .transferAnswers: self = .input(.transferAnswered)
        case .transferFails(let to, let reason):
            if !isTalking {
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
            .announce, .acceptCallback, .attempt, .callbackAnswers,
            .callbackFails, .anything:
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
