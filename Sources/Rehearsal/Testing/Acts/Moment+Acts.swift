import Telephony
import Transcripts

extension Moment {
    /// Whether the line may tell what somebody does, as against what is only heard.
    ///
    /// Acts of all are done in the order of the file: those below wait for it.
    func mayBeDone(byAgentsAtWork: Bool) -> Bool {
        switch self {
        case .press(let keys): keys.pressedAt.isEmpty
        case .agentAnswers, .agentTransfers, .agentHangsUp, .agentHolds, .agentResumes,
            .agentCalls, .agentChanges, .hold, .resume, .transferAnswers, .transferFails, .abandon,
            .callbackAnswers, .letter, .end(.caller), .end(.stopped), .end(.transferred):
            true
        case .agentMisses(_, let reason):
            !byAgentsAtWork || [.declined, .busy, .unreachable].contains(reason)
        case .agentRings: !byAgentsAtWork
        case .callbackFails(let reason, _):
            [.noAnswer, .busy, .unreachable, .agentLeft].contains(reason)
        case .hear, .step, .noInput, .noMatch, .customer, .motive, .done, .lookUp, .request,
            .compare, .consent, .record, .recorded, .enter, .leave, .survey, .fail, .end,
            .announce, .acceptCallback, .attempt, .anything:
            false
        }
    }
}
