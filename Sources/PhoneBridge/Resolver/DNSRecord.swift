import Telephony

/// One entry of the Domain Name System, as far as SIP is concerned (RFC 3263).
struct DNSRecord: Hashable, Sendable {
    /// What it says.
    enum Content: Hashable, Sendable {
        /// The address of a host (RFC 1035 §3.4.1, RFC 3596 §2.2).
        case address(IPAddress)
        /// The real name of a host (RFC 1035 §3.3.1).
        case alias(String)
        /// Where a service is given (RFC 2782).
        case service(priority: UInt16, weight: UInt16, port: UInt16, host: String)
        /// By which services a domain is reached (RFC 3403 §4.1).
        case rule(order: UInt16, preference: UInt16, flags: String, service: String, name: String)
    }

    /// The name it is about, in lower case, without the last dot.
    var name: String
    /// How long it may be kept, in seconds.
    var lifetime: UInt32
    /// What it says.
    var content: Content
}

/// What is asked of the Domain Name System.
enum DNSKind: UInt16, Hashable, Sendable {
    case version4 = 1
    case version6 = 28
    case service = 33
    case rule = 35
}
