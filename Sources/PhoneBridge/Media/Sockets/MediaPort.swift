public import Telephony

/// A pair of ports that one leg's sound comes in and goes out by: RTP on the even one, RTCP on the
/// next (RFC 3550 §11).
public struct MediaPort: Hashable, Sendable {
    /// The name of a port, never given twice in one run.
    public struct ID: RawRepresentable, Hashable, Sendable {
        /// The number of the port, counted from 1.
        public let rawValue: UInt64

        /// Names a port.
        public init(rawValue: UInt64) { self.rawValue = rawValue }
    }

    /// What the engine calls it.
    public let id: ID
    /// Where RTP is taken.
    public let endpoint: IPEndpoint

    /// Where RTCP is taken.
    public var control: IPEndpoint {
        // RTP ports are even, so there is always a next one.
        IPEndpoint(endpoint.address, port: endpoint.port | 1)
    }
}
