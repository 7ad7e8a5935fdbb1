import Telephony
import Testing

@testable import Switchboard

/// Live calls on a line without sound, with a journal that can be made to wait or to fail.
@Suite(.timeLimit(.minutes(1))) struct SwitchboardTests {
    @Test func `a call goes its way, and each record is announced once it is durable`() async throws
    {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            line.happen(.digit(.one))
            await line.expect(.play("Goodbye."))
            line.endPrompt()
        }
        #expect(test.announced == test.journal.records)
        #expect(test.announced.map(\.number) == Array(1...test.announced.count))
        #expect(test.announced.last?.event == .ended(.flow))
        #expect(test.line.isClosed)
    }

    @Test func `the line is closed only when the end of the call is durable`() async throws {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.hold()
            line.happen(.hungUp)
            await test.journal.waits()
            #expect(!line.isClosed)
            #expect(test.announced.last?.event != .ended(.caller))
            test.journal.release()
        }
        #expect(test.line.isClosed)
        #expect(test.announced.last?.event == .ended(.caller))
    }

    @Test func `a request is asked only when what led to it is durable`() async throws {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.hold()
            line.happen(.digit(.two))
            await test.journal.waits()
            #expect(test.web.asked == 0)
            test.journal.release()
            await line.expect(.play("Goodbye."))
            line.endPrompt()
        }
        #expect(test.web.asked == 1)
    }

    @Test func `when the journal fails the call goes on, and nothing more is told as written`()
        async throws
    {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.fail()
            line.happen(.digit(.two))
            // The request is not made; it fails, and the caller is told goodbye.
            await line.expect(.play("Goodbye."))
            line.endPrompt()
        }
        #expect(test.web.asked == 0)
        #expect(test.announced == test.journal.records)
        #expect(!test.announced.contains { $0.event == .ended(.flow) })
        #expect(test.reports.count == 1)
    }

    @Test func `a prompt that can't be rendered is told of, and the call goes on`() async throws {
        let test = try Fixture()
        test.renderer.breakRecordings()
        await test.run { line in
            await until { !test.reports.isEmpty }
            line.happen(.digit(.one))
            await line.expect(.play("Goodbye."))
            line.endPrompt()
        }
        #expect(test.reports == ["the recording is broken"])
        #expect(test.announced.last?.event == .ended(.flow))
    }

    @Test func `a prompt that is stopped while it is rendered is never played`() async throws {
        let test = try Fixture()
        test.renderer.hold()
        await test.run { line in
            line.happen(.digit(.one))
            await test.renderer.asked("Goodbye.")
            test.renderer.release()
            await line.expect(.play("Goodbye."))
            line.endPrompt()
        }
        #expect(!test.line.acts.contains(.play("Press 1, or 2 to ask.")))
    }

    @Test func `a line that ends by itself has lost its caller`() async throws {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            line.end()
        }
        #expect(test.announced.last?.event == .ended(.caller))
    }
}
