import SIP
import Telephony
import Testing

@Suite struct CallTests {
    static let seeds: [UInt64] = Array(1...12)

    @Test func `a call is made, answered and ended by the caller`() {
        var stage = Stage.answering()
        let leg = stage.call()
        stage.run()
        #expect(stage.parties[0].notes == ["progress 180", "answered"])
        #expect(stage.parties[1].notes == ["arrived", "confirmed"])
        stage.command(0, .hangUp(leg, reason: nil))
        stage.run()
        #expect(stage.parties[0].notes.last == "ended by us")
        #expect(stage.parties[1].notes.last == "ended by peer")
        #expect(
            stage.lines == [
                "0 INVITE sip:accueil@192.0.2.2:5060 SIP/2.0", "1 SIP/2.0 100 Trying",
                "1 SIP/2.0 180 Ringing", "1 SIP/2.0 200 OK",
                "0 ACK sip:allo@192.0.2.2:5060 SIP/2.0", "0 BYE sip:allo@192.0.2.2:5060 SIP/2.0",
                "1 SIP/2.0 200 OK",
            ])
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test(arguments: Stage.Weather.all, seeds)
    func `a call ends the same on both sides in any weather`(
        weather: Stage.Weather, seed: UInt64
    ) {
        for hangsUp in 0...1 {
            var stage = Stage.answering(seed: seed, weather: weather)
            stage.call()
            stage.run(for: .seconds(20))
            #expect(stage.parties[0].notes.last == "answered")
            #expect(stage.parties[1].notes == ["arrived", "confirmed"])
            stage.command(hangsUp, .hangUp(stage.parties[hangsUp].leg, reason: "done"))
            stage.run(for: .seconds(40))
            #expect(stage.parties[hangsUp].notes.last == "ended by us")
            #expect(stage.parties[1 - hangsUp].notes.last == "ended by peer")
            #expect(stage.parties[1 - hangsUp].end?.reason == "done")
            #expect(stage.leftovers() == [.empty, .empty])
        }
    }

