import CallCentre
import Flows
import Synchronization
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

    @Test func `a caller who hangs up is told so only when that is durable`() async throws {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.hold()
            line.happen(.hungUp)
            await test.journal.waits()
            #expect(!line.acts.contains(.hangUpNoted))
            test.journal.release()
            await line.expect(.hangUpNoted)
        }
        #expect(test.announced.last?.event == .ended(.caller))
    }

    @Test func `whom the caller was joined with is told so only when that is durable`() async throws
    {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            line.happen(.digit(.three))
            await line.expect(.reach("+33188000099"))
            line.happen(.reached)
            await until {
                test.announced.contains {
                    if case .transferred = $0.event { true } else { false }
                }
            }
            test.journal.hold()
            line.happen(.otherPartyHungUp)
            await test.journal.waits()
            #expect(!line.acts.contains(.hangUpNoted))
            test.journal.release()
            await line.expect(.hangUpNoted)
        }
    }

    @Test func `a caller who hangs up is told so all the same when the journal has failed`()
        async throws
    {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.fail()
            line.happen(.hungUp)
            await line.expect(.hangUpNoted)
        }
        #expect(test.reports.count == 1)
        #expect(test.reports.first?.hasPrefix("the disk is full; until a restart ") == true)
    }

    @Test func `whoever ends a call from this side hears of it only when that is durable`()
        async throws
    {
        let test = try Fixture()
        let journal = test.journal
        await test.withSwitchboard { switchboard in
            async let call: Void = switchboard.answer(
                test.arrival, as: CallID(rawValue: "call"), on: test.line)
            await test.line.expect(.play("Press 1, or 2 to ask."))
            test.journal.hold()
            async let written = {
                await switchboard.hangUp(CallID(rawValue: "call"), as: .stopped)
                return journal.records.last?.event
            }()
            await journal.waits()
            journal.release()
            #expect(await written == .ended(.stopped))
            await call
        }
    }

    @Test func `ending a call when nothing is written any more waits for nobody`() async throws {
        let test = try Fixture()
        var last: Switchboard?
        await test.withSwitchboard { last = $0 }
        await last?.hangUp(CallID(rawValue: "call"), as: .stopped)
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

    @Test func `a call is answered once its arrival is durable, and its prompt is ready by then`()
        async throws
    {
        let test = try Fixture()
        test.journal.hold()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            #expect(!line.acts.contains(.answer))
            test.journal.release()
            await line.expect(.answer)
            line.happen(.hungUp)
        }
        #expect(test.line.acts.count { $0 == .answer } == 1)
    }

    @Test func `whoever sleeps until a far timer is not forgotten while nearer ones come`()
        async throws
    {
        try await Fixture().withSwitchboard { switchboard in
            let nobody = CallID(rawValue: "nobody")
            let start = await switchboard.now
            var sleepers: [Int] = []
            for seconds in [600, 300, 400] {
                await switchboard.add(
                    .timer(nobody, .noInput, run: 0), at: start + .seconds(seconds))
                sleepers.append(await switchboard.wakings.count)
            }
            #expect(sleepers == [1, 2, 2], "one is awake in time for 400 s")
            for _ in 0..<20 {
                await switchboard.add(.timer(nobody, .term, run: 0), at: switchboard.now)
                while await switchboard.agenda.count > 3 { await Task.yield() }
            }
            #expect(await switchboard.wakings.count == 2)
        }
    }

    @Test func `a timer fires`() async throws {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            line.endPrompt()
            await line.expect(.play("Goodbye."))
            line.endPrompt()
        }
        #expect(test.announced.contains { $0.event == .noInput(count: 1) })
    }

    // MARK: Others

    @Test func `a destination is rung once that is durable, and joined until it hangs up`()
        async throws
    {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.hold()
            line.happen(.digit(.three))
            await test.journal.waits()
            #expect(!line.acts.contains(.reach("+33188000099")))
            test.journal.release()
            await line.expect(.reach("+33188000099"))
            line.happen(.reached)
            line.happen(.otherPartyHungUp)
        }
        #expect(
            test.announced.map(\.event).suffix(3) == [
                .transferred(.blind, from: "line", to: "desk"), .talkEnded(by: .agent),
                .ended(.transferred),
            ])
        #expect(test.line.isClosed)
    }

    @Test func `who hangs up before the ring is durable never lets it ring`() async throws {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.hold()
            line.happen(.digit(.four))
            await test.journal.waits()
            line.happen(.hungUp)
            await line.expect(.release)
            test.journal.release()
        }
        #expect(!test.line.acts.contains(.reach("+33188000099")))
        #expect(test.announced.contains { $0.event == .abandoned(queue: "level1") })
    }

    @Test func `what the trunk does not allow is never rung`() async throws {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            line.happen(.digit(.five))
            await line.expect(.play("Goodbye."))
            line.endPrompt()
        }
        #expect(!test.line.acts.contains { if case .reach = $0 { true } else { false } })
        #expect(test.reports == ["the trunk local does not allow calls to +882990000"])
    }

    // MARK: Many calls

    @Test func `a thousand calls come and go, and nothing is left`() async throws {
        let test = try Fixture()
        await test.withSwitchboard { switchboard in
            await test.comeAndGo(1_000, at: switchboard)
            #expect(await switchboard.openCalls == 0)
            #expect(await switchboard.openLines == 0)
        }
        #expect(test.announced.count { $0.event == .ended(.caller) } == 1_000)
    }

    @Test func `stopping ends every call, and each is written down`() async throws {
        let test = try Fixture()
        await test.withSwitchboard { switchboard in
            let lines = (0..<10).map { _ in LineDouble() }
            await withTaskGroup { group in
                for (number, line) in lines.enumerated() {
                    group.addTask {
                        await switchboard.answer(
                            test.arrival, as: CallID(rawValue: "\(number)"), on: line)
                    }
                }
                for line in lines { await line.expect(.answer) }
                await switchboard.stopCalls()
            }
            #expect(lines.allSatisfy { $0.isClosed })
        }
        #expect(test.announced.count { $0.event == .ended(.stopped) } == 10)
    }

    @Test func `a call keeps the program it began with`() async throws {
        let test = try Fixture()
        let other = try test.program(saying: "Au revoir.")
        await test.withSwitchboard { switchboard in
            let later = LineDouble()
            async let call: Void = switchboard.answer(
                test.arrival, as: CallID(rawValue: "first"), on: test.line)
            await test.line.expect(.play("Press 1, or 2 to ask."))
            await switchboard.reload(other)
            async let second: Void = switchboard.answer(
                test.arrival, as: CallID(rawValue: "second"), on: later)
            await later.expect(.play("Au revoir."))
            later.endPrompt()
            test.line.happen(.digit(.one))
            await test.line.expect(.play("Goodbye."))
            test.line.endPrompt()
            await call
            await second
        }
    }

    @Test func `without a journal a call is turned away before it is answered`() async throws {
        let test = try Fixture()
        let refusals = Mutex(0)
        let refuse: @Sendable () -> Void = { refusals.withLock { $0 += 1 } }
        test.journal.fail()
        await test.withSwitchboard { switchboard in
            for name in ["first", "second"] {
                let line = LineDouble()
                await switchboard.answer(
                    test.arrival, as: CallID(rawValue: name), on: line, refuse: refuse)
                #expect(!line.acts.contains(.answer))
                #expect(line.isClosed)
            }
        }
        #expect(refusals.withLock { $0 } == 2)
        #expect(test.announced.isEmpty)
        #expect(test.reports.count == 1)
        #expect(test.reports.first?.hasPrefix("the disk is full; until a restart ") == true)
    }
}
