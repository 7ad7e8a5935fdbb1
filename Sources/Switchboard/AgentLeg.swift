import Telephony

/// A telephone of an agent that rings, or at which they talk.
struct AgentLeg {
    /// With whom its party is joined.
    enum Partner: Equatable {
        case nobody
        case call(CallID)
        case consultation(CallID)
    }

    /// The number of the ring, as the core gives it.
    let number: Int
    /// Its line; nil until it rings.
    var line: (any Line)?
    var partner = Partner.nobody
}
