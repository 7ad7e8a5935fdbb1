/// Whose offer is open, and what its answer will travel in (RFC 3264 §4, RFC 6337 §2.2).
///
/// One offer at a time: a second one is refused with 491 or 500, or waits.
enum Exchange: Sendable {
    /// None. Out: `ours`, `theirs`.
    case idle
    /// Ours. Out: `idle` by the answer or a refusal.
    case ours(OurCarrier)
    /// Theirs; the application owes the answer. Out: `idle` by its answer.
    case theirs(TheirCarrier)

    /// What our offer travelled in.
    enum OurCarrier: Sendable {
        /// The INVITE that began the call.
        case invite
        /// A reliable provisional response; the PRACK brings the answer.
        case provisional
        /// A 200; the ACK brings the answer.
        case success
        /// A re-INVITE or UPDATE.
        case request
    }

    /// What their offer travelled in.
    enum TheirCarrier: Sendable {
        /// The INVITE that began the call.
        case invite
        /// A reliable provisional response: our PRACK takes the answer along.
        case provisional(RAck)
        /// A 200: our ACK takes the answer along.
        case success
        /// A re-INVITE, UPDATE or PRACK that waits for its response.
        case request(Request, TransactionID)
    }

    var isIdle: Bool {
        if case .idle = self { true } else { false }
    }
}
