import Telephony

/// An agent who is logged in: the telephone, the shift's records, and what goes on there.
///
/// ```
///           offered          answers           whisper heard        one hangs up
///   free ───────────▶ ringing ──────▶ whispering ─────┬──▶ talking ─────▶ free
///    ▲                  │  not taken     │  hung up   │       ▲
///    ◀──────────────────┘◀───────────────┘            ▼       │ they answer
///    ◀─────────────────────────────────────────── calling ────┘
///                        they do not                (a callback)
/// ```
struct AgentDesk: Sendable {
    /// What goes on at the telephone.
    enum Leg: Equatable, Sendable {
        /// Nothing. Left by a call that is offered.
        case free
        /// It rings. Left by an answer, or its end.
        case ringing(CallID)
        /// The agent hears who calls. Left at the end of that.
        case whispering(CallID)
        /// Whom the agent calls back is rung. Left by their answer, or its end.
        case calling(CallID)
        /// The agent and the caller hear each other. Left when one of them hangs up.
        case talking(CallID)
    }

    /// What was written down of whether the agent can be rung.
    enum Availability: Equatable, Sendable {
        case unknown
        case ready
        case away(String)
    }

    /// The telephone that rings.
    let phone: String
    /// The name of the shift in the journal.
    let shift: CallID
    private var records = 0
    var leg = Leg.free
    /// The number of the telephone that was rung last.
    private(set) var rings: Int
    var noted = Availability.unknown
    /// The visit that the agent talked in last; the first event of a callback's attempt stands for one.
    var lastVisit: (call: CallID, number: Int)?
    /// Why the agent will be gone.
    var leaves: AgentEvent.LogoutReason?

    init(phone: String, shift: CallID, rings: Int) {
        self.phone = phone
        self.shift = shift
        self.rings = rings
    }

    /// The call that the telephone has to do with.
    var call: CallID? {
        switch leg {
        case .free: nil
        case .ringing(let call), .whispering(let call), .calling(let call), .talking(let call):
            call
        }
    }

    /// Numbers a telephone that is rung.
    mutating func nextRing() -> Int {
        rings += 1
        return rings
    }

    /// Makes a record of the shift.
    mutating func record(_ event: AgentEvent, at now: Duration) -> JournalRecord {
        records += 1
        return JournalRecord(call: shift, number: records, time: now, event: .agent(event))
    }
}
