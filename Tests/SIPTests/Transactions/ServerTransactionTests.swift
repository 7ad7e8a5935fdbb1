import Telephony
import Testing

@testable import SIP

@Suite struct ServerTransactionTests {
    typealias Fixture = TransactionFixture

    @Test func `an INVITE goes up once and gets its 100 at once`() throws {
        var fixture = Fixture()
        let effects = fixture.receive(Fixture.request())
        #expect(effects.sentStatuses == [100])
        #expect(effects.requests.count == 1)
        #expect(effects.count == 2)
        let again = fixture.receive(Fixture.request())
        #expect(again.sentStatuses == [100])
        #expect(again.count == 1)
        #expect(fixture.census.servers == 1)
    }

    @Test func `the 100 waits for the user agent where it is told to`() throws {
        var fixture = Fixture(timers: TransactionTimers(trying: .milliseconds(200)))
        let effects = fixture.receive(Fixture.request())
        #expect(effects.sentStatuses == [])
        #expect(fixture.pass(.milliseconds(199)).isEmpty)
        #expect(fixture.pass(.milliseconds(1)).map(\.effect).sentStatuses == [100])
        #expect(fixture.pass(.seconds(60)).isEmpty)
    }

    @Test func `the last response answers each retransmission`() throws {
        var fixture = Fixture()
        let request = Fixture.request()
        let id = try #require(fixture.receive(request).ids.first)
        let ringing = fixture.respond(Response(to: request, 180, toTag: "x"), to: id)
        #expect(ringing.sentStatuses == [180])
        #expect(fixture.receive(request).sentStatuses == [180])
    }

