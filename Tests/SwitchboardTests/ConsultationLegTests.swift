import CallCentre
import Synchronization
import Telephony
import Testing

@testable import Switchboard

/// Agents who call a colleague, on lines that the test has in its hands.
@Suite(.timeLimit(.minutes(1))) struct ConsultationLegTests {
    private static let anna = AgentID(rawValue: "anna")
    private static let bea = AgentID(rawValue: "bea")

    /// What an agent's telephone is told before its call is answered.
    private final class Manners: Sendable {
        private let state = Mutex<(rings: Int, statuses: [Int])>((0, []))
        var rings: Int { state.withLock(\.rings) }
        var statuses: [Int] { state.withLock(\.statuses) }

        func call(_ number: String, on line: LineDouble, from phone: String = "anne") -> DialledCall
        {
            DialledCall(
                phone: phone, number: number, line: line,
                ring: { self.state.withLock { $0.rings += 1 } },
                refuse: { status in self.state.withLock { $0.statuses.append(status) } })
        }
    }

    private func logIn(_ agent: AgentID, at switchboard: Switchboard) async throws {
        try await switchboard.take(
            .login(
                AgentInput.Login(
                    shift: CallID(rawValue: "shift-\(agent.rawValue)"), unixMilliseconds: 0)),
            of: agent)
    }

    private func event(_ test: Fixture, _ wanted: CallEvent) async {
        await until { test.announced.contains { $0.event == wanted } }
    }

    /// Brings a caller to anna, who talks with them; gives her line.
    private func talk(_ test: Fixture, _ switchboard: Switchboard) async throws -> LineDouble {
        await test.line.expect(.play("Press 1, or 2 to ask."))
        try await logIn(Self.anna, at: switchboard)
        test.line.happen(.digit(.six))
        await until { !test.exchange.lines.isEmpty }
        let line = try #require(test.exchange.lines.first)
        line.happen(.reached)
        await until { line.acts.contains { if case .play = $0 { true } else { false } } }
        line.endPrompt()
        await event(test, .connected(agent: "anna"))
        return line
    }

    private func run(
        _ body: @escaping @Sendable (Fixture, Switchboard) async throws -> Void
    ) async throws {
        let test = try Fixture()
        var failure: (any Error)?
        await test.withSwitchboard { switchboard in
            async let call: Void = switchboard.answer(
                test.arrival, as: CallID(rawValue: "call"), on: test.line)
            do { try await body(test, switchboard) } catch { failure = error }
            test.line.happen(.hungUp)
            await call
        }
        if let failure { throw failure }
    }

    @Test func `who has asked a colleague hands the caller on, and is let go on both lines`()
        async throws
    {
        try await run { test, switchboard in
            let anna = try await talk(test, switchboard)
            try await logIn(Self.bea, at: switchboard)
            let own = LineDouble(id: LineID(rawValue: 7))
            let manners = Manners()
            async let consultation: Void = switchboard.consult(
                manners.call("4002", on: own), as: CallID(rawValue: "x"))
            await until { test.exchange.rung == ["anne", "bert"] && manners.rings == 1 }
            #expect(!own.acts.contains(.answer))
            let bea = test.exchange.lines[1]
            bea.happen(.reached)
            await own.expect(.answer)
            await until { test.exchange.joins == 2 }

            // Another line than hers is none that she may have replaced.
            anna.happen(
                .transferAsked(TransferWish(target: "4002", replacing: LineID(rawValue: 8))))
            await anna.expect(.answerTransfer(.refused))
            anna.happen(
                .transferAsked(TransferWish(target: "4002", replacing: LineID(rawValue: 7))))
            await anna.expect(.answerTransfer(.done))
            await event(test, .connected(agent: "bea"))
            await until { test.exchange.joins == 3 && own.isClosed && anna.isClosed }
            await consultation
            #expect(!bea.isClosed)
            #expect(manners.statuses.isEmpty)
        }
    }

    @Test func `a caller who is handed on while that is being written is not parted from them`()
        async throws
    {
        try await run { test, switchboard in
            let anna = try await talk(test, switchboard)
            try await logIn(Self.bea, at: switchboard)
            let own = LineDouble(id: LineID(rawValue: 7))
            let manners = Manners()
            async let consultation: Void = switchboard.consult(
                manners.call("4002", on: own), as: CallID(rawValue: "x"))
            await until { test.exchange.lines.count == 2 }
            test.journal.hold()
            test.exchange.lines[1].happen(.reached)
            await test.journal.waits()
            // She hands them on before she hears that her colleague has answered.
            anna.happen(
                .transferAsked(TransferWish(target: "4002", replacing: LineID(rawValue: 7))))
            await until { test.exchange.joins == 2 }
            test.journal.release()
            await event(test, .connected(agent: "bea"))
            await consultation
            #expect(test.exchange.joins == 2, "the caller and the colleague stay together")
        }
    }

    @Test func `a colleague who hangs up ends the call, and nothing happens to the caller`()
        async throws
    {
        try await run { test, switchboard in
            _ = try await talk(test, switchboard)
            try await logIn(Self.bea, at: switchboard)
            let own = LineDouble()
            let manners = Manners()
            async let consultation: Void = switchboard.consult(
                manners.call("4002", on: own), as: CallID(rawValue: "x"))
            await until { test.exchange.lines.count == 2 }
            let bea = test.exchange.lines[1]
            bea.happen(.reached)
            await until { test.exchange.joins == 2 }
            // The line of who called may be the first to tell.
            own.happen(.otherPartyHungUp)
            bea.happen(.hungUp)
            await consultation
            #expect(own.isClosed)
            await own.expect(.hangUpNoted)
            let ends = test.announced.filter { record in
                if case .agent(.consultationEnded(.colleague, _)) = record.event {
                    true
                } else {
                    false
                }
            }
            #expect(ends.count == 2)
            #expect(!test.announced.contains { $0.event == .talkEnded(by: .agent) })
        }
    }

    @Test(arguments: [("9999", "anne", 404), ("4002", "anne", 480), ("4002", "bert", 404)])
    func `what can't be dialled is turned away`(
        number: String, phone: String, status: Int
    ) async throws {
        try await run { test, switchboard in
            await test.line.expect(.play("Press 1, or 2 to ask."))
            try await logIn(Self.anna, at: switchboard)
            let own = LineDouble()
            let manners = Manners()
            await switchboard.consult(
                manners.call(number, on: own, from: phone), as: CallID(rawValue: "x"))
            #expect(manners.statuses == [status])
            #expect(own.isClosed)
        }
    }

    @Test func `nobody is rung for an agent before it is written down`() async throws {
        try await run { test, switchboard in
            await test.line.expect(.play("Press 1, or 2 to ask."))
            try await logIn(Self.anna, at: switchboard)
            try await logIn(Self.bea, at: switchboard)
            test.journal.hold()
            let own = LineDouble()
            let manners = Manners()
            async let consultation: Void = switchboard.consult(
                manners.call("4002", on: own), as: CallID(rawValue: "x"))
            await test.journal.waits()
            #expect(test.exchange.rung.isEmpty)
            test.journal.release()
            await until { test.exchange.rung == ["bert"] }
            own.happen(.hungUp)
            await until { test.exchange.lines[0].isClosed }
            await consultation
            #expect(test.exchange.joins == 0)
        }
    }
}
