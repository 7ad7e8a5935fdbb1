/// What two user agents share about their conversation (RFC 3261 §12): names, numbers and the way
/// from one to the other.
///
/// Early until a 2xx, confirmed after; the difference is kept by the leg. From and To are kept as
/// they were written, so that peers find their own words again.
struct Dialog: Sendable, Equatable {
    /// The Call-ID.
    let callID: String
    /// Our tag, by which a leg is found.
    let localTag: String
    /// The peer's tag; nil before its first answer, and for peers of RFC 2543 that set none.
    var remoteTag: String?
    /// The From of our requests, tag included.
    var local: String
    /// The To of our requests, tag included.
    var remote: String
    /// The number of our last request.
    var localSequence: UInt32
    /// The number of the peer's last request; nil before the first.
    var remoteSequence: UInt32?
    /// The peer's Contact.
    var remoteTarget: SIPURI
    /// The proxies that stay in the path.
    var routes = RouteSet()
    /// Where our requests go; nil while that is to be looked up.
    var hop: Hop?
    /// Whether the call asked for TLS on every hop (`sips:`), so that our Contact does, too.
    var isSecure = false
    /// Which of our listeners the dialog uses, and over what.
    var origin: Hop

    /// What a request's number says about its place in the dialog (RFC 3261 §12.2.2).
    enum Order { case next, stale }

    /// Takes note of a request's number.
    mutating func order(of number: UInt32) -> Order {
        if let last = remoteSequence, number <= last { return .stale }
        remoteSequence = number
        return .next
    }

    /// Where the next request goes first: the first proxy's URI or the peer's own.
    var nextURI: SIPURI { routes.first ?? remoteTarget }

    /// Whether the peer has answered, so that requests can be sent in the dialog.
    var hasPeer: Bool { remoteTag != nil }

    /// Takes the Contact of a target refresh request or its answer (RFC 3261 §12.2.1.2).
    mutating func refreshTarget(_ contact: SIPURI?) {
        guard let contact, contact != remoteTarget else { return }
        remoteTarget = contact
        if routes.isEmpty { hop = nil }
    }

    /// A request within the dialog; ACK and CANCEL take the number of their INVITE.
    mutating func request(_ method: Method, number: UInt32? = nil) -> Request {
        let sequence: UInt32
        if let number {
            sequence = number
        } else {
            localSequence = localSequence &+ 1 & 0x7FFF_FFFF
            sequence = localSequence
        }
        var headers = HeaderFields()
        let path = routes.path(to: remoteTarget)
        headers.append(.maxForwards, "70")
        for route in path.routes { headers.append(.route, route) }
        headers.append(.from, local)
        headers.append(.to, remote)
        headers.append(.callID, callID)
        headers.append(.cSeq, CSeq(sequence, method).description)
        return Request(method, .sip(path.target), headers: headers)
    }
}
