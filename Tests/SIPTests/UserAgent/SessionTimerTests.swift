import SIP
import Telephony
import Testing

@Suite struct SessionTimerTests {
    @Test(arguments: Stage.Weather.all)
    func `a session is refreshed for hours, and nobody hears of it`(weather: Stage.Weather) {
        var stage = Stage.answering(weather: weather)
        stage.call()
        stage.run(for: .seconds(20))
        let notes = stage.parties.map(\.notes)
        stage.run(for: .seconds(4 * 3_600))
        #expect(stage.parties.map(\.notes) == notes)
        #expect(stage.lines.contains { $0.contains("UPDATE") })
        stage.command(0, .hangUp(stage.parties[0].leg, reason: nil))
        #expect(stage.leftovers() == [.empty, .empty])
        #expect(stage.parties.map(\.ends) == [1, 1])
    }

    @Test func `the caller refreshes after half the interval`() {
        var stage = Stage.answering()
        stage.call()
        stage.run(for: .seconds(899))
        #expect(!stage.lines.contains { $0.contains("UPDATE") })
        stage.run(for: .seconds(2))
        #expect(stage.lines.count { $0.hasPrefix("0 UPDATE") } == 1)
    }

    @Test func `a peer without UPDATE is refreshed by re-INVITE`() {
        var stage = Stage.answering()
        stage.tamper = { _, bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return Array(text.replacing("UPDATE, ", with: "").utf8)
        }
        stage.call()
        stage.run(for: .seconds(1_000))
        #expect(stage.lines.count { $0.hasPrefix("0 INVITE") } == 2)
        #expect(stage.parties.map(\.ends) == [0, 0])
        #expect(stage.parties[1].notes.last == "offered")
    }

    @Test func `a peer without session timers is refreshed by us`() {
        var stage = Stage.answering()
        stage.tamper = { index, bytes in
            guard index == 0 else { return bytes }
            let text = String(decoding: bytes, as: UTF8.self)
                .replacing("Supported: 100rel, timer, ", with: "Supported: ")
                .replacing("Session-Expires", with: "X-Nothing")
            return Array(text.utf8)
        }
        stage.call()
        stage.run(for: .seconds(1_000))
        #expect(stage.lines.count { $0.hasPrefix("1 UPDATE") } == 1)
        #expect(stage.parties.map(\.ends) == [0, 0])
    }

    @Test func `a session whose peer is gone runs out on either side`() {
        var stage = Stage.answering()
        stage.call()
        stage.run()
        stage.tamper = { _, _ in nil }
        stage.run(for: .seconds(2_000))
        #expect(
            stage.parties.map(\.notes.last) == ["ended by failure 408", "ended by failure 408"])
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `too short an interval is refused with 422 and tried again with a longer one`() {
        var stage = Stage.answering()
        stage.parties[0] = Party("192.0.2.1") { $0.sessionInterval = .seconds(100) }
        var callee = Party("192.0.2.2") { $0.minimumSessionInterval = .seconds(600) }
        callee.react = stage.parties[1].react
        stage.parties[1] = callee
        stage.call()
        stage.run()
        #expect(stage.lines.contains("1 SIP/2.0 422 Session Interval Too Small"))
        #expect(stage.parties[0].notes.last == "answered")
        stage.run(for: .seconds(310))
        #expect(stage.lines.count { $0.hasPrefix("0 UPDATE") } == 1)
    }
}
