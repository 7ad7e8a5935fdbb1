import SIP
import Telephony
import Testing

/// What others act on waits until it is written down: the answer to a BYE (DESIGN §8).
@Suite struct FarewellTests {
    /// A call whose callee (1) takes no note of its end by itself.
    private static func stage() -> Stage {
        var stage = Stage.answering()
        stage.parties[1].takesNote = false
        stage.call()
        stage.run()
        return stage
    }

    private static func answers(_ stage: Stage) -> Int {
        stage.lines.count { $0 == "1 SIP/2.0 200 OK" }
    }

    @Test func `the answer to a BYE waits until the end has been taken note of`() {
        var stage = FarewellTests.stage()
        let before = FarewellTests.answers(stage)
        stage.command(0, .hangUp(stage.parties[0].leg, reason: nil))
        stage.run(for: .milliseconds(1_600))
        // It has been sent three times, and the copies are absorbed.
        #expect(stage.lines.count { $0.hasPrefix("0 BYE") } == 3)
        #expect(stage.parties[1].notes.last == "ended by peer")
        #expect(FarewellTests.answers(stage) == before)
        stage.command(1, .answerBye(stage.parties[1].leg))
        #expect(FarewellTests.answers(stage) == before + 1)
        stage.command(1, .answerBye(stage.parties[1].leg))
        #expect(FarewellTests.answers(stage) == before + 1)
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a copy of an answered BYE gets its answer again`() {
        var stage = FarewellTests.stage()
        stage.tamper = { index, bytes in index == 1 ? nil : bytes }
        let before = FarewellTests.answers(stage)
        stage.command(0, .hangUp(stage.parties[0].leg, reason: nil))
        stage.run(for: .milliseconds(100))
        stage.command(1, .answerBye(stage.parties[1].leg))
        stage.run(for: .milliseconds(1_000))
        #expect(FarewellTests.answers(stage) == before + 2)
        stage.tamper = { _, bytes in bytes }
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `an end that nobody takes note of keeps a BYE waiting for two seconds`() {
        var stage = FarewellTests.stage()
        let before = FarewellTests.answers(stage)
        stage.command(0, .hangUp(stage.parties[0].leg, reason: nil))
        stage.run(for: .milliseconds(2_000))
        #expect(FarewellTests.answers(stage) == before)
        stage.run(for: .milliseconds(10))
        #expect(FarewellTests.answers(stage) == before + 1)
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `another BYE gets 481 while the first one waits`() {
        var stage = FarewellTests.stage()
        #expect(stage.inject(.bye, into: 1) == nil)
        #expect(stage.inject(.bye, into: 1) == 481)
        #expect(stage.inject(.info, into: 1) == 481)
        stage.parties[1].takesNote = true
        stage.command(1, .answerBye(stage.parties[1].leg))
        #expect(stage.parties[1].ends == 1)
    }

    @Test func `a BYE that crosses ours is answered at once`() {
        var stage = FarewellTests.stage()
        let before = FarewellTests.answers(stage)
        stage.command(1, .hangUp(stage.parties[1].leg, reason: nil))
        stage.command(0, .hangUp(stage.parties[0].leg, reason: nil))
        stage.run(for: .milliseconds(100))
        #expect(FarewellTests.answers(stage) == before + 1)
        #expect(stage.leftovers() == [.empty, .empty])
    }

    @Test func `a BYE before the answer refuses the call at once, and waits for its own answer`() {
        var stage = Stage(Party("192.0.2.1"), Party("192.0.2.2"))
        stage.parties[1].takesNote = false
        stage.call()
        stage.run(for: .milliseconds(100))
        #expect(stage.inject(.bye, into: 1) == 487)
        #expect(FarewellTests.answers(stage) == 0)
        stage.command(1, .answerBye(stage.parties[1].leg))
        #expect(FarewellTests.answers(stage) == 1)
        #expect(stage.leftovers() == [.empty, .empty])
    }
}
