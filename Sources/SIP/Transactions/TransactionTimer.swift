/// The timers of the four machines, by their letters in RFC 3261 §17 and RFC 6026 §7.
///
/// There is no C: it belongs to proxies.
enum TransactionTimer: UInt8, Hashable, Sendable, CaseIterable {
    /// An INVITE is sent again.
    case a
    /// An INVITE had no response at all.
    case b
    /// Retransmissions of a refusal have been waited for (INVITE client).
    case d
    /// A request other than INVITE is sent again.
    case e
    /// A request other than INVITE had no final response.
    case f
    /// A refusal of an INVITE is sent again.
    case g
    /// A refusal of an INVITE had no ACK.
    case h
    /// Retransmissions of an ACK have been waited for.
    case i
    /// Retransmissions of a request have been waited for (server).
    case j
    /// Retransmissions of a final response have been waited for (client).
    case k
    /// Retransmissions of an accepted INVITE have been waited for (server).
    case l
    /// Retransmissions of a 2xx have been waited for (client).
    case m
    /// The user agent has not answered an INVITE yet: `100 Trying` (RFC 3261 §17.2.1).
    case trying
    /// No end has come where no letter stands guard: after a CANCEL (RFC 3261 §9.1), or when our
    /// own user agent owes a response to a client that has stopped waiting.
    case giveUp
}
