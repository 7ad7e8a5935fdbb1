import SIP
import Telephony
import Testing

@testable import PhoneBridge

/// Telephones that went away without a word.
@Suite struct DeadPhoneTests {
    @Test func `a phone that gives no sign of life is not waited for, until it is back`()
        async throws
    {
        let stage = try await AgentStage {
            $0.limits.signOfLife = .milliseconds(100)
            $0.limits.phoneRetry = .milliseconds(50)
        }
        let phone = try await RawPhone("anne", of: stage)
        let line = stage.allo.ring(
            "anne", through: nil, as: ShownCaller(), within: .seconds(20))
        _ = try await phone.request(.invite)
        #expect(
            try await Reader(line.events).soon() == .notReached(.unreachable, "no sign of life"))
        #expect(
            try await stage.changes.soon() == ReachabilityChange(phone: "anne", isReachable: false))
        #expect(!stage.allo.isReachable("anne"))

        // From now on nobody waits for it.
        let next = stage.allo.ring(
            "anne", through: nil, as: ShownCaller(), within: .seconds(20))
        guard case .notReached(.unreachable, _) = try await Reader(next.events).soon() else {
            Issue.record("it was rung")
            return
        }
        // It is asked whether it is back.
        try await phone.answer(try await phone.request(.options), 200)
        #expect(
            try await stage.changes.soon() == ReachabilityChange(phone: "anne", isReachable: true))
        await phone.peer.close()
        await stage.end()
    }

    @Test func `a phone that gave a sign of life may ring on`() async throws {
        let stage = try await AgentStage { $0.limits.signOfLife = .milliseconds(200) }
        let anne = try await AgentPhone("anne", at: 1, of: stage)
        let (line, ring) = try await stage.ring(anne)
        let events = Reader(line.events)
        // Another, rung later, has had its time and gave none.
        let bert = try await RawPhone("bert", of: stage)
        let other = stage.allo.ring(
            "bert", through: nil, as: ShownCaller(), within: .seconds(20))
        guard case .notReached(.unreachable, _) = try await Reader(other.events).soon() else {
            throw TooLate()
        }
        ring.line.answer()
        #expect(try await events.soon() == .reached)
        #expect(await stage.allo.quietRings.isEmpty)
        await bert.peer.close()
        await stage.end(anne)
    }

    @Test func `where nobody listens any more, an agent is unreachable at once`() async throws {
        let stage = try await AgentStage()
        let phone = try await RawPhone("anne", of: stage)
        let endpoint = phone.peer.endpoint
        await phone.peer.close()
        let line = stage.allo.ring(
            "anne", through: nil, as: ShownCaller(), within: .seconds(20))
        #expect(
            try await Reader(line.events).soon()
                == .notReached(.unreachable, "nobody listens at \(endpoint)"))
        #expect(
            try await stage.changes.soon() == ReachabilityChange(phone: "anne", isReachable: false))
        await stage.end()
        #expect(await stage.allo.silentPhones.isEmpty)
    }
}
