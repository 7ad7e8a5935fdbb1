/// By what a message finds its transaction.
enum TransactionKey: Hashable, Sendable {
    /// A response finds the request of ours with its branch and method (RFC 3261 §17.1.3).
    case client(branch: String, method: Method)
    /// A request finds itself by branch, sender and method (RFC 3261 §17.2.3).
    case server(branch: String, host: Host, port: UInt16?, method: Method)
    /// A request without the cookie of RFC 3261 finds itself by all that stays equal when it is
    /// repeated (RFC 3261 §17.2.3, after RFC 2543).
    ///
    /// The To tag is left out: an ACK has the one of our response, and no client gives two
    /// requests that differ in nothing else.
    indirect case old(Old)

    struct Old: Hashable, Sendable {
        let uri: String
        let fromTag: String?
        let callID: String?
        let number: UInt32
        let via: String
        let method: Method
    }

    /// The key of a request from elsewhere, by its top Via as it came: before we note in it where
    /// it came from. An ACK has the key of its INVITE, and a CANCEL may ask for that one as well.
    init(_ request: Request, via: Via, method: Method? = nil) {
        let method = method ?? (request.method == .ack ? .invite : request.method)
        if let branch = via.branch, branch.hasPrefix(Via.magicCookie) {
            self = .server(branch: branch, host: via.host, port: via.port, method: method)
        } else {
            self = .old(
                Old(
                    uri: request.uri.description, fromTag: request.fromTag,
                    callID: request.callID, number: request.cSeq?.number ?? 0,
                    via: via.description, method: method))
        }
    }

    /// Whether it is one of RFC 2543.
    var isOld: Bool { if case .old = self { true } else { false } }
}

/// What copies of one request that came on different ways have in common (RFC 3261 §8.2.2.2).
struct MergeKey: Hashable, Sendable {
    let callID: String
    let fromTag: String?
    let number: UInt32
    let method: Method
}
