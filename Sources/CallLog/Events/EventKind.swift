public import Telephony

/// The name of what happened, as figures, logs and JSON say it.
public enum EventKind: String, Hashable, Sendable, CaseIterable {
    case arrived
    case answered
    case stepEntered = "step-entered"
    case promptStarted = "prompt-started"
    case promptEnded = "prompt-ended"
    case keys
    case noInput = "no-input"
    case noMatch = "no-match"
    case identified
    case motive
    case selfServiceDone = "self-service-done"
    case lookedUp = "looked-up"
    case requested
    case compared
    case consent
    case recordingStarted = "recording-started"
    case recordingEnded = "recording-ended"
    case enqueued
    case offered
    case connected
    case flowedOut = "flowed-out"
    case abandoned
    case transferred
    case transferFailed = "transfer-failed"
    case talkEnded = "talk-ended"
    case survey
    case flowFailed = "flow-failed"
    case ended
    case ringNoAnswer = "ring-no-answer"
    case holdOn = "hold-on"
    case holdOff = "hold-off"
    case announced
    case callbackAccepted = "callback-accepted"
    case callbackAttempted = "callback-attempted"
    case callbackConnected = "callback-connected"
    case callbackFailed = "callback-failed"
    case agentLogin = "agent-login"
    case agentReady = "agent-ready"
    case agentAway = "agent-away"
    case wrapEnded = "wrap-ended"
    case agentLogout = "agent-logout"
    case agentDialled = "agent-dialled"
    case agentConsulted = "agent-consulted"
    case consultationEnded = "consultation-ended"
    case writtenReceived = "written-received"
    case writtenGiven = "written-given"
    case writtenPaused = "written-paused"
    case writtenResumed = "written-resumed"
    case writtenReturned = "written-returned"
    case writtenAnswered = "written-answered"
    case writtenDropped = "written-dropped"
}

extension CallEvent {
    /// The name of what happened.
    public var kind: EventKind {
        switch self {
        case .arrived: .arrived
        case .answered: .answered
        case .stepEntered: .stepEntered
        case .promptStarted: .promptStarted
        case .promptEnded: .promptEnded
        case .keys: .keys
        case .noInput: .noInput
        case .noMatch: .noMatch
        case .identified: .identified
        case .motive: .motive
        case .selfServiceDone: .selfServiceDone
        case .lookedUp: .lookedUp
        case .requested: .requested
        case .compared: .compared
        case .consent: .consent
        case .recordingStarted: .recordingStarted
        case .recordingEnded: .recordingEnded
        case .enqueued: .enqueued
        case .offered: .offered
        case .connected: .connected
        case .flowedOut: .flowedOut
        case .abandoned: .abandoned
        case .transferred: .transferred
        case .transferFailed: .transferFailed
        case .talkEnded: .talkEnded
        case .survey: .survey
        case .flowFailed: .flowFailed
        case .ended: .ended
        case .ringNoAnswer: .ringNoAnswer
        case .holdOn: .holdOn
        case .holdOff: .holdOff
        case .announced: .announced
        case .callbackAccepted: .callbackAccepted
        case .callbackAttempted: .callbackAttempted
        case .callbackConnected: .callbackConnected
        case .callbackFailed: .callbackFailed
        case .agent(.login): .agentLogin
        case .agent(.ready): .agentReady
        case .agent(.away): .agentAway
        case .agent(.wrapEnded): .wrapEnded
        case .agent(.logout): .agentLogout
        case .agent(.dialled): .agentDialled
        case .agent(.consulted): .agentConsulted
        case .agent(.consultationEnded): .consultationEnded
        case .written(.received): .writtenReceived
        case .written(.given): .writtenGiven
        case .written(.paused): .writtenPaused
        case .written(.resumed): .writtenResumed
        case .written(.returned): .writtenReturned
        case .written(.answered): .writtenAnswered
        case .written(.dropped): .writtenDropped
        }
    }
}
