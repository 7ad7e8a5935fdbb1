import Reports
import Telephony
import TestSupport
import Testing

/// An agent at a telephone with two lines, who asks a colleague while a caller waits.
@Suite(.serialized) struct `An agent who asks a colleague` {
    private struct TooQuiet: Error {}

    private static let number = "+33600000041"

    /// The telephone of desk-1, which has two lines.
    private func anne(at centre: SmallCentre) async throws -> Pjsua {
        let anne = try await Pjsua(
            script: Files.pjsuaPhone, says: .tone(1_300, lasting: .seconds(60)), user: "anne",
            registers: (
                "sip:127.0.0.1:\(centre.server.udp)", CentrePlan.password(of: "anne")
            ))
        #expect(await anne.output.reaches("registered 200"))
        return anne
    }

    private func uri(_ number: String, _ centre: SmallCentre) -> String {
        "sip:\(number)@127.0.0.1:\(centre.server.udp)"
    }

    /// Both agents are at work, and anne has a caller on hold.
    private func holdCaller(at centre: SmallCentre) async throws -> (anne: Pjsua, caller: Caller) {
        let anne = try await anne(at: centre)
        for agent in ["desk-1", "desk-3"] { try await centre.tell("login", agent: agent) }
        let caller = try await centre.waitingCaller(Self.number)
        #expect(await anne.output.reaches("incoming"))
        anne.answer()
        #expect(await caller.tells("agent desk-1 answers"))
        anne.hold(true)
        #expect(await caller.tells("hold"))
        return (anne, caller)
    }

    @Test func `hands the caller to them, who hear each other at once`() async throws {
        let centre = try await SmallCentre(phones: ["claire"])
        let claire = try centre.phone("claire")
        let (anne, caller) = try await holdCaller(at: centre)

        anne.consult(uri("4003", centre))
        #expect(await claire.happens("CALL_INCOMING"))
        #expect(await anne.output.reaches("state EARLY 180"))
        claire.answer()
        #expect(await anne.output.reaches(count: 2, of: "state CONFIRMED"))
        #expect(claire.events.text.contains("desk-1"), "who calls is shown")
        anne.transferAttended()
        #expect(await anne.output.reaches("transfer 200"))
        #expect(await caller.tells("agent desk-1 transfers desk-3 attended"))
        #expect(await caller.tells("agent desk-3 answers"))
        #expect(await anne.output.reaches(count: 2, of: "state DISCONNECTED"))
        try await centre.becomes("desk-3", "talking")
        try await centre.becomes("desk-1", "ready")
        let before = try await caller.phone.packets()
        let deadline = ContinuousClock.now + .seconds(20)
        while try await caller.phone.packets() < before + 60 {
            guard ContinuousClock.now < deadline else { throw TooQuiet() }
        }
        await caller.hangUp()
        #expect(await claire.happens("CALL_CLOSED"))
        for agent in ["desk-1", "desk-3"] { try await centre.tell("logout", agent: agent) }
        let day = try await centre.close()

        #expect(
            try day.call(from: Self.number).story == [
                .enqueued(queue: "level1", level: "level1", position: 1, rank: 1),
                .offered(agent: "desk-1"), .connected(agent: "desk-1"), .holdOn,
                .transferred(.attended, from: "level1", to: "desk-3"), .holdOff,
                .talkEnded(by: .agent),
                .enqueued(queue: "level2", level: "level2", position: 1, rank: 2),
                .offered(agent: "desk-3"), .connected(agent: "desk-3"),
                .talkEnded(by: .caller), .ended(.caller),
            ])
        // One visit to each level and one escalation: the agents' own call is no visit.
        for (queue, figure, value) in [
            ("level1", .visits, 1), ("level1", .escalationRate, 100), ("level2", .visits, 1),
            ("level2", .answerRate, 100),
        ] as [(String, Figure, Double)] {
            #expect(day.figure(figure, .queue, queue) == value, "\(queue) \(figure)")
        }
        let asked = day.shifts(of: "desk-1").first?.filter { $0.isOfConsultation } ?? []
        let answered = day.shifts(of: "desk-3").first?.filter { $0.isOfConsultation } ?? []
        #expect(asked.count == 3)
        #expect(answered.count == 2)
        #expect(answered.last == asked.last)
        let heard = try await caller.phone.quit()
        #expect(heard.span(of: SmallCentre.tones["claire"] ?? 0) != nil)
    }

    @Test func `hears why they can't be reached, and both go on where the caller hangs up`()
        async throws
    {
        let centre = try await SmallCentre(phones: ["claire"])
        let claire = try centre.phone("claire")
        let (anne, caller) = try await holdCaller(at: centre)
        // Nobody is at work there, nobody has the number, and that is herself.
        for (number, status) in [("4002", 480), ("4999", 404), ("4001", 486)] {
            anne.consult(uri(number, centre))
            #expect(await anne.output.reaches("state DISCONNECTED \(status)"), "\(number)")
        }
        anne.consult(uri("4200", centre))
        #expect(await claire.happens("CALL_INCOMING"))
        claire.answer()
        #expect(await claire.happens("CALL_ESTABLISHED"))
        await caller.hangUp()
        try await centre.becomes("desk-1", "consulting")
        claire.hangUp()
        #expect(await anne.output.reaches(count: 5, of: "state DISCONNECTED"))
        for agent in ["desk-1", "desk-3"] { try await centre.tell("logout", agent: agent) }
        let day = try await centre.close()
        #expect(
            try day.call(from: Self.number).story.suffix(3) == [
                .holdOff, .talkEnded(by: .caller), .ended(.caller),
            ])
        #expect(
            day.shifts(of: "desk-3").first?.contains {
                if case .consultationEnded(.colleague, _) = $0 { true } else { false }
            } == true)
        _ = try await anne.quit()
    }

    @Test func `is no caller: nobody else reaches an agent by their number`() async throws {
        let centre = try await SmallCentre(phones: ["claire"])
        try await centre.tell("login", agent: "desk-3")
        let caller = try await centre.caller(Self.number)
        caller.phone.dial(centre.server.uri("4003"))
        #expect(await caller.phone.output.reaches("state DISCONNECTED 404"))
        #expect(try !centre.phone("claire").events.text.contains("CALL_INCOMING"))
        try await centre.tell("logout", agent: "desk-3")
        _ = try await centre.close()
    }
}

extension AgentEvent {
    fileprivate var isOfConsultation: Bool {
        switch self {
        case .dialled, .consulted, .consultationEnded: true
        case .login, .ready, .away, .wrapEnded, .logout: false
        }
    }
}
