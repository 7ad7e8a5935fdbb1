/// Shows our name and password to a server or proxy that wants them (RFC 3261 §22.2, §22.3).
///
/// ```swift
/// if client.take(response, to: request) == .retry {
///     client.authorize(&request, using: &generator)  // with a new CSeq and branch
/// }
/// ```
///
/// It keeps the last challenges, so that later requests are accepted at once.
public struct DigestClient: Sendable {
    /// What to do after a challenge.
    public enum Outcome: Hashable, Sendable {
        /// Send the request again with credentials.
        case retry
        /// The name or the password is wrong.
        case refused
        /// Nothing in the challenge can be answered.
        case notUnderstood
    }

    private struct Session {
        var challenge: DigestChallenge
        var count: UInt32 = 0
    }

    private let username: String
    private let password: String
    private var server: Session?
    private var proxy: Session?

    /// Holds a name and a password for one destination.
    public init(username: String, password: String) {
        self.username = username
        self.password = password
    }

    /// Takes the challenge of a 401 or 407.
    ///
    /// A request that already carried credentials for the same realm is given up, unless the
    /// server says that only its nonce was too old.
    public mutating func take(_ response: Response, to request: Request) -> Outcome {
        let isProxy = response.status == 407
        let name: HeaderName = isProxy ? .proxyAuthenticate : .wwwAuthenticate
        guard let challenge = DigestChallenge.strongest(of: name, in: response.headers) else {
            return .notUnderstood
        }
        let shown = request.headers
            .all(isProxy ? .proxyAuthorization : .authorization)
            .compactMap { DigestCredentials($0) }
            .first { $0.realm == challenge.realm }
        if let shown, !challenge.isStale || shown.nonce == challenge.nonce { return .refused }
        if isProxy {
            proxy = Session(challenge: challenge)
        } else {
            server = Session(challenge: challenge)
        }
        return .retry
    }

    /// Puts credentials for the challenges so far into a request; none where there were none.
    public mutating func authorize(
        _ request: inout Request, using generator: inout some RandomNumberGenerator
    ) {
        request.headers[.authorization] = credentials(&server, request, using: &generator)
        request.headers[.proxyAuthorization] = credentials(&proxy, request, using: &generator)
    }

    private func credentials(
        _ session: inout Session?, _ request: Request,
        using generator: inout some RandomNumberGenerator
    ) -> String? {
        guard var current = session else { return nil }
        current.count &+= 1
        session = current
        let cnonce = String(generator.next() as UInt64, radix: 16)
        let credentials = DigestCredentials(
            answering: current.challenge, username: username, password: password,
            method: request.method, uri: request.uri.description, cnonce: cnonce,
            count: current.count)
        return credentials.description
    }
}

extension DigestClient: CustomStringConvertible, CustomReflectable {
    /// The name without the password.
    public var description: String { username }

    /// Nothing to look into: the password must not get into a log.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
