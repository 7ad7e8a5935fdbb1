/// What carries messages between two hosts.
public enum Transport: UInt8, Hashable, Sendable, CaseIterable {
    /// Datagrams, repeated by the transaction layer until they are answered.
    case udp
    /// A stream.
    case tcp
    /// A stream inside TLS.
    case tls

    /// Reads `UDP`, `tcp` …; nil for transports Allo does not speak (`SCTP`, `WS`).
    public init?(_ name: String) {
        guard let transport = Transport.allCases.first(where: { sameIgnoringCase($0.name, name) })
        else { return nil }
        self = transport
    }

    /// As it stands in a Via.
    public var name: String {
        switch self {
        case .udp: "UDP"
        case .tcp: "TCP"
        case .tls: "TLS"
        }
    }

    /// Whether nothing gets lost on it, so that the transaction layer repeats nothing.
    public var isReliable: Bool { self != .udp }

    /// The port where none is named (RFC 3261 §19.1.2).
    public var defaultPort: UInt16 { self == .tls ? 5061 : 5060 }
}
