import CallCentre
import Flows
import Telephony
import Testing

@testable import Switchboard

/// Those who are called back, on lines that a test holds: calls like any other once they answer.
@Suite(.timeLimit(.minutes(1))) struct CalledBackTests {
    private static let anna = AgentID(rawValue: "anna")
    private static let name = CallID(rawValue: "call-callback-1")

    private struct Talk {
        let switchboard: Switchboard
        let customer: LineDouble
        let agent: LineDouble
    }

    private func happens(_ test: Fixture, _ wanted: CallEvent) async {
        await until { test.announced.contains { $0.event == wanted } }
    }

    private func accepts(_ test: Fixture, on switchboard: Switchboard) async {
        var arrival = test.arrival
        arrival.from = PhoneNumber("+33188000001")
        let (line, comes) = (test.line, arrival)
        async let call: Void = switchboard.answer(comes, as: CallID(rawValue: "call"), on: line)
        await line.expect(.play("Press 1, or 2 to ask."))
        line.happen(.digit(.seven))
        await until {
            test.announced.contains { if case .enqueued = $0.event { true } else { false } }
        }
        line.happen(.digit(.two))
        await until {
            test.announced.contains { if case .callbackAccepted = $0.event { true } else { false } }
        }
        line.happen(.hungUp)
        await call
    }

    /// Anna comes to work, answers, and hears whom she is to call back.
    private func whisper(
        _ test: Fixture, at switchboard: Switchboard
    ) async throws -> LineDouble {
        try await switchboard.take(
            .login(
                AgentInput.Login(shift: CallID(rawValue: "shift"), unixMilliseconds: 0)),
            of: Self.anna)
        await until { test.exchange.lines.count == 1 }
        let agent = test.exchange.lines[0]
        agent.happen(.reached)
        await until { agent.acts.contains { if case .play = $0 { true } else { false } } }
        return agent
    }

    /// Has somebody called back by anna, who hears them; then the body plays both.
    private func run(_ test: Fixture, _ body: (Talk) async throws -> Void) async throws {
        var failure: (any Error)?
        await test.withSwitchboard { switchboard in
            await accepts(test, on: switchboard)
            do {
                let agent = try await whisper(test, at: switchboard)
                agent.endPrompt()
                await until { test.exchange.lines.count == 2 }
                let customer = test.exchange.lines[1]
                customer.happen(.reached)
                await happens(test, .callbackConnected(agent: "anna"))
                try await body(
                    Talk(switchboard: switchboard, customer: customer, agent: agent))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    @Test func `who is given up before it is written down is not rung`() async throws {
        let test = try Fixture()
        var failure: (any Error)?
        await test.withSwitchboard { switchboard in
            await accepts(test, on: switchboard)
            do {
                let agent = try await whisper(test, at: switchboard)
                test.journal.hold()
                agent.endPrompt()
                await test.journal.waits()
                #expect(await switchboard.openCalls == 1)
                agent.happen(.hungUp)
                while await switchboard.openCalls > 0 { await Task.yield() }
                test.journal.release()
                try await switchboard.take(.logout(.operator), of: Self.anna)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        #expect(test.exchange.rung.allSatisfy { $0 == "anne" }, "\(test.exchange.rung)")
    }

    private func isQuiet(_ talk: Talk) async {
        while await talk.switchboard.openCalls + talk.switchboard.openLines > 0 {
            await Task.yield()
        }
    }

    @Test func `who answers is joined with the agent, and is one open call`() async throws {
        let test = try Fixture()
        try await run(test) { talk in
            #expect(test.exchange.joins == 1)
            #expect(await talk.switchboard.openCalls == 1)
            talk.customer.happen(.hungUp)
            await talk.customer.expect(.hangUpNoted)
            await until { talk.agent.isClosed }
            await isQuiet(talk)
        }
        #expect(test.announced.contains { $0.event == .talkEnded(by: .caller) })
    }

    @Test func `the flow goes on with them when the agent has hung up`() async throws {
        let test = try Fixture()
        try await run(test) { talk in
            talk.agent.happen(.hungUp)
            await talk.customer.expect(.play("How was it?"))
            #expect(!talk.customer.isClosed)
            talk.customer.endPrompt()
            await until { talk.customer.isClosed }
            await isQuiet(talk)
        }
        let events = test.announced.filter { $0.call == Self.name }.map(\.event)
        #expect(events.contains(.talkEnded(by: .agent)))
        #expect(events.last == .ended(.flow))
    }

    @Test func `they hear music on hold, and while they wait after a transfer`() async throws {
        let test = try Fixture()
        try await run(test) { talk in
            talk.agent.happen(.held)
            await talk.customer.expect(.play(""))
            talk.agent.happen(.retrieved)
            await talk.customer.expect(.stop)
            talk.agent.happen(.transferAsked(TransferWish(target: "level1")))
            await talk.customer.expect(.reach("+33188000099"))
            talk.customer.happen(.hungUp)
            await isQuiet(talk)
        }
        let events = test.announced.filter { $0.call == Self.name }.map(\.event)
        #expect(events.contains(.abandoned(queue: "level1")))
    }

    @Test func `keys are theirs to press`() async throws {
        let test = try Fixture()
        try await run(test) { talk in
            talk.agent.happen(.hungUp)
            await talk.customer.expect(.play("How was it?"))
            talk.customer.happen(.digit(.five))
            await until { talk.customer.isClosed }
            await isQuiet(talk)
        }
    }

    @Test func `a drain waits for their talk, and for what follows it`() async throws {
        let test = try Fixture()
        try await run(test) { talk in
            await talk.switchboard.drain()
            async let drained: Void = talk.switchboard.callbacksEnd()
            talk.agent.happen(.hungUp)
            await talk.customer.expect(.play("How was it?"))
            #expect(await talk.switchboard.openCalls == 1)
            talk.customer.endPrompt()
            await drained
            #expect(talk.customer.isClosed)
            #expect(await talk.switchboard.openLines == 0)
        }
    }

    @Test func `who stops Allo ends their talk`() async throws {
        let test = try Fixture()
        try await run(test) { talk in
            await talk.switchboard.stopCalls()
            await talk.switchboard.callbacksEnd()
            await until { talk.agent.isClosed }
        }
        let events = test.announced.filter { $0.call == Self.name }.map(\.event)
        #expect(events.suffix(2) == [.talkEnded(by: .flow), .ended(.stopped)])
    }

    @Test func `a line that dies has lost its caller`() async throws {
        let test = try Fixture()
        try await run(test) { talk in
            talk.customer.end()
            await until { talk.agent.isClosed }
            await isQuiet(talk)
        }
        #expect(test.announced.contains { $0.event == .talkEnded(by: .caller) })
    }

    @Test func `with a journal that fails they talk on, and are handed to nobody`() async throws {
        let test = try Fixture()
        try await run(test) { talk in
            test.journal.fail()
            talk.agent.happen(.held)
            await until { !test.reports.isEmpty }
            talk.agent.happen(.transferAsked(TransferWish(target: "level1")))
            talk.customer.happen(.hungUp)
            await talk.customer.expect(.hangUpNoted)
            await isQuiet(talk)
        }
        #expect(
            !test.announced.contains { if case .transferred = $0.event { true } else { false } })
    }
}
