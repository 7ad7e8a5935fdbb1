import Telephony
import TestSupport
import Testing

@testable import SIP

@Suite struct RegistrationClientTests {
    @Test func `a registration asks, is granted, and asks again at four fifths of its time`() throws
    {
        var world = World()
        let request = try #require(world.step(.start).request)
        #expect(request.method == .register)
        #expect(request.uri.description == "sip:operator.example")
        #expect(request.to?.uri.description == "sip:0123@operator.example")
        #expect(request.from?.tag?.isEmpty == false)
        #expect(request.contacts?.first?.uri.description == "sip:0123@192.0.2.1")
        #expect(request.expires == .seconds(3600))
        let response = world.answer(200, [.contact: "<sip:0123@192.0.2.1>;expires=600"])
        #expect(response == [.report(.registered(.seconds(600)))])
        let deadline = try #require(world.state.nextDeadline)
        #expect((.seconds(450)...(.seconds(510))).contains(deadline))
        world.now = deadline - .milliseconds(1)
        #expect(world.step(.timePassed).isEmpty)
        world.now = deadline
        let again = try #require(world.step(.timePassed).request)
        #expect(again.callID == request.callID)
        #expect(again.cSeq?.number == 2)
        #expect(world.answer(200, [.expires: "600"]) == [.report(.registered(.seconds(600)))])
    }

    @Test func `jitter keeps a thousand accounts apart`() {
        var deadlines: Set<Duration> = []
        for seed in 0..<100 as Range<UInt64> {
            var world = World(seed: seed)
            _ = world.step(.start)
            _ = world.answer(200, [.expires: "3600"])
            deadlines.insert(world.state.nextDeadline ?? .zero)
        }
        #expect(deadlines.count == 100)
    }

