import Crypto

/// Challenges clients and checks what they show (RFC 3261 §22.1, RFC 7616, RFC 8760).
///
/// A nonce tells its own age and is sealed with a key of this process, so that challenges cost no
/// memory. Memory is taken only by clients that knew a password, and is bounded; see
/// ``NonceCounts``.
public struct DigestVerifier: Sendable {
    /// What a request's credentials are worth.
    public enum Outcome: Hashable, Sendable {
        /// They are right.
        case accepted(username: String)
        /// There are none for our realm, their nonce is not ours, or they are right but for a nonce
        /// that is too old: challenge.
        case challenge(isStale: Bool)
        /// They are wrong, from somebody who got a nonce of ours: challenge again, and count the
        /// failure.
        case refused
        /// They can't be read: 400.
        case unreadable
    }

    /// How long a nonce may be used.
    public static let nonceLife: Duration = .seconds(60)

    private let realm: String
    private let algorithms: [DigestAlgorithm]
    private var nonces: NonceMint
    private var counts = NonceCounts()

    /// Guards a realm, with a key from the system's secure generator.
    ///
    /// Clients may use any of the algorithms, and are to use the first that they know (RFC 8760
    /// §2.4).
    public init(realm: String, algorithms: [DigestAlgorithm] = DigestAlgorithm.usual) {
        self.realm = realm
        self.algorithms = algorithms
        nonces = NonceMint(key: SymmetricKey(size: .bits256), realm: realm)
    }

    /// The challenges to send, one header each.
    public mutating func challenges(now: Duration, isStale: Bool = false) -> [DigestChallenge] {
        algorithms.map { algorithm in
            DigestChallenge(
                realm: realm, nonce: nonces.next(now: now), algorithm: algorithm,
                isStale: isStale)
        }
    }

    /// Checks the credentials of a request, in Authorization or in Proxy-Authorization.
    ///
    /// The closure tells the password of a user, nil for one who does not exist.
    public mutating func verify(
        _ request: Request, isProxy: Bool = false, now: Duration,
        password: (String) -> String?
    ) -> Outcome {
        let lines = request.headers.all(isProxy ? .proxyAuthorization : .authorization)
        guard !lines.isEmpty else { return .challenge(isStale: false) }
        let all = lines.compactMap { DigestCredentials($0) }
        guard !all.isEmpty else { return .unreadable }
        guard let shown = all.first(where: { $0.realm == realm }) else {
            return .challenge(isStale: false)
        }
        guard !shown.algorithm.hasSessionKey, let count = shown.nonceCount, count > 0,
            DigestVerifier.means(shown.uri, request.uri)
        else { return .unreadable }
        guard algorithms.contains(shown.algorithm) else { return .challenge(isStale: false) }
        // Anybody can make a nonce up, and the address it comes from: that is nobody's failure, and
        // tells nobody whether a guess was right.
        guard let issued = nonces.time(of: shown.nonce) else { return .challenge(isStale: true) }
        let known = password(shown.username)
        // A user who does not exist takes as long as one who does.
        let expected = shown.expected(password: known ?? "", method: request.method)
        let isRight = ConstantTime.areEqual(
            expected.utf8, shown.response.utf8.map(\.lowercased))
        // Before its age: with an old nonce, guesses must not come for nothing.
        guard isRight, known != nil else { return .refused }
        let age = now - issued
        guard age >= .zero, age < DigestVerifier.nonceLife,
            counts.take(shown.nonce, count, issued: issued, now: now)
        else { return .challenge(isStale: true) }
        return .accepted(username: shown.username)
    }

    /// Whether the URI of the digest is that of the request. Proxies on the way may have changed
    /// port and parameters, so that only user and host count.
    private static func means(_ text: String, _ uri: URI) -> Bool {
        guard let shown = URI(text) else { return false }
        switch (shown, uri) {
        case (.sip(let one), .sip(let other)):
            return one.user == other.user && one.host == other.host
        case (.other(let one), .other(let other)):
            return one == other
        case (.sip, .other), (.other, .sip):
            return false
        }
    }
}
