import SIP
import Telephony
import Testing

@Suite struct OfferTests {
    @Test(arguments: Stage.Weather.all, CallTests.seeds)
    func `either side offers another session, and the other answers`(
        weather: Stage.Weather, seed: UInt64
    ) {
        for index in 0...1 {
            var stage = Stage.answering(seed: seed, weather: weather)
            stage.parties[0].react = stage.parties[1].react
            stage.call()
            stage.run(for: .seconds(20))
            stage.command(index, .offer(stage.parties[index].leg, .sample(7)))
            stage.run(for: .seconds(20))
            stage.command(index, .offer(stage.parties[index].leg, .sample(8)))
            stage.run(for: .seconds(20))
            #expect(stage.parties[index].notes.suffix(2) == ["offer answered", "offer answered"])
            #expect(stage.parties[1 - index].notes.suffix(2) == ["offered", "offered"])
            stage.command(index, .hangUp(stage.parties[index].leg, reason: nil))
            #expect(stage.leftovers() == [.empty, .empty])
        }
    }

    @Test(arguments: Stage.Weather.all, CallTests.seeds)
    func `offers that meet are both answered in the end`(weather: Stage.Weather, seed: UInt64) {
        var stage = Stage.answering(seed: seed, weather: weather)
        stage.parties[0].react = stage.parties[1].react
        stage.call()
        stage.run(for: .seconds(20))
        for index in 0...1 { stage.command(index, .offer(stage.parties[index].leg, .sample(7))) }
        stage.run(for: .seconds(60))
        for party in stage.parties {
            #expect(party.notes.count { $0 == "offer answered" } == 1)
            #expect(party.notes.count { $0 == "offered" } == 1)
        }
        stage.command(0, .hangUp(stage.parties[0].leg, reason: nil))
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `offers that meet are refused with 491, and the caller waits longer`() {
        var stage = Stage.answering()
        stage.parties[0].react = stage.parties[1].react
        stage.call()
        stage.run()
        for index in 0...1 { stage.command(index, .offer(stage.parties[index].leg, .sample(7))) }
        stage.run(for: .milliseconds(100))
        #expect(stage.lines.count { $0.hasSuffix("491 Request Pending") } == 2)
        stage.run(for: .milliseconds(1_980))
        #expect(stage.parties[1].notes.last == "offer answered")
        stage.run(for: .seconds(3))
        #expect(stage.parties[0].notes.last == "offer answered")
    }

    @Test func `a refused offer leaves the session as it was`() {
        var stage = Stage.answering()
        stage.parties[0].react = { leg, event in
            if case .offered = event { [.answerOffer(leg, nil)] } else { [] }
        }
        stage.call()
        stage.run()
        stage.command(1, .offer(stage.parties[1].leg, .sample(7)))
        stage.run()
        #expect(stage.parties[1].notes.last == "offer refused 488")
        #expect(stage.parties.map(\.ends) == [0, 0])
    }

    @Test func `of two offers in a row the last one wins`() {
        var stage = Stage.answering()
        stage.call()
        stage.run()
        for number in 7...9 {
            stage.command(0, .offer(stage.parties[0].leg, .sample(number)))
        }
        stage.run()
        let offered = stage.parties[1].events.compactMap { event -> UInt64? in
            if case .offered(let session) = event.event { session?.origin.sessionID } else { nil }
        }
        #expect(offered == [7, 9])
    }

    @Test func `an offer within an early dialog goes by UPDATE`() {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        stage.parties[1].react = { leg, event in
            if case .arrived = event { [.ring(leg, .sample(2), reliably: true)] } else { [] }
        }
        stage.parties[0].react = { leg, event in
            if case .offered = event { [.answerOffer(leg, .sample(3))] } else { [] }
        }
        stage.call()
        stage.run()
        stage.command(1, .offer(stage.parties[1].leg, .sample(7)))
        stage.run()
        #expect(stage.parties[0].notes == ["progress 183 with session", "offered"])
        #expect(stage.parties[1].notes == ["arrived", "offer answered"])
        #expect(stage.lines.contains("1 UPDATE sip:allo@192.0.2.1:5060 SIP/2.0"))
        stage.command(1, .accept(stage.parties[1].leg, nil))
        stage.run()
        stage.command(0, .hangUp(stage.parties[0].leg, reason: nil))
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a re-INVITE without an offer asks for ours`() {
        var stage = Stage.answering()
        stage.call()
        stage.run()
        #expect(stage.inject(.invite, into: 1) == 200)
        #expect(stage.parties[1].notes.last == "asked for an offer")
    }

    @Test func `a second re-INVITE before the first is answered is put off`() {
        var stage = Stage.answering()
        stage.parties[0].react = { _, _ in [] }
        stage.call()
        stage.run()
        let offer = SessionDescription.sample(7).bytes()
        let first = stage.inject(.invite, into: 0, type: "application/sdp", body: offer)
        #expect(first == 100)
        #expect(stage.inject(.invite, into: 0, type: "application/sdp", body: offer) == 500)
        #expect(stage.inject(.update, into: 0, type: "application/sdp", body: offer) == 500)
        #expect(stage.inject(.update, into: 0) == 200)
        #expect(stage.inject(.bye, into: 0) == 200)
        #expect(stage.leftovers()[0] == .empty)
    }

    @Test func `a re-INVITE to a dead peer ends the call`() {
        var stage = Stage.answering()
        stage.call()
        stage.run()
        stage.tamper = { _, _ in nil }
        stage.command(0, .offer(stage.parties[0].leg, .sample(7)))
        stage.run(for: .seconds(40))
        #expect(stage.parties[0].notes.last == "ended by failure 408")
    }
}
