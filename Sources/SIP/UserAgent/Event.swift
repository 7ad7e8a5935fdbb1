extension UserAgent {
    /// What can happen to the user agent.
    public enum Event: Sendable {
        /// A message came in; the gate has let it pass and knows who sent it.
        case received(Message, from: Hop, peer: PeerID)
        /// A connection broke, or nothing can be sent to where a hop leads.
        case transportFailed(Hop, reason: String)
        /// The system did not take this datagram of ours: nothing else has failed by that.
        case unsent([UInt8], Hop, reason: String)
        /// A connection came about, from either side: its other end takes this transport.
        case connected(Hop)
        /// Time reached ``State/nextDeadline``; harmless when it has not.
        case timePassed
        /// The application wants something.
        case `do`(Command)
        /// The answer to ``Effect/lookUp(_:_:)``: where to send, best first; empty when the name
        /// leads nowhere.
        case found(LookUpID, [Hop])
    }
}
