import SIP
import TestSupport
import Testing

@Suite struct DigestClientTests {
    private var generator = SeededGenerator(seed: 1)
    private let request = Request(.register, .other("sip:registrar.fr"))

    private func challenged(_ status: Int, nonce: String, isStale: Bool = false) -> Response {
        let challenge = DigestChallenge(
            realm: "r", nonce: nonce, algorithm: .md5, isStale: isStale)
        let name: HeaderName = status == 407 ? .proxyAuthenticate : .wwwAuthenticate
        return Response(status, headers: HeaderFields([name: challenge.description]))
    }

    private func shown(_ request: Request, _ name: HeaderName = .authorization)
        -> DigestCredentials?
    {
        request.headers[name].flatMap { DigestCredentials($0) }
    }

    @Test mutating func `nothing is shown before it is asked for`() {
        var client = DigestClient(username: "u", password: "p")
        var request = request
        client.authorize(&request, using: &generator)
        #expect(request.headers.isEmpty)
    }

    @Test mutating func `a challenge is answered, and counts go up`() {
        var client = DigestClient(username: "u", password: "p")
        #expect(client.take(challenged(401, nonce: "n"), to: request) == .retry)
        for count: UInt32 in 1...3 {
            var request = request
            client.authorize(&request, using: &generator)
            #expect(shown(request)?.nonceCount == count)
            #expect(shown(request)?.nonce == "n")
            #expect(shown(request)?.uri == "sip:registrar.fr")
        }
    }

    @Test mutating func `a password that was refused is not shown again`() {
        var client = DigestClient(username: "u", password: "p")
        var request = request
        #expect(client.take(challenged(401, nonce: "n"), to: request) == .retry)
        client.authorize(&request, using: &generator)
        #expect(client.take(challenged(401, nonce: "m"), to: request) == .refused)
    }

    @Test mutating func `a nonce that is too old is replaced`() {
        var client = DigestClient(username: "u", password: "p")
        var request = request
        _ = client.take(challenged(401, nonce: "n"), to: request)
        client.authorize(&request, using: &generator)
        #expect(client.take(challenged(401, nonce: "m", isStale: true), to: request) == .retry)
        client.authorize(&request, using: &generator)
        #expect(shown(request)?.nonce == "m")
        #expect(shown(request)?.nonceCount == 1)
        // The same nonce again can't become fresh.
        #expect(client.take(challenged(401, nonce: "m", isStale: true), to: request) == .refused)
    }

    @Test mutating func `a proxy and a server behind it are both answered`() {
        var client = DigestClient(username: "u", password: "p")
        var request = request
        #expect(client.take(challenged(407, nonce: "p"), to: request) == .retry)
        client.authorize(&request, using: &generator)
        #expect(client.take(challenged(401, nonce: "s"), to: request) == .retry)
        client.authorize(&request, using: &generator)
        #expect(shown(request)?.nonce == "s")
        #expect(shown(request, .proxyAuthorization)?.nonce == "p")
        #expect(shown(request, .proxyAuthorization)?.nonceCount == 2)
    }

    @Test func `a challenge of another kind is not understood`() {
        var client = DigestClient(username: "u", password: "p")
        let response = Response(401, headers: HeaderFields([.wwwAuthenticate: "Basic realm=\"x\""]))
        #expect(client.take(response, to: request) == .notUnderstood)
    }

    @Test func `the password gets into no log`() {
        let client = DigestClient(username: "u", password: "geheim")
        var dumped = ""
        dump(client, to: &dumped)
        #expect(!"\(client)\(String(reflecting: client))\(dumped)".contains("geheim"))
    }
}
