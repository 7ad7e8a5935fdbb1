import CallCentre
import Flows
import Queues
import Telephony

/// What must hold of every centre, looked after beside the lines of a transcript.
extension TranscriptTest {
    /// Takes in what was written down, and ends the test where it breaks a promise.
    mutating func keepPromises(_ new: [JournalRecord]) {
        guard !new.isEmpty else { return }
        for record in new { promises.take(record) }
        if hasAgents, new.contains(where: { $0.event.concernsAgents }) {
            var state = CentreSnapshot(
                stage.centreState, hasWaiting: !promises.offers.isEmpty)
            // Those who have a word with a colleague are in nobody's call.
            if !dialling.isEmpty {
                state.agents = state.agents.filter { _, standing in
                    standing.call.map { dialling[$0] == nil } ?? true
                }
            }
            promises.check(state, at: nil)
        }
        guard outcome == nil, let violation = promises.violation else { return }
        fail(.promise(violation), of: nil)
    }
}

extension CallEvent {
    /// Whether it may leave an agent with a call that they should not have.
    fileprivate var concernsAgents: Bool {
        switch self {
        case .offered, .connected, .ended, .callbackConnected, .callbackFailed: true
        case .arrived, .answered, .stepEntered, .promptStarted, .promptEnded, .keys, .noInput,
            .noMatch, .identified, .motive, .selfServiceDone, .lookedUp, .requested, .compared,
            .consent, .recordingStarted, .recordingEnded, .enqueued, .ringNoAnswer, .holdOn,
            .holdOff, .announced, .flowedOut, .abandoned, .transferred, .transferFailed,
            .talkEnded, .callbackAccepted, .callbackAttempted, .survey, .flowFailed, .agent,
            .written:
            false
        }
    }
}

extension AgentState {
    /// The call that an agent is rung for or talks in.
    fileprivate var call: CallID? {
        switch self {
        case .ringing(let call), .talking(let call, _): call
        case .loggedOut, .ready, .wrapUp, .away: nil
        }
    }
}

extension Centre {
    /// The centre where agents are believed: nothing is promised of them.
    var withoutAgents: Centre {
        var centre = self
        centre.agents = [:]
        return centre
    }
}
