import Telephony
import Testing

@testable import Flows

@Suite struct AnnouncementTests {
    private static func flow(_ languages: String = "[fr-FR]") -> String {
        """
        format: 1
        flow: waiting
        languages: \(languages)
        start: waiting
        steps:
          waiting:
            queue: vip
            say: Un instant.
            escape: {1: menu}
            next: bye
            timeout: bye
          menu: {menu: {1: waiting}, say: Tapez 1., exhausted: bye}
          bye: {hang-up: Au revoir.}
        """
    }

    /// A call that hears music in its queue.
    private func waiting() throws -> CallFixture {
        var call = try CallFixture(Self.flow())
        call.hearOut()
        return call
    }

    private func band(_ lower: Int, _ upper: Int?) -> WaitBand {
        WaitBand(lower: .seconds(lower), upper: upper.map { .seconds($0) })
    }

    private func announce(
        _ call: inout CallFixture, _ position: Int?, _ wait: WaitBand? = nil
    ) -> [CallEffect] {
        #expect(call.take(.timerFired(.announcement)) == [.wantEstimate])
        return call.take(.estimated(position: position, wait))
    }

    @Test func `the first comes after the music has played a while, the next after another`()
        throws
    {
        var call = try CallFixture(Self.flow())
        #expect(!call.acts.contains(.setTimer(.announcement, .seconds(10))))
        call.hearOut()
        #expect(call.acts.last == .setTimer(.announcement, .seconds(10)))
        _ = announce(&call, 2)
        call.hearOut()
        #expect(call.acts.last == .setTimer(.announcement, .seconds(30)))
    }

    @Test func `it is written down, and spoken while the music stops`() throws {
        var call = try waiting()
        let music = call.acts.compactMap { act in
            if case .playMusic(let playback, _) = act { playback } else { nil }
        }
        let effects = announce(&call, 2, band(120, 180))
        #expect(
            effects.first == .journal(.announced(position: 2, wait: band(120, 180))))
        #expect(effects.contains(.act(.stopPlayback(music[0]))))
        #expect(
            call.said.last
                == "Vous êtes en position deux. L’attente est estimée entre deux et trois minutes.")
        call.hearOut()
        #expect(
            call.acts.contains {
                if case .playMusic(let p, _) = $0 { p != music[0] } else { false }
            })
    }

    @Test func `messages take turns with the position`() throws {
        var call = try waiting()
        for _ in 0..<3 {
            _ = announce(&call, 1)
            call.hearOut()
            call.take(.timerFired(.announcement))
            call.hearOut()
        }
        #expect(
            call.said.dropFirst() == [
                "Votre appel est le prochain.", "Nous restons avec vous.",
                "Votre appel est le prochain.", "Encore merci.",
                "Votre appel est le prochain.", "Nous restons avec vous.",
            ])
    }

    @Test func `no position and no wait is told that has grown`() throws {
        var call = try waiting()
        let told = [
            (3, band(120, 180)), (5, band(240, 300)), (2, band(60, 120)), (4, band(600, nil)),
        ]
        for (position, wait) in told {
            _ = announce(&call, position, wait)
            call.hearOut()
            call.take(.timerFired(.announcement))
            call.hearOut()
        }
        let announced = call.events.compactMap { event in
            if case .announced(let position, let wait) = event { (position, wait) } else { nil }
        }
        #expect(announced.map(\.0) == [3, 3, 2, 2])
        #expect(
            announced.map(\.1) == [
                band(120, 180), band(120, 180), band(60, 120), band(60, 120),
            ])
    }

    @Test func `where nothing is known a message is said instead`() throws {
        var call = try waiting()
        _ = announce(&call, nil)
        #expect(call.said.last == "Nous restons avec vous.")
        #expect(!call.events.contains(.announced(position: nil, wait: nil)))
    }

    @Test func `where nothing is known and nothing is to say the music goes on`() throws {
        var call = try CallFixture(
            Self.flow(),
            centre: CallFixture.centre.replacing(
                ", comfort: [Nous restons avec vous., Encore merci.]", with: ""))
        call.hearOut()
        #expect(announce(&call, nil) == [.act(.setTimer(.announcement, .seconds(30)))])
    }

    @Test func `a queue tells only what its announcements are to tell`() throws {
        var call = try CallFixture(
            Self.flow(),
            centre: CallFixture.centre.replacing("first: 10s", with: "position: no, first: 10s"))
        call.hearOut()
        _ = announce(&call, 2, band(0, 60))
        #expect(call.said.last == "L’attente est estimée à moins d’une minute.")
        #expect(call.events.contains(.announced(position: nil, wait: band(0, 60))))
    }

    @Test func `a key cuts it, and the music is heard again`() throws {
        var call = try waiting()
        _ = announce(&call, 2)
        let effects = call.take(.digit(.nine))
        #expect(effects.contains(.journal(.promptEnded(prompt: nil, cut: true))))
        #expect(effects.last == .act(.setTimer(.announcement, .seconds(30))))
    }

    @Test func `the agent who answers cuts it at once`() throws {
        var call = try waiting()
        _ = announce(&call, 2)
        let effects = call.take(.agentAnswered(agent: "desk-2"))
        #expect(effects.contains(.journal(.promptEnded(prompt: nil, cut: true))))
        #expect(call.events.last == .connected(agent: "desk-2"))
    }

    @Test func `an estimate that nobody waits for any more changes nothing`() throws {
        var call = try waiting()
        #expect(call.take(.estimated(position: 2, nil)) == [])
        call.take(.timerFired(.announcement))
        call.press("1")
        #expect(call.take(.estimated(position: 2, nil)) == [])
        call.press("1")
        #expect(call.state.queue == "vip")
        #expect(call.take(.estimated(position: 2, nil)) == [])
    }

    @Test func `who comes back hears the first after the same while again`() throws {
        var call = try waiting()
        _ = announce(&call, 2)
        call.press("1")
        let effects = call.take(.digit(.one))
        #expect(effects.last == .act(.setTimer(.announcement, .seconds(10))))
    }
}