    @Test func `a refused INVITE is sent again until its ACK, and then forgotten after T4`() throws
    {
        var fixture = Fixture()
        let request = Fixture.request()
        let id = try #require(fixture.receive(request).ids.first)
        #expect(
            fixture.respond(Response(to: request, 486, toTag: "x"), to: id).sentStatuses == [486])
        let times = fixture.pass(.seconds(10))
        #expect(times.map(\.at) == [0.5, 1.5, 3.5, 7.5].map { .seconds($0) })
        #expect(times.map(\.effect).sentStatuses == [486, 486, 486, 486])
        let ack = Fixture.request(.ack, to: "<sip:accueil@example.com>;tag=x")
        #expect(fixture.receive(ack) == [])
        #expect(fixture.receive(ack) == [])
        #expect(fixture.pass(.milliseconds(4999)).isEmpty)
        #expect(fixture.census.servers == 1)
        #expect(fixture.pass(.milliseconds(1)).isEmpty)
        #expect(fixture.census == .empty)
    }

    @Test func `a refusal without an ACK is given up after 64 T1 and told`() throws {
        var fixture = Fixture()
        let request = Fixture.request()
        let id = try #require(fixture.receive(request).ids.first)
        _ = fixture.respond(Response(to: request, 503, toTag: "x"), to: id)
        let happened = fixture.pass(.seconds(40))
        #expect(happened.last?.effect == .timedOut(id))
        #expect(happened.last?.at == .seconds(32))
        #expect(fixture.census == .empty)
    }

    @Test
    func `an accepted INVITE absorbs its copies, repeats what it is given and ends after 64 T1`()
        throws
    {
        var fixture = Fixture()
        let request = Fixture.request()
        let id = try #require(fixture.receive(request).ids.first)
        let accepted = Response(to: request, 200, toTag: "x")
        #expect(fixture.respond(accepted, to: id).sentStatuses == [200])
        #expect(fixture.receive(request) == [])
        #expect(fixture.respond(accepted, to: id).sentStatuses == [200])
        #expect(fixture.respond(Response(to: request, 486), to: id) == [])
        #expect(fixture.pass(.seconds(32)).isEmpty)
        #expect(fixture.census == .empty)
    }

    @Test(arguments: ["z9hG4bK-1", "z9hG4bK-other"])
    func `the ACK of a 2xx goes up, with a branch of its own or not`(branch: String) throws {
        var fixture = Fixture()
        let request = Fixture.request()
        let id = try #require(fixture.receive(request).ids.first)
        _ = fixture.respond(Response(to: request, 200, toTag: "x"), to: id)
        let ack = Fixture.request(
            .ack, via: "SIP/2.0/UDP 192.0.2.9;branch=\(branch)",
            to: "<sip:accueil@example.com>;tag=x")
        #expect(fixture.receive(ack).acks.count == 1)
        #expect(fixture.receive(ack).acks.count == 1)
    }

    @Test func `over TCP a refusal is sent once and its ACK ends it`() throws {
        var fixture = Fixture(.tcp)
        let request = Fixture.request(via: "SIP/2.0/TCP 192.0.2.9;branch=z9hG4bK-1")
        let id = try #require(fixture.receive(request).ids.first)
        _ = fixture.respond(Response(to: request, 486, toTag: "x"), to: id)
        #expect(fixture.pass(.seconds(20)).isEmpty)
        let ack = Fixture.request(.ack, via: "SIP/2.0/TCP 192.0.2.9;branch=z9hG4bK-1")
        #expect(fixture.receive(ack) == [])
        #expect(fixture.census == .empty)
    }

    @Test func `a request is answered again for 64 T1, and no other final response counts`() throws
    {
        var fixture = Fixture()
        let request = Fixture.request(.options)
        let id = try #require(fixture.receive(request).ids.first)
        #expect(fixture.receive(request) == [])
        #expect(fixture.respond(Response(to: request, 200), to: id).sentStatuses == [200])
        #expect(fixture.respond(Response(to: request, 500), to: id) == [])
        #expect(fixture.receive(request).sentStatuses == [200])
        #expect(fixture.pass(.milliseconds(31_999)).isEmpty)
        #expect(fixture.receive(request).sentStatuses == [200])
        #expect(fixture.pass(.milliseconds(1)).isEmpty)
        #expect(fixture.census == .empty)
        #expect(fixture.respond(Response(to: request, 200), to: id) == [])
    }

    @Test func `a request that our user agent forgets is forgotten when its client has given up`()
        throws
    {
        var fixture = Fixture()
        let id = try #require(fixture.receive(Fixture.request(.info)).ids.first)
        #expect(fixture.pass(.seconds(32)).map(\.effect) == [.timedOut(id)])
        #expect(fixture.census == .empty)
    }

    @Test func `the same branch of another sender or method is another transaction`() {
        var fixture = Fixture()
        _ = fixture.receive(Fixture.request(.options, callID: "a"))
        let other = "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK-1"
        #expect(
            fixture.receive(Fixture.request(.options, via: other, callID: "b")).requests.count == 1)
        #expect(fixture.receive(Fixture.request(.info, callID: "c")).requests.count == 1)
        #expect(fixture.census.servers == 3)
    }

    @Test func `CANCEL is answered here and told once while the INVITE rings`() throws {
        var fixture = Fixture()
        let request = Fixture.request()
        let id = try #require(fixture.receive(request).ids.first)
        _ = fixture.respond(Response(to: request, 180, toTag: "ours"), to: id)
        let effects = fixture.receive(Fixture.request(.cancel))
        #expect(effects.sentStatuses == [200])
        #expect(effects.last == .cancelled(invite: id))
        guard case .response(let answer) = try #require(effects.sent.first) else { return }
        #expect(answer.to?.tag == "ours")
        let again = fixture.receive(Fixture.request(.cancel))
        #expect(again.sentStatuses == [200])
        #expect(again.count == 1)
        #expect(
            fixture.respond(Response(to: request, 487, toTag: "ours"), to: id).sentStatuses == [487]
        )
        _ = fixture.receive(Fixture.request(.ack))
        _ = fixture.pass(.seconds(33))
        #expect(fixture.census == .empty)
    }

    @Test func `a CANCEL that comes too late is answered and changes nothing`() throws {
        var fixture = Fixture()
        let request = Fixture.request()
        let id = try #require(fixture.receive(request).ids.first)
        _ = fixture.respond(Response(to: request, 200, toTag: "x"), to: id)
        let effects = fixture.receive(Fixture.request(.cancel))
        #expect(effects.sentStatuses == [200])
        #expect(effects.count == 1)
    }

    @Test func `a CANCEL of nothing gets 481 and leaves no trace`() {
        var fixture = Fixture()
        #expect(fixture.receive(Fixture.request(.cancel)).sentStatuses == [481])
        #expect(fixture.census == .empty)
    }

    @Test func `a copy of a request that came another way gets 482`() throws {
        var fixture = Fixture()
        _ = fixture.receive(Fixture.request())
        let copy = Fixture.request(via: "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK-2")
        let effects = fixture.receive(copy)
        #expect(effects.sentStatuses == [482])
        #expect(effects.requests.isEmpty)
        let ack = Fixture.request(.ack, via: "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK-2")
        #expect(fixture.receive(ack) == [])
        #expect(fixture.pass(.seconds(6)).isEmpty)
        #expect(fixture.census.servers == 1)
    }

    @Test func `requests of a dialog, and the next one of a call, are no copies`() {
        var fixture = Fixture()
        _ = fixture.receive(Fixture.request())
        let inDialog = Fixture.request(
            via: "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK-2", to: "<sip:accueil@example.com>;tag=x")
        #expect(fixture.receive(inDialog).requests.count == 1)
        let next = Fixture.request(via: "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK-3", number: 2)
        #expect(fixture.receive(next).requests.count == 1)
    }

    @Test func `beyond the bound new requests get 503 and cost nothing, calls can still end`() {
        var fixture = Fixture(serverLimit: 4)
        for index in 0..<4 {
            let request = Fixture.request(
                via: "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-\(index)", callID: "\(index)")
            #expect(fixture.receive(request).requests.count == 1)
        }
        let census = fixture.census
        let late = Fixture.request(
            via: "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-late", callID: "late")
        let refused = fixture.receive(late)
        #expect(refused.sentStatuses == [503])
        #expect(refused.sent.first?.retryAfter == .seconds(5))
        #expect(fixture.census == census)
        let tag = refused.sent.first?.to?.tag ?? ""
        let ack = Fixture.request(
            .ack, via: "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-late",
            to: "<sip:accueil@example.com>;tag=\(tag)", callID: "late")
        #expect(fixture.receive(ack) == [], "the ACK of a stateless refusal is absorbed")
        let bye = Fixture.request(
            .bye, via: "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-bye",
            to: "<sip:accueil@example.com>;tag=x", callID: "0", number: 2)
        #expect(fixture.receive(bye).requests.count == 1)
        let cancel = Fixture.request(
            .cancel, via: "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-1", callID: "1")
        #expect(fixture.receive(cancel).sentStatuses == [200])
        #expect(
            fixture.receive(
                Fixture.request(.cancel, via: "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-2", callID: "2")
            ).count == 2, "even a CANCEL beyond every bound takes back its INVITE")
    }

    @Test func `the ACK of a 2xx puts its INVITE to rest after T4`() throws {
        var fixture = Fixture()
        let request = Fixture.request()
        let id = try #require(fixture.receive(request).ids.first)
        _ = fixture.respond(Response(to: request, 200, toTag: "x"), to: id)
        _ = fixture.pass(.seconds(1))
        let ack = Fixture.request(
            .ack, via: "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-ack",
            to: "<sip:accueil@example.com>;tag=x")
        #expect(fixture.receive(ack).acks.count == 1)
        #expect(fixture.pass(.milliseconds(4999)).isEmpty)
        #expect(fixture.receive(request) == [])
        #expect(fixture.census.servers == 1)
        #expect(fixture.pass(.milliseconds(1)).isEmpty)
        #expect(fixture.census == .empty)
    }

    @Test func `of too many answered requests the one answered first is forgotten`() throws {
        var fixture = Fixture(serverLimit: 10, restingLimit: 3)
        func request(_ index: Int) -> Request {
            Fixture.request(
                .options, via: "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-\(index)", callID: "\(index)")
        }
        for index in 0..<1000 {
            let id = try #require(fixture.receive(request(index)).ids.first)
            _ = fixture.respond(Response(to: request(index), 200), to: id)
            #expect(fixture.census.servers == min(3, index + 1))
        }
        #expect(fixture.receive(request(997)).sentStatuses == [200])
        #expect(fixture.receive(request(996)).requests.count == 1)
        _ = fixture.pass(.seconds(60))
        #expect(fixture.census == .empty)
    }
}
