import Telephony
import TestSupport
import Testing

@testable import SIP

@Suite struct RegistrarTests {
    @Test func `without a password nothing is told but a challenge`() throws {
        var world = World()
        let (response, outcome) = world.answer(world.request(["<sip:anna@10.0.0.5>"]))
        #expect(response.status == 401)
        #expect(outcome == .challenged)
        #expect(response.headers.all(.wwwAuthenticate).count == 2)
        #expect(response.to?.tag == "ours")
        #expect(world.registrar.count == 0)
    }

    @Test func `a phone that knows the password is found until its time is over`() throws {
        var world = World()
        let (response, outcome) = world.register(["<sip:anna@10.0.0.5>;expires=120"])
        #expect(response.status == 200)
        #expect(outcome == .accepted(user: "anna"))
        #expect(response.headers.all(.contact) == ["<sip:anna@10.0.0.5>;expires=120"])
        #expect(world.reached == ["sip:anna@10.0.0.5"])
        #expect(world.registrar.nextDeadline == .seconds(120))
        world.now = .seconds(119)
        #expect(world.registrar.advance(to: world.now) == [])
        world.now = .seconds(120)
        #expect(world.reached == [])
        #expect(world.registrar.advance(to: world.now) == ["anna"])
        #expect(world.registrar.count == 0)
        #expect(world.registrar.nextDeadline == nil)
    }

    @Test(arguments: [("anna", "wrong"), ("nobody", "secret")])
    func `a wrong name or password is told to be a failure`(user: String, password: String) {
        var world = World()
        let (response, outcome) = world.register(
            ["<sip:anna@10.0.0.5>"], user: user, password: password)
        #expect(response.status == 401)
        #expect(outcome == .failed)
        #expect(world.registrar.count == 0)
    }

    @Test func `nobody registers for somebody else`() {
        var world = World()
        let (response, outcome) = world.register(["<sip:x@10.0.0.5>"], to: "<sip:bert@example.com>")
        #expect(response.status == 403)
        #expect(outcome == .refused)
    }

    @Test(
        arguments: [
            (["<sip:a@10.0.0.5>;expires=59"], nil, 423), (["<sip:a@10.0.0.5>"], "30", 423),
            (["<sip:a@10.0.0.5>;expires=60"], nil, 200), (["not an address"], nil, 400),
            (["<sip:a@10.0.0.5>", "<tel:123>"], nil, 400), (["*"], nil, 400), (["*"], "60", 400),
            (["*", "<sip:a@10.0.0.5>"], "0", 400), (["*"], "0", 200), ([], nil, 200),
            (["<sip:a@1>", "<sip:b@2>", "<sip:c@3>", "<sip:d@4>"], nil, 400),
            (["<sip:a@h1>", "<sip:b@h2>", "<sip:c@h3>", "<sip:d@h4>"], nil, 403),
        ] as [([String], String?, Int)])
    func `what can't be granted is refused as a whole`(
        contacts: [String], expires: String?, status: Int
    ) {
        var world = World()
        _ = world.register(["<sip:old@10.0.0.9>"])
        let before = world.reached
        let (response, _) = world.register(contacts, expires: expires, callID: "other")
        #expect(response.status == status)
        #expect(response.minExpires == (status == 423 ? .seconds(60) : nil))
        if status != 200 { #expect(world.reached == before) }
    }

    @Test(arguments: [
        ("<sip:a@10.0.0.5>;expires=9999999", 3600), ("<sip:a@10.0.0.5>;expires=x", 3600),
        ("<sip:a@10.0.0.5>", 3600), ("<sip:a@10.0.0.5>;expires=77777777777", 3600),
    ])
    func `a registration lasts an hour at most`(contact: String, seconds: Int) {
        var world = World()
        let (response, _) = world.register([contact])
        #expect(response.contacts?.first?.parameters["expires"] == "\(seconds)")
    }

    @Test func `a star, or an expiry of zero, takes bindings back`() {
        var world = World()
        _ = world.register(["<sip:a@10.0.0.5>", "<sip:b@10.0.0.6>"])
        _ = world.register(["<sip:a@10.0.0.5>;expires=0"])
        #expect(world.reached == ["sip:b@10.0.0.6"])
        let (response, _) = world.register(["*"], expires: "0")
        #expect(response.status == 200)
        #expect(!response.headers.contains(.contact))
        #expect(world.registrar.count == 0)
        #expect(world.registrar.nextDeadline == nil)
    }

    @Test func `a request that was overtaken changes nothing`() {
        var world = World()
        _ = world.register(["<sip:a@10.0.0.5>;q=0.5"])
        let number = world.number
        world.number = number - 1
        #expect(world.register(["<sip:a@10.0.0.5>;expires=0"]).0.status == 500)
        world.number = number - 1
        #expect(world.register(["*"], expires: "0").0.status == 500)
        #expect(world.reached == ["sip:a@10.0.0.5"])
        world.number = number - 1
        #expect(
            world.register(["<sip:a@10.0.0.5>"], callID: "restarted").0.status == 200,
            "a phone that started anew counts anew")
    }

