/// A name and a password to show to servers that ask for them.
public struct Credentials: Sendable, Equatable {
    /// The name.
    public var user: String
    /// The password; it gets into no log.
    public var password: String

    /// Joins a name and a password.
    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}

extension Credentials: CustomStringConvertible, CustomReflectable {
    /// The name without the password.
    public var description: String { user }

    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Who we are towards the peer's challenges; kept apart from the leg, since few legs have it.
indirect enum Authentication: Sendable {
    case digest(DigestClient)
}

// Challenges of servers and proxies: RFC 3261 §22.2, §22.3.
extension Leg {
    /// Takes the challenge of a 401 or 407; false when it can't be met, or has been in vain.
    mutating func challenge(_ response: Response, of request: Request) -> Bool {
        guard case .digest(var client)? = authentication else { return false }
        let outcome = client.take(response, to: request)
        authentication = .digest(client)
        return outcome == .retry
    }

    /// Shows what the last challenge wanted, so that no further request is challenged.
    mutating func authorise(_ request: inout Request, _ desk: inout Desk) {
        guard case .digest(var client)? = authentication, request.method != .ack else { return }
        client.authorize(&request, using: &desk.chance)
        authentication = .digest(client)
    }
}

extension SessionDescription {
    /// Reads the session description of a message: its body, or the first part of a body of
    /// several that is one; nil when there is none, or when it can't be read.
    init?(of message: some HeaderBearing) {
        guard !message.body.isEmpty else { return nil }
        let body = message.content(MediaType.sdp) ?? message.body
        // Why it can't be read does not matter to the peer: it gets a 400.
        guard let session = try? SessionDescription(body) else { return nil }
        self = session
    }
}
