import CallCentre
import Telephony
import Testing

@testable import Switchboard

/// Agents' telephones, which are rung, answered, joined and let go.
@Suite(.timeLimit(.minutes(1))) struct AgentLegTests {
    private static let anna = AgentID(rawValue: "anna")

    /// Runs a call that waits for anna, while the body plays both.
    private func run(
        _ test: Fixture, _ body: (Switchboard, LineDouble) async throws -> Void
    ) async throws {
        var failure: (any Error)?
        await test.withSwitchboard { switchboard in
            do {
                try await switchboard.take(
                    .login(
                        AgentInput.Login(
                            shift: CallID(rawValue: "shift"), unixMilliseconds: 0)),
                    of: Self.anna)
            } catch {
                failure = error
            }
            async let call: Void = switchboard.answer(
                test.arrival, as: CallID(rawValue: "call"), on: test.line)
            await test.line.expect(.play("Press 1, or 2 to ask."))
            do { try await body(switchboard, test.line) } catch { failure = error }
            await call
        }
        if let failure { throw failure }
    }

    private func event(_ test: Fixture, _ wanted: CallEvent) async {
        await until { test.announced.contains { $0.event == wanted } }
    }

    /// Brings the caller into the queue; gives the line on which anna is rung.
    private func ring(_ test: Fixture, _ line: LineDouble) async throws -> LineDouble {
        line.happen(.digit(.six))
        await until { !test.exchange.lines.isEmpty }
        return try #require(test.exchange.lines.first)
    }

    /// Lets anna answer; returns while she hears the whisper.
    private func answer(_ agent: LineDouble) async {
        agent.happen(.reached)
        await until { agent.acts.contains { if case .play = $0 { true } else { false } } }
    }

    @Test func `an agent is rung only when that is durable`() async throws {
        let test = try Fixture()
        try await run(test) { _, line in
            test.journal.hold()
            line.happen(.digit(.six))
            await test.journal.waits()
            #expect(test.exchange.rung.isEmpty)
            test.journal.release()
            await until { !test.exchange.rung.isEmpty }
            #expect(test.exchange.rung == ["anne"])
            #expect(test.announced.contains { $0.event == .offered(agent: "anna") })
            line.happen(.hungUp)
        }
    }

    @Test func `a caller who hangs up before that lets nobody be rung`() async throws {
        let test = try Fixture()
        try await run(test) { switchboard, line in
            test.journal.hold()
            line.happen(.digit(.six))
            await test.journal.waits()
            line.happen(.hungUp)
            while await switchboard.openCalls > 0 { await Task.yield() }
            test.journal.release()
        }
        #expect(test.exchange.rung.isEmpty)
        #expect(
            test.announced.contains {
                $0.event == .ringNoAnswer(agent: "anna", reason: .withdrawn)
            })
    }

    @Test func `who answers hears a whisper, then the two are joined, then both are let go`()
        async throws
    {
        let test = try Fixture()
        try await run(test) { _, line in
            let agent = try await ring(test, line)
            await answer(agent)
            #expect(test.exchange.joins == 0)
            agent.endPrompt()
            await event(test, .connected(agent: "anna"))
            #expect(test.exchange.joins == 1)
            line.happen(.hungUp)
            await until { agent.isClosed }
            #expect(test.exchange.parts == 1)
        }
        #expect(test.announced.contains { $0.event == .talkEnded(by: .caller) })
    }

    @Test func `one hang-up that both lines tell of is one, and answered when it is durable`()
        async throws
    {
        let test = try Fixture()
        try await run(test) { _, line in
            let agent = try await ring(test, line)
            await answer(agent)
            agent.endPrompt()
            await event(test, .connected(agent: "anna"))
            test.journal.hold()
            // The caller's line may be the first to tell that the agent has hung up.
            line.happen(.otherPartyHungUp)
            await test.journal.waits()
            agent.happen(.hungUp)
            #expect(!line.acts.contains(.hangUpNoted))
            #expect(!agent.acts.contains(.hangUpNoted))
            test.journal.release()
            await line.expect(.hangUpNoted)
        }
        let ends = test.announced.filter { $0.event == .talkEnded(by: .agent) }
        #expect(ends.count == 1)
    }

    @Test func `a telephone that can't be reached makes its agent away, and the caller waits on`()
        async throws
    {
        let test = try Fixture()
        try await run(test) { switchboard, line in
            let agent = try await ring(test, line)
            agent.happen(.notReached(.unreachable, "no such telephone"))
            await event(test, .agent(.away(reason: "unreachable")))
            #expect(await switchboard.queues.contains { $0.queue == "level2" && $0.waiting == 1 })
            line.happen(.hungUp)
        }
    }

    @Test func `with a journal that fails nobody is rung`() async throws {
        let test = try Fixture()
        try await run(test) { _, line in
            test.journal.fail()
            line.happen(.digit(.six))
            await until { !test.reports.isEmpty }
            line.happen(.hungUp)
            await line.expect(.hangUpNoted)
        }
        #expect(test.exchange.rung.isEmpty)
    }

    @Test func `a recording that ends takes nothing more from either telephone`() async throws {
        let test = try Fixture()
        try await run(test) { switchboard, line in
            let agent = try await ring(test, line)
            let call = CallID(rawValue: "call")
            await switchboard.startRecording("talk", of: call, with: agent)
            #expect(line.acts.contains(.record(true)))
            #expect(agent.acts.contains(.record(true)))
            await switchboard.stopRecording(of: call)
            #expect(line.acts.last == .record(false))
            #expect(agent.acts.last == .record(false))
            await until { test.recorder.ended == ["call/talk"] }
            line.happen(.hungUp)
        }
    }

    @Test func `what can't be done is refused at once`() async throws {
        let test = try Fixture()
        await test.withSwitchboard { switchboard in
            await #expect(throws: AgentRefusal.notLoggedIn) {
                try await switchboard.take(.ready, of: Self.anna)
            }
            await #expect(throws: AgentRefusal.unknown) {
                try await switchboard.take(
                    .login(
                        AgentInput.Login(shift: CallID(rawValue: "s"), unixMilliseconds: 0)),
                    of: AgentID(rawValue: "nobody"))
            }
        }
    }
}
