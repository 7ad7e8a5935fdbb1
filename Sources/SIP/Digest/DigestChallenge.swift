/// What a server wants to be shown before it does what is asked (RFC 7616 §3.3).
public struct DigestChallenge: Equatable, Sendable {
    /// Whose names and passwords are wanted.
    public var realm: String
    /// What the server made up for this challenge.
    public var nonce: String
    /// What comes back as it is; nil where the server sent none.
    public var opaque: String?
    /// How the digest is computed; MD5 where nothing is told.
    public var algorithm: DigestAlgorithm
    /// Whether the server knows `qop=auth`; if not it is one of RFC 2069.
    public var allowsAuth: Bool
    /// Whether only the nonce was too old and the password right.
    public var isStale: Bool

    /// Puts a challenge together.
    public init(
        realm: String, nonce: String, opaque: String? = nil, algorithm: DigestAlgorithm,
        allowsAuth: Bool = true, isStale: Bool = false
    ) {
        self.realm = realm
        self.nonce = nonce
        self.opaque = opaque
        self.algorithm = algorithm
        self.allowsAuth = allowsAuth
        self.isStale = isStale
    }

    /// Reads the value of WWW-Authenticate or Proxy-Authenticate; nil where it is broken or wants
    /// an algorithm or a protection that Allo does not have.
    public init?(_ text: String) {
        guard let parameters = AuthenticationParameters(text), let realm = parameters["realm"],
            let nonce = parameters["nonce"],
            let algorithm = DigestAlgorithm(name: parameters["algorithm"] ?? "MD5")
        else { return nil }
        self.realm = realm
        self.nonce = nonce
        opaque = parameters["opaque"]
        self.algorithm = algorithm
        let protections = parameters["qop"].map(HeaderList.elements)
        allowsAuth = protections?.contains { sameIgnoringCase($0, "auth") } ?? false
        // One that wants `auth-int` alone can't be answered.
        guard protections == nil || allowsAuth else { return nil }
        isStale = parameters["stale"].map { sameIgnoringCase($0, "true") } ?? false
    }

    /// The strongest challenge of a header that can be answered; the first of several like it.
    public static func strongest(
        of name: HeaderName, in headers: HeaderFields
    ) -> DigestChallenge? {
        var strongest: DigestChallenge?
        for challenge in headers.all(name).compactMap({ DigestChallenge($0) })
        where challenge.algorithm.rawValue > strongest?.algorithm.rawValue ?? -1 {
            strongest = challenge
        }
        return strongest
    }
}

extension DigestChallenge: CustomStringConvertible {
    /// As it is sent.
    public var description: String {
        var text = "Digest realm=\(Escaping.quoted(realm)), nonce=\(Escaping.quoted(nonce))"
        if let opaque { text += ", opaque=\(Escaping.quoted(opaque))" }
        if isStale { text += ", stale=true" }
        text += ", algorithm=\(algorithm.name)"
        if allowsAuth { text += ", qop=\"auth\"" }
        return text
    }
}
