/// What a ``TransactionLayer`` wants done, or tells the user agent.
///
/// A client transaction tells exactly one end: a final response, ``timedOut(_:)`` or
/// ``failed(_:_:)``; only an INVITE may go on to bring further 2xx. A server transaction hands its
/// request on once.
public enum TransactionEffect: Equatable, Sendable {
    /// Send these bytes.
    case send([UInt8], Hop)
    /// A new request to be answered with ``TransactionLayer/respond(_:to:now:)``, with `received`
    /// and `rport` filled in. Never an ACK nor a CANCEL.
    case request(Request, TransactionID, Hop)
    /// The ACK of a 2xx, or of nothing we know.
    case ack(Request, Hop)
    /// The client takes back an INVITE that has no final response yet: answer it with 487. The
    /// CANCEL itself has been answered.
    case cancelled(invite: TransactionID)
    /// A response to a request of ours: each 1xx, and the final one; of an INVITE each 2xx, which
    /// the user agent acknowledges by itself.
    case response(Response, TransactionID)
    /// A request of ours had no final response in time (to be treated like 408), a refusal of
    /// ours no ACK, or the user agent itself owes a response that nobody waits for any more.
    case timedOut(TransactionID)
    /// A request of ours could not be sent (like 503), or a response of ours can't be.
    case failed(TransactionID, TransactionFailure)
}

/// Why a transaction failed.
public enum TransactionFailure: Equatable, Sendable {
    /// The connection is gone, or the network refuses.
    case transport
    /// The request of so many bytes is too large for a datagram: it wants TCP (RFC 3261 §18.1.1).
    /// Nothing has been sent.
    case tooLarge(Int)
}
