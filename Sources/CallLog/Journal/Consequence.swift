import Telephony

/// What a record changes in the tables of what is not finished, beside those of open calls.
enum Consequence: Equatable, Sendable {
    /// Somebody is to be called back.
    case callbackAccepted
    /// An attempt to call them back began.
    case callbackAttempted(callback: CallID, attempt: Int)
    /// They were called back, or are not to be called any more.
    case callbackFinished
    /// An agent is at work, whom a dead process may have had at work before.
    case loggedIn(agent: String)
    /// A written contact is to be answered.
    case writtenReceived
    /// An agent has it in hand; nil for nobody.
    case writtenHeld(by: String?)
    /// It is to be answered no more.
    case writtenFinished

    /// What an event changes; nil for nearly all.
    init?(_ event: CallEvent) {
        switch event {
        case .callbackAccepted: self = .callbackAccepted
        case .callbackAttempted(let attempt):
            self = .callbackAttempted(callback: attempt.callback, attempt: attempt.attempt)
        case .callbackConnected, .callbackFailed(_, isLast: true): self = .callbackFinished
        case .agent(.login(let login)): self = .loggedIn(agent: login.agent)
        case .written(.received): self = .writtenReceived
        case .written(.given(let agent)): self = .writtenHeld(by: agent)
        case .written(.returned): self = .writtenHeld(by: nil)
        case .written(let event) where event.isLast: self = .writtenFinished
        default: return nil
        }
    }
}
