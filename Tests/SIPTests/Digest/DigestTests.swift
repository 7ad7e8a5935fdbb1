import SIP
import Testing

@Suite struct DigestTests {
    private func response(
        _ algorithm: DigestAlgorithm, realm: String, nonce: String, password: String,
        cnonce: String, allowsAuth: Bool = true
    ) -> String {
        let challenge = DigestChallenge(
            realm: realm, nonce: nonce, algorithm: algorithm, allowsAuth: allowsAuth)
        let credentials = DigestCredentials(
            answering: challenge, username: "Mufasa", password: password,
            method: Method(rawValue: "GET"), uri: "/dir/index.html", cnonce: cnonce, count: 1)
        return credentials.response
    }

    /// RFC 7616 §3.9.1.
    @Test(arguments: [
        (DigestAlgorithm.md5, "8ca523f5e9506fed4657c9700eebdbec"),
        (.sha256, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ])
    func `the example of RFC 7616`(_ algorithm: DigestAlgorithm, _ expected: String) {
        let value = response(
            algorithm, realm: "http-auth@example.org",
            nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", password: "Circle of Life",
            cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
        #expect(value == expected)
    }

    /// RFC 2617 §3.5.
    @Test func `the example of RFC 2617`() {
        let value = response(
            .md5, realm: "testrealm@host.com", nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            password: "Circle Of Life", cnonce: "0a4f113b")
        #expect(value == "6629fae49393a05397450978507c4ef1")
    }

    /// RFC 2617 §3.5 without `qop`, as RFC 2069 computes it.
    @Test func `a server that is older than qop`() {
        let value = response(
            .md5, realm: "testrealm@host.com", nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            password: "Circle Of Life", cnonce: "0a4f113b", allowsAuth: false)
        #expect(value == "670fd8c2df070c60b045671b8b24ff02")
    }

    @Test func `a challenge is read`() throws {
        let text =
            #"digest Realm="a \"b\", c" , nonce = "n",opaque="",stale=TRUE,"#
            + #"algorithm=sha-256, qop="auth-int, auth", domain="sip:x", odd=1"#
        let challenge = try #require(DigestChallenge(text))
        #expect(challenge.realm == "a \"b\", c")
        #expect(challenge.nonce == "n")
        #expect(challenge.opaque == "")
        #expect(challenge.isStale)
        #expect(challenge.algorithm == .sha256)
        #expect(challenge.allowsAuth)
        #expect(DigestChallenge(challenge.description) == challenge)
    }

    @Test(arguments: [
        "", "Digest", "Basic realm=\"x\"", "Digest realm=\"x\"", "Digest nonce=\"x\"",
        "Digest realm=\"x, nonce=\"y\"", "Digest realm=\"x\", nonce=\"y\", algorithm=AKAv1-MD5",
        "Digest realm=\"x\", nonce=\"y\", qop=\"auth-int\"", "Digest realm=\"x\",, nonce=\"y\"",
        "Digestrealm=\"x\", nonce=\"y\"",
    ])
    func `a challenge that can't be answered is none`(_ text: String) {
        #expect(DigestChallenge(text) == nil)
    }

    @Test func `of several challenges the strongest is answered`() {
        let headers = HeaderFields([
            .wwwAuthenticate: "Digest realm=\"x\", nonce=\"1\", algorithm=MD5",
            .wwwAuthenticate: "Digest realm=\"x\", nonce=\"2\", algorithm=SHA-512-256",
            .wwwAuthenticate: "Digest realm=\"x\", nonce=\"3\", algorithm=SHA-256, qop=\"auth\"",
            .wwwAuthenticate: "Digest realm=\"x\", nonce=\"4\", algorithm=SHA-256, qop=\"auth\"",
            .wwwAuthenticate: "Digest realm=\"x\", nonce=\"5\"",
        ])
        #expect(DigestChallenge.strongest(of: .wwwAuthenticate, in: headers)?.nonce == "3")
        #expect(DigestChallenge.strongest(of: .proxyAuthenticate, in: headers) == nil)
    }

    @Test func `credentials are written as they are read`() throws {
        let challenge = DigestChallenge(
            realm: "a\"b", nonce: "n", opaque: "o", algorithm: .sha256Session)
        let credentials = DigestCredentials(
            answering: challenge, username: "u", password: "p", method: .register,
            uri: "sip:x", cnonce: "c", count: 0x1F)
        #expect(
            credentials.description.hasSuffix("cnonce=\"c\", opaque=\"o\", qop=auth, nc=0000001f"))
        #expect(DigestCredentials(credentials.description) == credentials)
    }
}
