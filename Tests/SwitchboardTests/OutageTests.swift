import CallCentre
import Queues
import Synchronization
import Telephony
import Testing

@testable import Switchboard

/// A journal that takes no records for a while.
@Suite(.timeLimit(.minutes(1))) struct OutageTests {
    private static let anna = AgentID(rawValue: "anna")

    private func end(of test: Fixture) async {
        await until { test.announced.contains { $0.event == .ended(.flow) } }
    }

    private func logIn(_ switchboard: Switchboard) async throws {
        try await switchboard.take(
            .login(AgentInput.Login(shift: CallID(rawValue: "shift"), unixMilliseconds: 0)),
            of: Self.anna)
    }

    /// Runs a call that waits for anna, while the body plays both.
    private func run(
        _ test: Fixture, _ body: (Switchboard, LineDouble) async throws -> Void
    ) async throws {
        var failure: (any Error)?
        await test.withSwitchboard { switchboard in
            async let call: Void = switchboard.answer(
                test.arrival, as: CallID(rawValue: "call"), on: test.line)
            do {
                try await logIn(switchboard)
                await test.line.expect(.play("Press 1, or 2 to ask."))
                try await body(switchboard, test.line)
            } catch {
                failure = error
            }
            test.line.happen(.hungUp)
            await call
        }
        if let failure { throw failure }
    }

    @Test func `what happens meanwhile is written once it can be, in order, and told once`()
        async throws
    {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.fail(mayPass: true)
            line.happen(.digit(.one))
            await line.expect(.play("Goodbye."))
            line.endPrompt()
            await test.journal.fails(times: 3)
            #expect(!test.announced.contains { $0.event == .ended(.flow) })
            #expect(test.reports.count == 1)
            test.journal.recover()
            await end(of: test)
        }
        #expect(test.announced == test.journal.records)
        #expect(test.announced.map(\.number) == Array(1...test.announced.count))
        #expect(test.reports.count == 2, "\(test.reports)")
        #expect(test.reports.first?.hasPrefix("the disk is full; until it can be") == true)
        #expect(test.reports.last?.hasPrefix("the journal is written again, after 1 s") == true)
    }

    @Test func `who calls meanwhile is turned away, and who calls afterwards is answered`()
        async throws
    {
        let test = try Fixture()
        let refusals = Mutex(0)
        let refuse: @Sendable () -> Void = { refusals.withLock { $0 += 1 } }
        test.journal.fail(mayPass: true)
        await test.withSwitchboard { switchboard in
            // The first finds out; the second is not even heard.
            for name in ["first", "second"] {
                let line = LineDouble()
                await switchboard.answer(
                    test.arrival, as: CallID(rawValue: name), on: line, refuse: refuse)
                #expect(!line.acts.contains(.answer))
                #expect(line.isClosed)
            }
            #expect(await !switchboard.takesCalls(within: .seconds(60)))
            test.journal.recover()
            while await switchboard.journalFailure != nil { await Task.yield() }
            #expect(await switchboard.takesCalls(within: .seconds(60)))
            async let third: Void = switchboard.answer(
                test.arrival, as: CallID(rawValue: "third"), on: test.line, refuse: refuse)
            await test.line.expect(.answer)
            test.line.happen(.hungUp)
            await third
        }
        #expect(refusals.withLock { $0 } == 2)
        #expect(Set(test.announced.map(\.call)) == [CallID(rawValue: "third")])
        #expect(test.announced.last?.event == .ended(.caller))
    }

    @Test func `nobody is rung meanwhile or thought unreachable, and the caller waits on`()
        async throws
    {
        let test = try Fixture()
        try await run(test) { switchboard, line in
            test.journal.fail(mayPass: true)
            line.happen(.digit(.six))
            await test.journal.fails(times: 2)
            #expect(test.exchange.rung.isEmpty)
            let state = await switchboard.agents.first?.state
            #expect(state.map { if case .ready = $0 { true } else { false } } == true)
            let waiting = await switchboard.queues.first { $0.queue == "level2" }?.waiting
            #expect(waiting == 1)
            test.journal.recover()
            await until { !test.exchange.rung.isEmpty }
            #expect(test.exchange.rung == ["anne"])
        }
        #expect(
            !test.announced.contains {
                if case .agent(.away) = $0.event { true } else { false }
            })
        let rings = test.announced.filter {
            $0.event == .offered(agent: "anna")
                || $0.event == .ringNoAnswer(agent: "anna", reason: .withdrawn)
        }
        #expect(rings.count == 4, "offered, not rung, offered again, hung up: \(rings)")
    }

    @Test func `a talk goes on, and a transfer that it asks for is refused`() async throws {
        let test = try Fixture()
        try await run(test) { _, line in
            line.happen(.digit(.six))
            await until { !test.exchange.lines.isEmpty }
            let agent = try #require(test.exchange.lines.first)
            agent.happen(.reached)
            await until { agent.acts.contains { if case .play = $0 { true } else { false } } }
            test.journal.fail(mayPass: true)
            agent.endPrompt()
            await until { test.exchange.joins == 1 }
            await test.journal.fails(times: 1)
            agent.happen(.transferAsked(TransferWish(target: "level2")))
            await agent.expect(.answerTransfer(.refused))
            test.journal.recover()
            await until { test.announced.contains { $0.event == .connected(agent: "anna") } }
        }
        #expect(test.announced.map(\.event).contains(.talkEnded(by: .caller)))
    }

    @Test func `what an agent wants meanwhile is refused, what was being written is told as such`()
        async throws
    {
        let test = try Fixture()
        try await run(test) { switchboard, _ in
            test.journal.fail(mayPass: true)
            await #expect(throws: AgentRefusal.notYetWritten("the disk is full")) {
                try await switchboard.take(.away(reason: "pause"), of: Self.anna)
            }
            await #expect(throws: AgentRefusal.notWritten("the disk is full")) {
                try await switchboard.take(.ready, of: Self.anna)
            }
            test.journal.recover()
            while await switchboard.journalFailure != nil { await Task.yield() }
            try await switchboard.take(.ready, of: Self.anna)
        }
        let shift = test.announced.filter { $0.call == CallID(rawValue: "shift") }.map(\.event)
        #expect(
            shift.suffix(3) == [.agent(.ready), .agent(.away(reason: "pause")), .agent(.ready)])
    }

    @Test func `where there is room for some, these are written, and none twice`() async throws {
        let test = try Fixture()
        await test.withSwitchboard { switchboard in
            test.journal.fail(mayPass: true)
            await test.comeAndGo(400, at: switchboard)
            test.journal.leave(room: 700)
            await until { test.announced.count == 500 }
            test.journal.leave(room: .max)
            while await switchboard.journalFailure != nil { await Task.yield() }
        }
        #expect(test.announced == test.journal.records)
        #expect(Set(test.announced).count == test.announced.count)
        #expect(test.announced.count { $0.event == .ended(.caller) } == 400)
    }

    // MARK: What is lost

    @Test func `what can't be written to the end is told to be lost`() async throws {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.fail(mayPass: true)
            line.happen(.hungUp)
            await line.expect(.hangUpNoted)
        }
        #expect(test.reports.count == 2, "\(test.reports)")
        #expect(test.reports.last?.hasSuffix("records are lost; the disk is full") == true)
    }

    @Test func `what is kept is tried a last time at the end`() async throws {
        let test = try Fixture(
            rules: Switchboard.OutageRules(pause: .seconds(3_600)))
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.fail(mayPass: true)
            line.happen(.hungUp)
            await line.expect(.hangUpNoted)
            test.journal.recover()
        }
        #expect(test.announced.last?.event == .ended(.caller))
        #expect(test.reports.last?.hasPrefix("the journal is written again") == true)
    }

    @Test func `no more than so many are kept, and these are written at the end`() async throws {
        let test = try Fixture(
            rules: Switchboard.OutageRules(mostKept: 3, pause: .milliseconds(4)))
        await test.withSwitchboard { switchboard in
            async let call: Void = switchboard.answer(
                test.arrival, as: CallID(rawValue: "call"), on: test.line)
            await test.line.expect(.play("Press 1, or 2 to ask."))
            test.journal.fail(mayPass: true)
            test.line.endPrompt()
            test.line.happen(.digit(.one))
            await test.line.expect(.play("Goodbye."))
            test.line.endPrompt()
            await call
            test.journal.recover()
            // It is not gone on with: something is missing.
            #expect(await switchboard.journalFailure != nil)
        }
        #expect(test.reports.count == 2, "\(test.reports)")
        #expect(test.reports.last?.contains("no more are kept") == true)
        #expect(test.announced.map(\.number) == Array(1...test.announced.count))
        #expect(!test.announced.contains { $0.event == .ended(.flow) })
    }

    @Test func `a disk that fails while it is waited for is trusted no more`() async throws {
        let test = try Fixture()
        await test.run { line in
            await line.expect(.play("Press 1, or 2 to ask."))
            test.journal.fail(mayPass: true)
            line.happen(.digit(.one))
            await line.expect(.play("Goodbye."))
            await test.journal.fails(times: 1)
            test.journal.fail(mayPass: false)
            await until { test.reports.count == 2 }
            test.journal.recover()
            line.endPrompt()
        }
        #expect(test.reports.last?.contains("records that were kept are lost") == true)
        #expect(!test.announced.contains { $0.event == .ended(.flow) })
    }
}