    @Test func `the fourth phone takes the place of the one that would end first`() {
        var world = World()
        _ = world.register(["<sip:a@h1>;expires=300"])
        _ = world.register(["<sip:a@h2>;expires=100"])
        _ = world.register(["<sip:a@h3>;expires=200"])
        _ = world.register(["<sip:a@h4>;expires=60"])
        #expect(world.reached == ["sip:a@h1", "sip:a@h3", "sip:a@h4"])
    }

    @Test func `the place liked best comes first`() {
        var world = World()
        let (response, _) = world.register([
            "<sip:a@h1>;q=0.2", "<sip:a@h2>;q=0.9", "<sip:a@h3>;q=nonsense",
        ])
        #expect(world.reached == ["sip:a@h3", "sip:a@h2", "sip:a@h1"])
        #expect(
            response.headers.all(.contact).last == "<sip:a@h1>;expires=3600;q=0.200")
    }

    @Test func `asking without a contact tells the bindings`() {
        var world = World()
        _ = world.register(["<sip:a@h1>;expires=300"])
        world.now = .seconds(100)
        #expect(world.register([]).0.headers.all(.contact) == ["<sip:a@h1>;expires=200"])
    }

    @Test func `a closed connection takes its bindings with it`() {
        var world = World()
        world.hop = TransactionFixture.hop(.tcp, "10.0.0.5:4000", connection: 5)
        _ = world.register(["<sip:a@h1>"])
        world.hop = TransactionFixture.hop(.udp, "10.0.0.6:5060")
        _ = world.register(["<sip:a@h2>"])
        #expect(world.registrar.connections(now: world.now) == [5])
        #expect(world.registrar.connections(now: .seconds(3_600)) == [])
        let closed = TransactionFixture.hop(.tcp, "10.0.0.5:4000", connection: 5)
        #expect(world.registrar.connectionClosed(closed) == [])
        #expect(world.reached == ["sip:a@h2"])
        #expect(world.registrar.connectionClosed(world.hop) == [])
        #expect(world.registrar.bindings(of: "anna", now: world.now).first?.hop == world.hop)
    }

    /// A registrar with one user, anna, whose password is `secret`.
    private struct World {
        var registrar = Registrar()
        var verifier = DigestVerifier(realm: "allo")
        var now = Duration.zero
        var hop = TransactionFixture.hop(.udp, "10.0.0.5:5060")
        var number: UInt32 = 0
        var chance = SeededGenerator(seed: 3)

        var reached: [String] {
            registrar.bindings(of: "anna", now: now).map { $0.contact.description }
        }

        func request(
            _ contacts: [String], expires: String? = nil, to: String = "<sip:anna@example.com>",
            callID: String = "reg"
        ) -> Request {
            var request = TransactionFixture.request(
                .register, to: to, callID: callID, number: number)
            request.uri = .sip(SIPURI(host: .name("example.com")))
            for contact in contacts { request.headers.append(.contact, contact) }
            request.headers[.expires] = expires
            return request
        }

        mutating func answer(_ request: Request) -> (Response, Registrar.Outcome) {
            registrar.answer(
                request, from: hop, toTag: "ours", verifier: &verifier, now: now,
                password: { $0 == "anna" ? "secret" : nil })
        }

        /// Registers with credentials, after the challenge for them.
        mutating func register(
            _ contacts: [String], expires: String? = nil, to: String = "<sip:anna@example.com>",
            callID: String = "reg", user: String = "anna", password: String = "secret"
        ) -> (Response, Registrar.Outcome) {
            number += 1
            var request = request(contacts, expires: expires, to: to, callID: callID)
            var client = DigestClient(username: user, password: password)
            _ = client.take(answer(request).0, to: request)
            client.authorize(&request, using: &chance)
            return answer(request)
        }
    }
}