    @Test(arguments: [Transport.tcp, .tls])
    func `a call over a stream repeats nothing`(transport: Transport) {
        var stage = Stage.answering(transport: transport)
        let leg = stage.call()
        stage.run()
        stage.command(0, .hangUp(leg, reason: nil))
        stage.run(for: .seconds(60))
        #expect(stage.parties[1].notes == ["arrived", "confirmed", "ended by peer"])
        #expect(stage.lines.count == 7)
        let name = transport == .tcp ? "tcp" : "tls"
        #expect(stage.lines[5] == "0 BYE sip:allo@192.0.2.2:5060;transport=\(name) SIP/2.0")
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a call over version 6 addresses names them in brackets`() {
        var stage = Stage.answering()
        stage.parties[0] = Party("[2001:db8::1]")
        let callee = Party("[2001:db8::2]")
        var answering = callee
        answering.react = stage.parties[1].react
        stage.parties[1] = answering
        let leg = stage.call()
        stage.run()
        stage.command(0, .hangUp(leg, reason: nil))
        stage.run()
        #expect(stage.lines[5] == "0 BYE sip:allo@[2001:db8::2]:5060 SIP/2.0")
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test(arguments: Stage.Weather.all, seeds)
    func `both sides hanging up at once is an end like any other`(
        weather: Stage.Weather, seed: UInt64
    ) {
        var stage = Stage.answering(seed: seed, weather: weather)
        let leg = stage.call()
        stage.run(for: .seconds(20))
        stage.command(0, .hangUp(leg, reason: nil))
        stage.command(1, .hangUp(stage.parties[1].leg, reason: nil))
        #expect(stage.parties.map(\.notes.last) == ["ended by us", "ended by us"])
        #expect(stage.leftovers() == [.empty, .empty])
        #expect(stage.parties.map(\.ends) == [1, 1])
    }

    @Test(arguments: Stage.Weather.all, seeds)
    func `a cancel may cross the answer at any moment`(weather: Stage.Weather, seed: UInt64) {
        for moment in [0, 3, 5, 8, 11, 15, 40, 200] {
            var stage = Stage.answering(seed: seed, weather: weather)
            let leg = stage.call()
            stage.run(for: .milliseconds(moment))
            stage.command(0, .hangUp(leg, reason: nil))
            #expect(stage.leftovers() == [.empty, .empty])
            #expect(stage.parties[0].ends == 1)
            #expect(stage.parties[0].notes.last == "ended by us")
            let arrived = stage.parties[1].notes.contains("arrived")
            #expect(stage.parties[1].ends == (arrived ? 1 : 0))
        }
    }

    @Test func `a cancelled call that rings ends with 487`() {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        stage.parties[1].react = { leg, event in
            if case .arrived = event { [.ring(leg, nil, reliably: false)] } else { [] }
        }
        let leg = stage.call()
        stage.run()
        stage.command(0, .hangUp(leg, reason: nil))
        stage.run()
        #expect(stage.parties[1].notes == ["arrived", "ended by peer 487"])
        #expect(stage.lines.contains("0 CANCEL sip:accueil@192.0.2.2:5060 SIP/2.0"))
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test(arguments: Stage.Weather.all, seeds)
    func `a late offer is answered in the ACK`(weather: Stage.Weather, seed: UInt64) {
        var stage = Stage.answering(seed: seed, weather: weather)
        stage.parties[0].react = { leg, event in
            if case .offered = event { [.answerOffer(leg, .sample(1))] } else { [] }
        }
        let leg = stage.call(offer: nil)
        stage.run(for: .seconds(20))
        #expect(stage.parties[0].notes.suffix(2) == ["answered without session", "offered"])
        #expect(
            stage.parties[1].notes == ["arrived without offer", "offer answered", "confirmed"])
        stage.command(0, .hangUp(leg, reason: nil))
        #expect(stage.leftovers() == [.empty, .empty])
        #expect(stage.parties[1].notes.last == "ended by peer")
    }

    @Test func `a late offer that we refuse ends the call on both sides`() {
        var stage = Stage.answering()
        stage.parties[0].react = { leg, event in
            if case .offered = event { [.answerOffer(leg, nil)] } else { [] }
        }
        stage.call(offer: nil)
        stage.run()
        #expect(stage.parties[0].notes.last == "ended by failure 488")
        #expect(stage.parties[1].notes.last?.hasPrefix("ended by") == true)
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test(arguments: Stage.Weather.all, seeds)
    func `a reliable 183 carries the answer, and the 200 comes after its PRACK`(
        weather: Stage.Weather, seed: UInt64
    ) {
        var stage = Stage.answering(seed: seed, weather: weather, reliably: true)
        let leg = stage.call()
        stage.run(for: .seconds(30))
        #expect(stage.parties[0].notes == ["progress 183 with session", "answered"])
        #expect(stage.parties[1].notes == ["arrived", "confirmed"])
        let prack = stage.lines.firstIndex { $0.hasPrefix("0 PRACK") }
        let answer = stage.lines.lastIndex { $0 == "1 SIP/2.0 183 Session Progress" }
        #expect(prack != nil && answer != nil)
        stage.command(1, .hangUp(stage.parties[1].leg, reason: nil))
        #expect(stage.leftovers() == [.empty, .empty])
        #expect(stage.parties[0].notes.last == "ended by peer")
        _ = leg
    }

    @Test(arguments: Stage.Weather.all, seeds)
    func `a reliable 183 carries a late offer, and the PRACK its answer`(
        weather: Stage.Weather, seed: UInt64
    ) {
        var stage = Stage.answering(seed: seed, weather: weather, reliably: true)
        stage.parties[0].react = { leg, event in
            if case .offered = event { [.answerOffer(leg, .sample(1))] } else { [] }
        }
        stage.call(offer: nil)
        stage.run(for: .seconds(30))
        #expect(
            stage.parties[0].notes == ["progress 183", "offered", "answered without session"])
        #expect(
            stage.parties[1].notes == ["arrived without offer", "offer answered", "confirmed"])
        stage.command(0, .hangUp(stage.parties[0].leg, reason: nil))
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a reliable 183 that nobody acknowledges ends the call with 504`() {
        var stage = Stage.answering(reliably: true)
        stage.tamper = { _, bytes in
            String(decoding: bytes.prefix(5), as: UTF8.self) == "PRACK" ? nil : bytes
        }
        stage.call()
        stage.run(for: .seconds(70))
        #expect(stage.parties[1].notes == ["arrived", "ended by failure 504"])
        #expect(stage.parties[0].notes.last == "ended by peer 504")
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a 200 that nobody acknowledges is repeated, then the call ends with BYE`() {
        var stage = Stage.answering()
        stage.tamper = { _, bytes in
            String(decoding: bytes.prefix(3), as: UTF8.self) == "ACK" ? nil : bytes
        }
        stage.call()
        stage.run(for: .seconds(70))
        // After 0.5, 1, 2 s and every 4 s up to 32 s (RFC 3261 §13.3.1.4).
        #expect(stage.lines.count { $0 == "1 SIP/2.0 200 OK" } == 11)
        #expect(stage.lines.count { $0.hasPrefix("0 ACK") } == 11)
        #expect(stage.parties[1].notes.last == "ended by failure 408")
        #expect(stage.parties[0].notes.last == "ended by peer")
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test(
        arguments: [
            (404, nil), (480, 30), (486, nil), (488, nil), (503, 5), (603, nil), (302, nil),
        ] as [(Int, Int?)])
    func `a refusal reaches the caller`(status: Int, retryAfter: Int?) {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        stage.parties[1].react = { leg, event in
            guard case .arrived = event else { return [] }
            var headers = HeaderFields()
            if status == 302 { headers.append(.contact, "<sip:bob@192.0.2.9>, <tel:+331>") }
            return [
                .reject(
                    leg,
                    .init(
                        status, retryAfter: retryAfter.map { .seconds($0) }, headers: headers))
            ]
        }
        stage.call()
        stage.run()
        #expect(stage.parties[0].notes == ["ended by peer \(status)"])
        #expect(stage.parties[1].notes == ["arrived", "ended by us \(status)"])
        #expect(stage.parties[0].end?.retryAfter == retryAfter.map { .seconds($0) })
        #expect(
            stage.parties[0].end?.contacts
                == (status == 302 ? [SIPURI("sip:bob@192.0.2.9")].compactMap { $0 } : []))
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a call to nobody ends after the patience of the transaction`() {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        stage.tamper = { _, _ in nil }
        stage.call()
        stage.run(for: .seconds(40))
        #expect(stage.parties[0].notes == ["ended by failure 408"])
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `the next address is tried when one refuses for now`() {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        stage.parties[1].react = { leg, event in
            guard case .arrived(let invite) = event else { return [] }
            return invite.request.cSeq?.number == 1
                ? [.reject(leg, .init(503))] : [.accept(leg, .sample(2))]
        }
        stage.call { $0.hops += $0.hops }
        stage.run()
        #expect(stage.parties[0].notes == ["answered"])
    }

    @Test func `a peer that never answers a BYE keeps nothing alive`() {
        var stage = Stage.answering()
        let leg = stage.call()
        stage.run()
        stage.tamper = { _, _ in nil }
        stage.command(0, .hangUp(leg, reason: nil))
        stage.run(for: .seconds(40))
        #expect(stage.parties[0].state.census == .empty)
    }
}
