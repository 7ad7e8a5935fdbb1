import SIP
import Telephony

/// Where a message is to go, as an address of SIP says it.
struct Place: Hashable, Sendable {
    /// A host name or an IP address.
    var host: String
    /// The port; nil: not said.
    var port: UInt16?
    /// How messages travel; nil: not said.
    var transport: Transport?
    /// Whether only TLS will do (a `sips:` address).
    var isSecure = false
}

/// An end that messages can be sent to.
struct Location: Hashable, Sendable {
    /// How messages travel.
    var transport: Transport
    /// The address and port.
    var endpoint: IPEndpoint
}

extension Transport {
    /// What a service record is named that tells of this transport (RFC 3263 §4.1).
    var serviceName: String {
        switch self {
        case .udp: "_sip._udp"
        case .tcp: "_sip._tcp"
        case .tls: "_sips._tcp"
        }
    }

    /// The service of a rule that leads to this transport (RFC 3263 §4.1).
    var ruleService: String {
        switch self {
        case .udp: "sip+d2u"
        case .tcp: "sip+d2t"
        case .tls: "sips+d2t"
        }
    }
}
