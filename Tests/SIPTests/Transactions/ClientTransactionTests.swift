import Telephony
import Testing

@testable import SIP

@Suite struct ClientTransactionTests {
    typealias Fixture = TransactionFixture

    @Test func `a request goes out with a Via of ours that nobody can guess`() throws {
        var fixture = Fixture()
        let first = try #require(fixture.send(Fixture.ours(.options)).1.sentRequests.first?.topVia)
        let second = try #require(fixture.send(Fixture.ours(.options)).1.sentRequests.first?.topVia)
        #expect(first.hasMagicCookie)
        #expect(first.branch != second.branch)
        #expect(first.host == .address(.v4(0xC000_0201)))
        #expect(first.port == 5060)
        #expect(first.asksForPort)
        #expect(first.transport == .udp)
    }

    @Test func `an INVITE that nobody answers is sent seven times and given up after 64 T1`() {
        var fixture = Fixture()
        let (id, effects) = fixture.send(Fixture.ours())
        #expect(effects.count == 1)
        let happened = fixture.pass(.seconds(60))
        #expect(
            happened.dropLast().map(\.at)
                == [0.5, 1.5, 3.5, 7.5, 15.5, 31.5].map { .seconds($0) })
        #expect(happened.dropLast().allSatisfy { $0.effect == effects.first })
        #expect(happened.last?.at == .seconds(32))
        #expect(happened.last?.effect == .timedOut(id))
        #expect(fixture.census == .empty)
    }

    @Test func `another request is sent eleven times at most 4 s apart`() {
        var fixture = Fixture()
        let (id, effects) = fixture.send(Fixture.ours(.bye))
        let happened = fixture.pass(.seconds(60))
        #expect(
            happened.dropLast().map(\.at)
                == [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5].map { .seconds($0) })
        #expect(happened.dropLast().allSatisfy { $0.effect == effects.first })
        #expect(happened.last?.effect == .timedOut(id))
        #expect(fixture.census == .empty)
    }

    @Test(arguments: [Method.invite, .bye])
    func `over TCP a request is sent once and given up after 64 T1`(method: Method) {
        var fixture = Fixture(.tcp)
        let (id, _) = fixture.send(Fixture.ours(method))
        let happened = fixture.pass(.seconds(60))
        #expect(happened.map(\.at) == [.seconds(32)])
        #expect(happened.map(\.effect) == [.timedOut(id)])
        #expect(fixture.census == .empty)
    }

    @Test func `an INVITE that rings is waited for as long as it rings`() {
        var fixture = Fixture()
        let (_, effects) = fixture.send(Fixture.ours())
        #expect(fixture.receive(Response(180, toSent: effects)).statuses == [180])
        #expect(fixture.pass(.seconds(600)).isEmpty)
        #expect(fixture.receive(Response(183, toSent: effects)).statuses == [183])
    }

    @Test func `a refusal goes up once and is acknowledged as often as it comes`() throws {
        var fixture = Fixture()
        let (_, effects) = fixture.send(Fixture.ours())
        let refusal = Response(486, toSent: effects)
        let refused = fixture.receive(refusal)
        #expect(refused.statuses == [486])
        let invite = try #require(effects.sentRequests.first)
        let ack = try #require(refused.sentRequests.first)
        #expect(ack.method == .ack)
        #expect(ack.uri == invite.uri)
        #expect(ack.topVia == invite.topVia)
        #expect(ack.cSeq == CSeq(1, .ack))
        #expect(ack.headers.first(.from) == invite.headers.first(.from))
        #expect(ack.to?.tag == "far")
        #expect(ack.maxForwards == 70)
        let again = fixture.receive(refusal)
        #expect(again.statuses == [])
        #expect(again == refused.filter { if case .send = $0 { true } else { false } })
        #expect(fixture.pass(.seconds(32)).isEmpty)
        #expect(fixture.census == .empty)
        #expect(fixture.receive(refusal) == [])
    }

    @Test func `the ACK of a refusal takes the route of its INVITE`() throws {
        var fixture = Fixture()
        var invite = Fixture.ours()
        invite.headers.append(.route, "<sip:edge.example.org;lr>")
        let (_, effects) = fixture.send(invite)
        let ack = fixture.receive(Response(404, toSent: effects)).sentRequests.first
        #expect(ack?.headers.first(.route) == "<sip:edge.example.org;lr>")
    }

    @Test func `every 2xx of an INVITE goes up for 64 T1, and no ACK is made for it`() {
        var fixture = Fixture()
        let (_, effects) = fixture.send(Fixture.ours())
        let first = fixture.receive(Response(200, toSent: effects, tag: "one"))
        #expect(first.statuses == [200])
        #expect(first.count == 1)
        #expect(fixture.receive(Response(200, toSent: effects, tag: "two")).statuses == [200])
        #expect(fixture.receive(Response(180, toSent: effects)) == [])
        #expect(fixture.receive(Response(486, toSent: effects)) == [])
        #expect(fixture.pass(.seconds(32)).isEmpty)
        #expect(fixture.census == .empty)
    }

    @Test func `the answer to another request goes up once`() {
        var fixture = Fixture()
        let (_, effects) = fixture.send(Fixture.ours(.options))
        let answer = Response(200, toSent: effects)
        #expect(fixture.receive(answer).statuses == [200])
        #expect(fixture.receive(answer) == [])
        #expect(fixture.pass(.seconds(5)).isEmpty)
        #expect(fixture.census == .empty)
    }

    @Test func `a response of another branch, another method or with two Vias is nobody's`() {
        var fixture = Fixture()
        let (_, effects) = fixture.send(Fixture.ours(.options))
        var other = Response(200, toSent: effects)
        other.topVia?.branch = "z9hG4bK-guessed"
        #expect(fixture.receive(other) == [])
        other = Response(200, toSent: effects)
        other.cSeq = CSeq(1, .bye)
        #expect(fixture.receive(other) == [])
        other = Response(200, toSent: effects)
        other.headers.append(.via, "SIP/2.0/UDP 192.0.2.77;branch=z9hG4bK-x")
        #expect(fixture.receive(other) == [])
        #expect(fixture.receive(Response(200, toSent: effects)).statuses == [200])
    }

    @Test func `CANCEL waits for the first response, then goes the way of its INVITE`() throws {
        var fixture = Fixture()
        let (id, effects) = fixture.send(Fixture.ours())
        #expect(fixture.layer.cancel(id, now: fixture.now) == [])
        let rung = fixture.receive(Response(180, toSent: effects))
        #expect(rung.statuses == [180])
        let cancel = try #require(rung.sentRequests.first)
        let invite = try #require(effects.sentRequests.first)
        #expect(cancel.method == .cancel)
        #expect(cancel.topVia == invite.topVia)
        #expect(cancel.cSeq == CSeq(1, .cancel))
        #expect(cancel.headers.first(.to) == invite.headers.first(.to))
        #expect(fixture.receive(Response(200, toSent: rung)) == [], "its own end is not told")
        let ended = fixture.receive(Response(487, toSent: effects))
        #expect(ended.statuses == [487])
        #expect(ended.sentRequests.map(\.method) == [.ack])
        _ = fixture.pass(.seconds(32))
        #expect(fixture.census == .empty)
    }

    @Test func `an INVITE taken back that nobody ends is given up after 64 T1`() {
        var fixture = Fixture()
        let (id, effects) = fixture.send(Fixture.ours())
        _ = fixture.receive(Response(180, toSent: effects))
        #expect(fixture.layer.cancel(id, now: fixture.now).sentRequests.map(\.method) == [.cancel])
        #expect(fixture.layer.cancel(id, now: fixture.now) == [], "one CANCEL is enough")
        let ends = fixture.pass(.seconds(40)).map(\.effect).filter {
            if case .send = $0 { false } else { true }
        }
        #expect(ends == [.timedOut(id)])
        #expect(fixture.census == .empty)
    }

    @Test func `taking back what is answered does nothing`() {
        var fixture = Fixture()
        let (id, effects) = fixture.send(Fixture.ours())
        _ = fixture.receive(Response(200, toSent: effects))
        #expect(fixture.layer.cancel(id, now: fixture.now) == [])
    }

    @Test(arguments: [Method.invite, .options])
    func `a failing transport is told and ends the transaction`(method: Method) {
        var fixture = Fixture(.tcp)
        let (id, _) = fixture.send(Fixture.ours(method))
        let other = Fixture.hop(.tcp, connection: 2)
        #expect(fixture.layer.transportFailed(other, now: fixture.now) == [])
        #expect(
            fixture.layer.transportFailed(fixture.hop, now: fixture.now)
                == [.failed(id, .transport)])
        #expect(fixture.census == .empty)
    }

    @Test(arguments: [Method.invite, .options])
    func `a datagram that can't be sent ends its own transaction and no other`(
        method: Method
    ) throws {
        var fixture = Fixture()
        let (id, effects) = fixture.send(Fixture.ours(method))
        let (other, _) = fixture.send(Fixture.ours(method))
        guard case .send(let bytes, _)? = effects.first,
            case .request(let request) = try MessageReader.read(bytes)
        else {
            Issue.record("nothing is sent")
            return
        }
        // An ACK has the branch of its INVITE, and is none.
        var ack = request
        ack.method = .ack
        #expect(fixture.layer.unsent(ack, now: fixture.now) == [])
        #expect(fixture.layer.unsent(request, now: fixture.now) == [.failed(id, .transport)])
        #expect(fixture.layer.unsent(request, now: fixture.now) == [])
        #expect(fixture.layer.count == 1)
        #expect(
            fixture.layer.transportFailed(fixture.hop, now: fixture.now)
                == [.failed(other, .transport)])
    }

    @Test func `a request too large for a datagram asks for TCP, unless it is forced`() throws {
        var fixture = Fixture()
        let large = Fixture.ours(.options, body: Array(repeating: 65, count: 1300))
        let (id, effects) = fixture.send(large)
        guard case .failed(id, .tooLarge(let size)) = try #require(effects.first) else {
            Issue.record("nothing asks for TCP")
            return
        }
        #expect(size > 1300)
        #expect(effects.count == 1)
        #expect(fixture.census == .empty)
        let (_, forced) = fixture.layer.send(
            large, to: fixture.hop, allowsLargeDatagrams: true, now: fixture.now,
            using: &fixture.chance)
        #expect(forced.sentRequests.count == 1)
        fixture.hop = Fixture.hop(.tcp)
        #expect(fixture.send(large).1.sentRequests.count == 1)
    }

    @Test func `the ACK of a 2xx is sent directly, with a branch of its own`() throws {
        var fixture = Fixture()
        let effect = fixture.layer.sendDirectly(
            Fixture.ours(.ack), to: fixture.hop, using: &fixture.chance)
        let ack = try #require([effect].sentRequests.first)
        #expect(ack.topVia?.hasMagicCookie == true)
        #expect(fixture.census == .empty)
    }
}