    @Test(arguments: [
        (401, HeaderName.wwwAuthenticate, HeaderName.authorization),
        (407, .proxyAuthenticate, .proxyAuthorization),
    ])
    func `a challenge is answered once`(
        status: Int, challenge: HeaderName, credentials: HeaderName
    ) throws {
        var world = World()
        let value = "Digest realm=\"operator\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\""
        _ = world.step(.start)
        let request = try #require(world.answer(status, [challenge: value]).request)
        #expect(request.cSeq?.number == 2)
        let shown = try #require(request.headers.first(credentials))
        #expect(shown.contains("username=\"0123\""))
        #expect(!shown.contains("secret"))
        let refused = world.answer(status, [challenge: value])
        guard case .report(.failed(status, let wait)) = try #require(refused.first) else {
            Issue.record("a second challenge is answered")
            return
        }
        #expect(refused.count == 1)
        #expect(wait >= .seconds(900))
    }

    @Test func `a stale nonce is answered again, but not for ever`() {
        var world = World()
        _ = world.step(.start)
        var requests = 0
        for index in 0..<10 {
            let value = "Digest realm=\"o\", nonce=\"n\(index)\", stale=true, qop=\"auth\""
            if world.answer(401, [.wwwAuthenticate: value]).request != nil { requests += 1 }
        }
        #expect(requests == 3)
    }

    @Test func `without a password a challenge is a refusal`() {
        var world = World(credentials: nil)
        _ = world.step(.start)
        let value = "Digest realm=\"o\", nonce=\"n\", qop=\"auth\""
        #expect(world.answer(401, [.wwwAuthenticate: value]).request == nil)
    }

    @Test func `a time too short is asked for again as long as the registrar wants it`() throws {
        var world = World()
        _ = world.step(.start)
        let request = try #require(world.answer(423, [.minExpires: "7200"]).request)
        #expect(request.expires == .seconds(7200))
        #expect(world.answer(423, [.minExpires: "7200"]).request == nil, "no loop")
        world = World()
        _ = world.step(.start)
        #expect(world.answer(423, [.minExpires: "4000000000"]).request == nil)
        world = World()
        _ = world.step(.start)
        #expect(world.answer(423, [:]).request == nil)
    }

    @Test func `failures wait twice as long each time, up to half an hour`() throws {
        var world = World()
        _ = world.step(.start)
        for bound in [30, 60, 120, 240, 480, 960, 1800, 1800, 1800] {
            let before = world.now
            _ = world.step(.unanswered)
            let wait = try #require(world.state.nextDeadline) - before
            #expect((.seconds(bound) / 2...Duration.seconds(bound)).contains(wait))
            world.now = before + wait
            #expect(world.step(.timePassed).request != nil)
        }
        _ = world.answer(200, [.expires: "600"])
        world.now += .seconds(600)
        _ = world.step(.timePassed)
        let before = world.now
        _ = world.step(.unanswered)
        #expect(try #require(world.state.nextDeadline) - before <= .seconds(30), "forgiven")
    }

    @Test func `a provider's Retry-After is kept to, within reason`() throws {
        var world = World()
        _ = world.step(.start)
        _ = world.answer(503, [.retryAfter: "120"])
        #expect(world.state.nextDeadline == .seconds(120))
        world = World()
        _ = world.step(.start)
        _ = world.answer(503, [.retryAfter: "4000000000"])
        #expect(world.state.nextDeadline == .seconds(1800))
    }

    @Test(arguments: [403, 404])
    func `a refusal waits the longest time at once`(status: Int) throws {
        var world = World()
        _ = world.step(.start)
        _ = world.answer(status, [:])
        #expect(try #require(world.state.nextDeadline) >= .seconds(900))
    }

    @Test func `at the end the contact is taken back`() throws {
        var world = World()
        _ = world.step(.start)
        _ = world.answer(200, [.expires: "600"])
        let request = try #require(world.step(.stop).request)
        #expect(request.expires == .zero)
        #expect(world.step(.stop).isEmpty)
        #expect(world.answer(200, [:]) == [.report(.ended)])
        #expect(world.state.isOff)
        #expect(world.state.nextDeadline == nil)
        #expect(world.step(.start).request != nil)
    }

    @Test func `taking back shows the password if asked, and ends whatever comes`() throws {
        var world = World()
        _ = world.step(.start)
        _ = world.answer(200, [.expires: "600"])
        _ = world.step(.stop)
        let value = "Digest realm=\"o\", nonce=\"n\", qop=\"auth\""
        let request = try #require(world.answer(401, [.wwwAuthenticate: value]).request)
        #expect(request.expires == .zero)
        #expect(request.headers.contains(.authorization))
        #expect(world.step(.unanswered) == [.report(.ended)])
    }

    @Test func `an answer to an earlier request counts for nothing`() throws {
        var world = World()
        let first = try #require(world.step(.start).request)
        _ = world.step(.unanswered)
        world.now = try #require(world.state.nextDeadline)
        _ = world.step(.timePassed)
        #expect(world.step(.answered(Response(to: first, 200))).isEmpty)
        #expect(world.answer(100, [:]).isEmpty)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `random events leave it with a request, a deadline or at rest`(seed: UInt64) {
        var world = World(seed: seed)
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let status = [100, 200, 401, 403, 423, 500, 503].randomElement(using: &chance) ?? 200
            let nonce = UInt64.random(in: 0..<3, using: &chance)
            switch Int.random(in: 0..<6, using: &chance) {
            case 0: _ = world.step(.start)
            case 1: _ = world.step(.unanswered)
            case 2 where Int.random(in: 0..<10, using: &chance) == 0: _ = world.step(.stop)
            case 3:
                world.now = world.state.nextDeadline ?? world.now
                _ = world.step(.timePassed)
            default:
                _ = world.answer(
                    status,
                    [
                        .wwwAuthenticate: "Digest realm=\"o\", nonce=\"\(nonce)\", qop=\"auth\"",
                        .minExpires: "\(nonce * 4000)", .expires: "\(nonce * 100)",
                    ])
            }
            let phase = world.state.phase
            #expect(phase == .off || phase.request != nil || world.state.nextDeadline != nil)
        }
    }

    /// A client with its clock.
    private struct World {
        var state: RegistrationClient.State
        var now = Duration.zero
        var chance: SeededGenerator
        private var last: Request?
        private let client = RegistrationClient(
            .init(
                account: SIPURI(user: "0123", host: .name("operator.example")),
                registrar: SIPURI(host: .name("operator.example")),
                contact: SIPURI(user: "0123", host: .address(.v4(0xC000_0201)))))

        init(
            seed: UInt64 = 1,
            credentials: DigestClient? = DigestClient(username: "0123", password: "secret")
        ) {
            state = RegistrationClient.State(credentials: credentials)
            chance = SeededGenerator(seed: seed)
        }

        mutating func step(_ event: RegistrationClient.Event) -> [RegistrationClient.Effect] {
            let effects = client.step(&state, on: event, now: now, using: &chance)
            last = effects.request ?? last
            return effects
        }

        mutating func answer(
            _ status: Int, _ headers: KeyValuePairs<HeaderName, String>
        ) -> [RegistrationClient.Effect] {
            guard let last else { return [] }
            var response = Response(to: last, status, toTag: "r")
            for (name, value) in headers { response.headers.append(name, value) }
            return step(.answered(response))
        }
    }
}

extension [RegistrationClient.Effect] {
    fileprivate var request: Request? {
        for case .send(let request) in self { return request }
        return nil
    }
}
