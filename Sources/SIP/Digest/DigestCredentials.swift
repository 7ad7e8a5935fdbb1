/// What a client shows to a server that challenged it (RFC 7616 §3.4).
public struct DigestCredentials: Equatable, Sendable {
    /// Who asks.
    public var username: String
    /// The realm of the challenge.
    public var realm: String
    /// The nonce of the challenge.
    public var nonce: String
    /// The URI of the request, as it went into the digest.
    public var uri: String
    /// The digest, in hexadecimal digits.
    public var response: String
    /// How it was computed.
    public var algorithm: DigestAlgorithm
    /// What came with the challenge.
    public var opaque: String?
    /// What the client made up; nil without `qop`.
    public var cnonce: String?
    /// How often the nonce has been used, this time included; nil without `qop`.
    public var nonceCount: UInt32?

    /// Answers a challenge.
    ///
    /// The client's nonce is by chance; the count says how often the server's has been used, this
    /// time included.
    public init(
        answering challenge: DigestChallenge, username: String, password: String, method: Method,
        uri: String, cnonce: String, count: UInt32
    ) {
        self.username = username
        realm = challenge.realm
        nonce = challenge.nonce
        self.uri = uri
        algorithm = challenge.algorithm
        opaque = challenge.opaque
        let needsCnonce = challenge.allowsAuth || challenge.algorithm.hasSessionKey
        self.cnonce = needsCnonce ? cnonce : nil
        nonceCount = challenge.allowsAuth ? count : nil
        response = ""
        response = expected(password: password, method: method)
    }

    /// Reads the value of Authorization or Proxy-Authorization; nil where it is broken, or uses an
    /// algorithm or a protection that Allo does not have.
    public init?(_ text: String) {
        guard let parameters = AuthenticationParameters(text),
            let username = parameters["username"], let realm = parameters["realm"],
            let nonce = parameters["nonce"], let uri = parameters["uri"],
            let response = parameters["response"],
            let algorithm = DigestAlgorithm(name: parameters["algorithm"] ?? "MD5")
        else { return nil }
        self.username = username
        self.realm = realm
        self.nonce = nonce
        self.uri = uri
        self.response = response
        self.algorithm = algorithm
        opaque = parameters["opaque"]
        cnonce = parameters["cnonce"]
        nonceCount = nil
        if let protection = parameters["qop"] {
            guard sameIgnoringCase(protection, "auth"), cnonce != nil,
                let count = parameters["nc"], (1...8).contains(count.utf8.count),
                count.utf8.allSatisfy({ $0.hexadecimalValue != nil }),
                let number = UInt32(count, radix: 16)
            else { return nil }
            nonceCount = number
        }
    }

    /// The response that fits a password, in lower-case hexadecimal digits.
    func expected(password: String, method: Method) -> String {
        let digest = DigestResponse(
            algorithm: algorithm, username: username, realm: realm, password: password,
            method: method, uri: uri, nonce: nonce, cnonce: cnonce ?? "", count: nonceCount)
        return digest.value
    }
}

extension DigestCredentials: CustomStringConvertible {
    /// As they are sent.
    public var description: String {
        var text = "Digest username=\(Escaping.quoted(username)), realm=\(Escaping.quoted(realm))"
        text += ", nonce=\(Escaping.quoted(nonce)), uri=\(Escaping.quoted(uri))"
        text += ", response=\(Escaping.quoted(response)), algorithm=\(algorithm.name)"
        if let cnonce { text += ", cnonce=\(Escaping.quoted(cnonce))" }
        if let opaque { text += ", opaque=\(Escaping.quoted(opaque))" }
        if let nonceCount { text += ", qop=auth, nc=\(DigestResponse.text(nonceCount))" }
        return text
    }
}
