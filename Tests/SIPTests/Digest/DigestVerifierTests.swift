import SIP
import Testing

@Suite struct DigestVerifierTests {
    private var verifier = DigestVerifier(realm: "allo")
    private let now = Duration.seconds(1_000)

    private func password(_ user: String) -> String? { user == "anne" ? "geheim" : nil }

    private func request(
        _ challenge: DigestChallenge, user: String = "anne", password: String = "geheim",
        count: UInt32 = 1, method: Method = .register, shownURI: String = "sip:allo.fr"
    ) -> Request {
        let credentials = DigestCredentials(
            answering: challenge, username: user, password: password, method: method,
            uri: shownURI, cnonce: "c", count: count)
        return Request(
            .register, URI("sip:allo.fr") ?? .other(""),
            headers: HeaderFields([.authorization: credentials.description]))
    }

    private mutating func verify(
        _ request: Request, after age: Duration = .zero
    ) -> DigestVerifier.Outcome {
        verifier.verify(request, now: now + age, password: password)
    }

    @Test mutating func `both algorithms are accepted, the stronger is offered first`() {
        let challenges = verifier.challenges(now: now)
        #expect(challenges.map(\.algorithm) == [.sha256, .md5])
        for challenge in challenges {
            #expect(verify(request(challenge)) == .accepted(username: "anne"))
        }
    }

    @Test mutating func `only algorithms that are asked for count`() throws {
        let strong = verifier.challenges(now: now).first
        verifier = DigestVerifier(realm: "allo", algorithms: [.md5])
        let challenges = verifier.challenges(now: now)
        #expect(challenges.map(\.algorithm) == [.md5])
        #expect(verify(request(try #require(strong))) == .challenge(isStale: false))
        #expect(verify(request(try #require(challenges.first))) == .accepted(username: "anne"))
    }

    @Test mutating func `a request without credentials is challenged`() {
        let request = Request(.register, .other("sip:allo.fr"))
        #expect(verify(request) == .challenge(isStale: false))
    }

    @Test mutating func `credentials for another realm are not ours`() {
        let challenge = DigestChallenge(realm: "other", nonce: "n", algorithm: .md5)
        #expect(verify(request(challenge)) == .challenge(isStale: false))
    }

    @Test mutating func `a wrong password, user or method is refused`() {
        let challenge = verifier.challenges(now: now)[0]
        #expect(verify(request(challenge, password: "wrong")) == .refused)
        #expect(verify(request(challenge, user: "nobody")) == .refused)
        #expect(verify(request(challenge, user: "nobody", password: "")) == .refused)
        #expect(verify(request(challenge, method: .invite)) == .refused)
    }

    @Test mutating func `of thousands of guesses none is right`() {
        for guess in 0..<2_000 {
            let challenge = verifier.challenges(now: now)[guess % 2]
            #expect(verify(request(challenge, password: "guess-\(guess)")) == .refused)
        }
    }

    @Test mutating func `of thousands of changed nonces none is ours`() {
        let challenge = verifier.challenges(now: now)[0]
        for change in 0..<2_000 {
            var changed = challenge
            let seal = String(repeating: "0", count: 31) + String(change, radix: 16)
            changed.nonce = String(challenge.nonce.prefix(24) + seal.suffix(32))
            #expect(verify(request(changed)) == .challenge(isStale: true))
        }
    }

    @Test mutating func `a nonce lives for 60 seconds`() {
        let challenge = verifier.challenges(now: now)[0]
        #expect(
            verify(request(challenge), after: .milliseconds(59_999)) == .accepted(username: "anne"))
        #expect(
            verify(request(challenge, count: 2), after: .seconds(60)) == .challenge(isStale: true))
        // A guess costs the same with an old nonce.
        #expect(
            verify(request(challenge, password: "wrong"), after: .seconds(60))
                == .refused)
    }

    @Test mutating func `nobody else can make a nonce`() {
        var other = DigestVerifier(realm: "allo")
        let foreign = other.challenges(now: now)[0]
        #expect(verify(request(foreign)) == .challenge(isStale: true))
        var changed = verifier.challenges(now: now)[0]
        let last = changed.nonce.removeLast()
        changed.nonce.append(last == "0" ? "1" : "0")
        #expect(verify(request(changed)) == .challenge(isStale: true))
        changed.nonce = "short"
        #expect(verify(request(changed)) == .challenge(isStale: true))
    }

    @Test mutating func `whoever makes a nonce up learns nothing and harms nobody`() {
        let made = DigestChallenge(realm: "allo", nonce: "made-up", algorithm: .md5)
        // Counted, these would shut out the address that they claim to come from.
        #expect(verify(request(made, password: "wrong")) == .challenge(isStale: true))
        #expect(verify(request(made, user: "nobody")) == .challenge(isStale: true))
        #expect(verify(request(made)) == .challenge(isStale: true))
    }

    @Test mutating func `what was shown once can't be shown again`() {
        let challenge = verifier.challenges(now: now)[0]
        #expect(verify(request(challenge, count: 2)) == .accepted(username: "anne"))
        #expect(verify(request(challenge, count: 2)) == .challenge(isStale: true))
        // Datagrams may overtake each other.
        #expect(verify(request(challenge, count: 1)) == .accepted(username: "anne"))
        #expect(verify(request(challenge, count: 1)) == .challenge(isStale: true))
        #expect(verify(request(challenge, count: 100)) == .accepted(username: "anne"))
        #expect(verify(request(challenge, count: 36)) == .challenge(isStale: true))
        #expect(verify(request(challenge, count: 37)) == .accepted(username: "anne"))
        #expect(verify(request(challenge, count: .max)) == .accepted(username: "anne"))
    }

    @Test mutating func `credentials that can't be read are told apart`() {
        let challenge = verifier.challenges(now: now)[0]
        var broken = request(challenge)
        broken.headers[.authorization] = "Digest username=\"a"
        #expect(verify(broken) == .unreadable)
        #expect(verify(request(challenge, count: 0)) == .unreadable)
        #expect(verify(request(challenge, shownURI: "sip:elsewhere.fr")) == .unreadable)
        var old = challenge
        old.allowsAuth = false
        #expect(verify(request(old)) == .unreadable)
    }

    @Test mutating func `a URI with another port is the same place`() {
        let challenge = verifier.challenges(now: now)[0]
        let request = request(challenge, shownURI: "sip:allo.fr:5060;transport=udp")
        #expect(verify(request) == .accepted(username: "anne"))
    }

    @Test mutating func `each challenge has a nonce of its own`() {
        let nonces = (0..<100).flatMap { _ in verifier.challenges(now: now).map(\.nonce) }
        #expect(Set(nonces).count == 200)
    }
}
