import Telephony
import TestSupport
import Testing

@testable import SIP

/// Copies of one request that came on different ways (RFC 3261 §8.2.2.2).
@Suite struct MergedRequestTests {
    typealias Fixture = TransactionFixture

    @Test func `a copy that came another way gets 482, and the first goes on`() throws {
        var fixture = Fixture()
        let id = try #require(fixture.receive(Fixture.request()).ids.first)
        let copy = Fixture.request(via: "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-2")
        let effects = fixture.receive(copy)
        #expect(effects.sentStatuses == [482])
        #expect(effects.requests.isEmpty)
        #expect(fixture.receive(copy).sentStatuses == [482])
        #expect(
            fixture.respond(Response(to: Fixture.request(), 200, toTag: "x"), to: id).sentStatuses
                == [200])
        #expect(fixture.pass(.seconds(100)).map(\.effect).statuses == [])
        #expect(fixture.census == .empty)
    }

    /// What can happen to an INVITE and its copies.
    private enum Turn: CaseIterable {
        case invite, acknowledge, cancel, ring, accept, refuse, fail, wait
    }

    /// Whatever happens to it, each copy that was answered has a deadline, so that nothing is kept.
    @Test(arguments: 0..<200 as Range<UInt64>, [Transport.udp, .tcp])
    func `no transaction of a copy is kept without a deadline`(seed: UInt64, transport: Transport) {
        var chance = SeededGenerator(seed: seed)
        var fixture = Fixture(transport)
        var asked: [(Request, TransactionID)] = []
        for _ in 0..<40 {
            let branch = ["z9hG4bK-1", "z9hG4bK-2", "z9hG4bK-3", "old"].randomElement(
                using: &chance)
            let via = "SIP/2.0/UDP 192.0.2.9;branch=\(branch ?? "")"
            let tag = Bool.random(using: &chance) ? ";tag=x" : ""
            let to = "<sip:accueil@example.com>\(tag)"
            var effects: [TransactionEffect] = []
            switch Turn.allCases.randomElement(using: &chance) ?? .wait {
            case .invite:
                effects = fixture.receive(Fixture.request(via: via))
            case .acknowledge:
                effects = fixture.receive(Fixture.request(.ack, via: via, to: to))
            case .cancel:
                effects = fixture.receive(Fixture.request(.cancel, via: via))
            case .ring, .accept, .refuse:
                guard let (request, id) = asked.randomElement(using: &chance) else { continue }
                let status = [180, 200, 486].randomElement(using: &chance) ?? 200
                effects = fixture.respond(Response(to: request, status, toTag: "x"), to: id)
            case .fail:
                effects = fixture.layer.transportFailed(fixture.hop, now: fixture.now)
            case .wait:
                effects = fixture.pass(.milliseconds(Int.random(in: 0...8_000, using: &chance)))
                    .map(\.effect)
            }
            asked += zip(effects.requests, effects.ids)
            let stuck = fixture.layer.table.ids { transaction in
                transaction.isServer && transaction.timers == 0
                    && (transaction.isAnswered || transaction.isSilent)
            }
            #expect(stuck.isEmpty)
        }
        for (request, id) in asked {
            _ = fixture.respond(Response(to: request, 500, toTag: "x"), to: id)
        }
        _ = fixture.pass(.seconds(100))
        #expect(fixture.census == .empty)
    }
}
