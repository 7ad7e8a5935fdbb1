import SIP
import Telephony
import Testing

/// A call that nobody answers does not ring for ever.
@Suite struct RingingTests {
    /// A callee (1) that only ever rings.
    private static func stage(_ react: @escaping (LegID) -> [UserAgent.Command]) -> Stage {
        var callee = Party("192.0.2.2")
        callee.react = { leg, event in
            if case .arrived = event { react(leg) } else { [] }
        }
        return Stage(Party("192.0.2.1"), callee)
    }

    @Test func `a call that only rings is taken back after three minutes`() {
        var stage = RingingTests.stage { [.ring($0, nil, reliably: false)] }
        stage.call()
        stage.run(for: .seconds(179))
        #expect(stage.parties[0].ends == 0)
        stage.run(for: .seconds(2))
        #expect(stage.parties[0].notes.last == "ended by failure 408")
        #expect(stage.parties[1].notes.last == "ended by peer 487")
        #expect(stage.lines.count { $0.hasPrefix("0 CANCEL") } == 1)
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `how long it may ring can be told`() {
        var stage = RingingTests.stage { [.ring($0, nil, reliably: false)] }
        stage.call { $0.patience = .seconds(20) }
        stage.run(for: .seconds(21))
        #expect(stage.parties[0].notes.last == "ended by failure 408")
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a call whose CANCEL nobody answers comes to rest too`() {
        var stage = RingingTests.stage { [.ring($0, nil, reliably: false)] }
        stage.call { $0.patience = .seconds(20) }
        stage.run(for: .seconds(1))
        stage.tamper = { _, _ in nil }
        stage.run(for: .seconds(100))
        #expect(stage.parties[0].ends == 1)
        #expect(stage.parties[0].state.census == .empty)
    }

    @Test func `all tries of a call share its patience`() {
        var stage = RingingTests.stage { _ in [] }
        // Nothing ever comes back: each address is given up after 32 s.
        stage.tamper = { _, _ in nil }
        stage.call { call in
            call.patience = .seconds(60)
            call.hops = Array(repeating: call.hops[0], count: 4)
        }
        stage.run(for: .seconds(61))
        #expect(stage.parties[0].ends == 1)
        #expect(stage.leftovers()[0] == .empty)
    }

    @Test func `an answered call has no such bound`() {
        var stage = Stage.answering()
        stage.call { $0.patience = .seconds(20) }
        stage.run(for: .seconds(600))
        #expect(stage.parties.map(\.ends) == [0, 0])
    }
}
