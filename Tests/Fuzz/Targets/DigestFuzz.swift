import SIP

/// The headers of digest authentication, as server and as client.
enum DigestFuzz {
    static func run(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let challenge = DigestChallenge(text) {
            let written = challenge.description
            promise(
                DigestChallenge(written)?.description == written,
                "a challenge equals itself as written: \(written)")
        }
        if let credentials = DigestCredentials(text) {
            let written = credentials.description
            promise(
                DigestCredentials(written)?.description == written,
                "credentials equal themselves as written: \(written)")
        }
        verify(text)
        answer(text)
    }

    private static func request(_ name: HeaderName, _ value: String) -> Request {
        var headers = HeaderFields()
        headers.append(name, value)
        headers.append(.cSeq, "1 REGISTER")
        return Request(.register, .sip(SIPURI(host: .name("a"))), headers: headers)
    }

    private static func verify(_ text: String) {
        var verifier = DigestVerifier(realm: "allo")
        for (name, isProxy) in [(HeaderName.authorization, false), (.proxyAuthorization, true)] {
            let outcome = verifier.verify(
                request(name, text), isProxy: isProxy, now: .seconds(5)
            ) { _ in "secret" }
            if case .accepted = outcome {
                promise(false, "nobody guesses a nonce of ours: \(text)")
            }
        }
    }

    private static func answer(_ text: String) {
        var client = DigestClient(username: "allo", password: "secret")
        var chance = FuzzChance()
        for (status, name) in [(401, HeaderName.wwwAuthenticate), (407, .proxyAuthenticate)] {
            var asked = request(.userAgent, "fuzz")
            var response = Response(to: asked, status)
            response.headers.append(name, text)
            guard client.take(response, to: asked) == .retry else { continue }
            client.authorize(&asked, using: &chance)
            let value = asked.headers.first(status == 401 ? .authorization : .proxyAuthorization)
            promise(
                value.flatMap { DigestCredentials($0) } != nil, "our credentials are readable")
        }
    }
}
