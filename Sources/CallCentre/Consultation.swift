import Flows
import Telephony

/// An agent who called a colleague or a queue, perhaps while their customer is on hold.
///
/// It is no visit and no call of a customer: it stands in the shifts of those who talk. The line of
/// who called is its own; the colleague is rung at their desk.
///
/// ```
///              a queue: someone is free           answers
///   waiting ◀─────────────────────────▶ (rung) ─────────────┐
///                                                           ▼
///   ringing ─────────────────────────────────────────▶ talking ──▶ over: one hangs up, or the
///              a colleague answers                                 customer takes the place of
///                                                                  who called
/// ```
struct Consultation: Sendable {
    /// How far it is.
    enum Phase: Equatable, Sendable {
        /// In the queue, which rings who is free. Left by an answer, or its end.
        case waiting
        /// A colleague is rung. Left by their answer, or its end.
        case ringing(AgentID)
        /// The two hear each other. Left by its end.
        case talking(AgentID)
    }

    /// How long a colleague is rung.
    static let patience = Duration.seconds(30)

    /// Who called.
    let agent: AgentID
    /// Whom or what they called.
    let target: Centre.Extension
    var phase: Phase
    /// Whether the line of who called is answered.
    var isAnswered = false

    /// The name of the colleague or the queue.
    var name: String {
        switch target {
        case .agent(let colleague): colleague.rawValue
        case .queue(let queue): queue
        }
    }

    /// The colleague with whom it has to do now.
    var colleague: AgentID? {
        switch phase {
        case .waiting: nil
        case .ringing(let colleague), .talking(let colleague): colleague
        }
    }
}
