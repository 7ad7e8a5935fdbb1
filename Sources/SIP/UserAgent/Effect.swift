extension UserAgent {
    /// What the user agent wants done; effects are carried out in order.
    public enum Effect: Sendable {
        /// Send these bytes there.
        case send([UInt8], Hop)
        /// Something happened on a leg.
        case leg(LegID, LegEvent)
        /// Find the addresses of a URI's host (RFC 3263) and answer with ``Event/found(_:_:)``.
        case lookUp(LookUpID, SIPURI)
        /// A request that the user agent leaves to the shell, such as a REGISTER; answer with
        /// ``Command/respond(_:_:)``.
        case request(Request, TransactionID, Hop, PeerID)
        /// The final answer to ``Command/request(_:_:to:)`` or ``Command/options(_:target:hop:)``.
        case response(RequestToken, Response)
        /// There will be no answer to it; the text says why.
        case noResponse(RequestToken, reason: String)
    }
}
