public import CallCentre
public import Telephony

/// Something on the stage that agents, those who are called back, and people outside see or hear,
/// for whoever plays them.
///
/// What calls ask is a ``Question``.
public enum Cue: Equatable, Sendable {
    /// Something is done for an agent: their telephone rings, or is let go. A whisper is no cue, as
    /// the stage knows how long it lasts.
    case agent(AgentID, AgentAct)
    /// Something is done for somebody who accepted a callback, named by the call in which they did.
    case callback(CallID, CallbackAct)
    /// Something is done for an agent who called a colleague or a queue.
    case consultation(CallID, ConsultationAct)
    /// Whom a call rang outside, or talks with there, is let go.
    case released(CallID)
    /// The call is over.
    case over(CallID)
}
