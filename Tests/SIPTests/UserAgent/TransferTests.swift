import SIP
import Telephony
import Testing

@Suite struct TransferTests {
    private static func stage(_ seed: UInt64 = 1, _ weather: Stage.Weather = .clean) -> Stage {
        var stage = Stage.answering(seed: seed, weather: weather, others: .phones("desk"))
        let answer = stage.parties[1].react
        stage.parties[1].react = { leg, event in
            if case .referred = event {
                [
                    .answerRefer(leg, accept: true), .reportRefer(leg, status: 180),
                    .reportRefer(leg, status: 200),
                ]
            } else {
                answer(leg, event)
            }
        }
        return stage
    }

    @Test(arguments: [Stage.Weather.clean, .lossy, .doubled], CallTests.seeds)
    func `a blind transfer is asked for, made and reported`(
        weather: Stage.Weather, seed: UInt64
    ) throws {
        var stage = TransferTests.stage(seed, weather)
        let leg = stage.call()
        stage.run(for: .seconds(20))
        let target = try #require(SIPURI("sip:bob@192.0.2.7"))
        stage.command(0, .refer(leg, to: target, replacing: nil))
        stage.run(for: .seconds(20))
        #expect(stage.parties[1].notes.last == "referred to bob")
        #expect(stage.parties[0].notes.last == "refer progress 200")
        stage.command(0, .hangUp(leg, reason: nil))
        #expect(stage.leftovers() == [.empty, .empty])
        #expect(stage.parties.map(\.ends) == [1, 1])
    }

    @Test func `an attended transfer names the leg whose place is taken`() throws {
        var stage = TransferTests.stage()
        let first = stage.call()
        stage.run()
        let second = stage.call()
        stage.run()
        let target = try #require(SIPURI("sip:accueil@192.0.2.2"))
        stage.command(0, .refer(first, to: target, replacing: second))
        stage.run()
        let refer = stage.parties[1].events.compactMap { event -> ReferRequest? in
            if case .referred(let refer) = event.event { refer } else { nil }
        }.first
        let theirs = stage.parties[1].events.filter { $0.event.note == "arrived" }.map(\.leg)
        #expect(refer?.replaces == theirs.last)
        #expect(refer?.target.headers.isEmpty == true)
        #expect(refer?.referredBy == "<sip:allo@192.0.2.1:5060>")
    }

    @Test func `an INVITE with Replaces tells which leg it replaces`() {
        var stage = TransferTests.stage()
        let first = stage.call()
        stage.run()
        stage.call { $0.replaces = first }
        stage.run()
        let arrivals = stage.parties[1].events.compactMap { event -> LegID?? in
            if case .arrived(let invite) = event.event { .some(invite.replaces) } else { nil }
        }
        #expect(arrivals == [nil, stage.parties[1].leg])
    }

    @Test func `an INVITE that replaces nothing gets 481`() {
        var stage = TransferTests.stage()
        stage.call {
            $0.headers.append(.replaces, "nothing@here;to-tag=a;from-tag=b")
        }
        stage.run()
        #expect(stage.parties[0].notes == ["ended by peer 481"])
    }

    @Test func `a refused transfer is told with its status`() throws {
        var stage = TransferTests.stage()
        stage.parties[1].react = { leg, event in
            switch event {
            case .arrived: [.accept(leg, .sample(2))]
            case .referred: [.answerRefer(leg, accept: false)]
            default: []
            }
        }
        let leg = stage.call()
        stage.run()
        let target = try #require(SIPURI("sip:bob@192.0.2.7"))
        stage.command(0, .refer(leg, to: target, replacing: nil))
        stage.run()
        #expect(stage.parties[0].notes.last == "refer progress 603")
    }

    @Test func `a transfer of which nothing comes is told why`() throws {
        var stage = TransferTests.stage()
        stage.parties[1].react = { leg, event in
            switch event {
            case .arrived: [.accept(leg, .sample(2))]
            case .referred: [.failRefer(leg, status: 486)]
            default: []
            }
        }
        let leg = stage.call()
        stage.run()
        let target = try #require(SIPURI("sip:bob@192.0.2.7"))
        for _ in 0..<2 {
            stage.command(0, .refer(leg, to: target, replacing: nil))
            stage.run()
            #expect(stage.parties[0].notes.last == "refer progress 486")
        }
        // Who wants no NOTIFY hears as much as that it is refused.
        let status = stage.inject(.refer, into: 1) {
            $0.headers.append(.referTo, "<sip:bob@192.0.2.7>")
            $0.headers.append(.referSub, "false")
        }
        #expect(status == 603)
    }

    @Test func `who referred may hang up, and still hears how it went`() throws {
        var stage = TransferTests.stage()
        stage.parties[1].react = { leg, event in
            switch event {
            case .arrived: [.accept(leg, .sample(2))]
            case .referred: [.answerRefer(leg, accept: true)]
            default: []
            }
        }
        let leg = stage.call()
        stage.run()
        let target = try #require(SIPURI("sip:bob@192.0.2.7"))
        stage.command(0, .refer(leg, to: target, replacing: nil))
        stage.run()
        stage.command(0, .hangUp(leg, reason: nil))
        stage.run()
        stage.command(1, .reportRefer(stage.parties[1].leg, status: 486))
        stage.run()
        #expect(stage.parties[0].notes.suffix(2) == ["ended by us", "refer progress 486"])
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a transfer that nobody reports is given up`() throws {
        var stage = TransferTests.stage()
        stage.parties[1].react = { leg, event in
            switch event {
            case .arrived: [.accept(leg, .sample(2))]
            case .referred: [.answerRefer(leg, accept: true)]
            default: []
            }
        }
        let leg = stage.call()
        stage.run()
        let target = try #require(SIPURI("sip:bob@192.0.2.7"))
        stage.command(0, .refer(leg, to: target, replacing: nil))
        stage.run(for: .seconds(200))
        #expect(stage.parties[0].notes.last == "refer progress 408")
        stage.command(0, .hangUp(leg, reason: nil))
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a REFER that wants no subscription gets none`() {
        var stage = TransferTests.stage()
        stage.call()
        stage.run()
        let status = stage.inject(.refer, into: 1) {
            $0.headers.append(.referTo, "<sip:bob@192.0.2.7>")
            $0.headers.append(.referSub, "false")
        }
        #expect(status == 202)
        stage.run()
        #expect(!stage.lines.contains { $0.contains("NOTIFY") })
    }

    @Test(arguments: [
        ("", 400), ("<sip:a@b.example>, <sip:c@b.example>", 400), ("<tel:+331>", 416),
        ("<sip:a@b.example;method=BYE>", 501), ("<sip:a@b.example?Replaces=x>", 400),
    ])
    func `a REFER to nowhere is refused`(target: String, status: Int) {
        var stage = TransferTests.stage()
        stage.call()
        stage.run()
        let answer = stage.inject(.refer, into: 1) { $0.headers.append(.referTo, target) }
        #expect(answer == status)
    }

    @Test func `a NOTIFY comes in only where a REFER went out`() {
        var stage = TransferTests.stage()
        stage.call()
        stage.run()
        let status = stage.inject(.notify, into: 1) { $0.headers.append(.event, "refer") }
        #expect(status == 481)
    }
}
