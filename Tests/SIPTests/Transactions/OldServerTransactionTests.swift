import Testing

@testable import SIP

/// Clients of RFC 2543, whose branches tell nothing.
@Suite struct OldServerTransactionTests {
    typealias Fixture = TransactionFixture

    @Test(arguments: ["SIP/2.0/UDP 192.0.2.9", "SIP/2.0/UDP 192.0.2.9;branch=1"])
    func `a request finds itself by all that stays equal`(via: String) throws {
        var fixture = Fixture()
        let request = Fixture.request(via: via)
        #expect(fixture.receive(request).requests.count == 1)
        #expect(fixture.receive(request).requests.isEmpty)
        #expect(fixture.receive(Fixture.request(via: via, callID: "other")).requests.count == 1)
        #expect(fixture.receive(Fixture.request(via: via, number: 2)).requests.count == 1)
        #expect(
            fixture.receive(Fixture.request(via: via, from: "<sip:b@example.org>;tag=b"))
                .requests.count == 1)
        #expect(fixture.receive(Fixture.request(.info, via: via)).requests.count == 1)
    }

    @Test func `the ACK of a refusal is told from others by our tag`() throws {
        var fixture = Fixture()
        let via = "SIP/2.0/UDP 192.0.2.9"
        let request = Fixture.request(via: via)
        let id = try #require(fixture.receive(request).ids.first)
        _ = fixture.respond(Response(to: request, 486, toTag: "ours"), to: id)
        let stranger = Fixture.request(.ack, via: via, to: "<sip:accueil@example.com>;tag=else")
        #expect(fixture.receive(stranger).acks.count == 1)
        #expect(!fixture.pass(.seconds(1)).isEmpty)
        let ack = Fixture.request(.ack, via: via, to: "<sip:accueil@example.com>;tag=ours")
        #expect(fixture.receive(ack) == [])
        #expect(fixture.pass(.seconds(5)).isEmpty)
        #expect(fixture.census == .empty)
    }

    @Test func `CANCEL finds its INVITE`() throws {
        var fixture = Fixture()
        let via = "SIP/2.0/UDP 192.0.2.9"
        let id = try #require(fixture.receive(Fixture.request(via: via)).ids.first)
        #expect(fixture.receive(Fixture.request(.cancel, via: via)).last == .cancelled(invite: id))
    }
}
