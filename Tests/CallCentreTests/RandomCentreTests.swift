import CallCentre
import Flows
import Queues
import Telephony
import TestSupport
import Testing

/// Thousands of random things that happen to a small centre, in any order, sensible or not.
@Suite struct RandomCentreTests {
    private static let agents = ["n1-a", "n1-b", "n2-a"]

    @Test(arguments: UInt64(1)...40)
    func `whatever happens, each caller is in one place and nothing is lost or doubled`(
        seed: UInt64
    ) throws {
        var test = try VirtualCentre(
            centre: VirtualCentre.text.replacing("pause: 5m}", with: "pause: 5m, next: after}"),
            others: ["after": VirtualCentre.survey])
        var generator = SeededGenerator(seed: seed)
        var calls: [String] = []
        for step in 0..<400 {
            happenAtRandom(&test, &calls, step, &generator)
            try check(test, seed: seed, step: step)
        }
        // All go home: nothing is left.
        for call in calls + called(test) { test.happen(.hungUp, to: call) }
        for call in calls { test.happen(.cancelled, toCallback: call) }
        for call in test.dialled.keys { test.hangUp(consultation: call.rawValue) }
        for agent in Self.agents { test.happen(.logout(.agent), to: agent) }
        test.pass(.seconds(3_600))
        for call in calls { test.happen(.cancelled, toCallback: call) }
        test.pass(.seconds(60))
        #expect(test.state.openCalls == 0, "seed \(seed)")
        #expect(test.state.agents.isEmpty, "seed \(seed): \(test.state.agents)")
        #expect(test.state.standings.allSatisfy { $0.waiting == 0 }, "seed \(seed)")
        #expect(test.dialled.isEmpty && test.consulting.isEmpty, "seed \(seed)")
        #expect(test.rings.isEmpty && test.callbacks.isEmpty && test.joined.isEmpty, "seed \(seed)")
        for (stream, events) in streams(of: test) {
            #expect(events.last.map(\.isEnd) == true, "seed \(seed): \(stream) has no end")
        }
    }

    /// The calls that came of callbacks.
    private func called(_ test: VirtualCentre) -> [String] {
        test.calledBack.values.map(\.rawValue).sorted()
    }

    private func happenAtRandom(
        _ test: inout VirtualCentre, _ calls: inout [String], _ step: Int,
        _ generator: inout SeededGenerator
    ) {
        let span = Duration.milliseconds(Int.random(in: 0...8_000, using: &generator))
        let agent = Self.agents.randomElement(using: &generator) ?? "n1-a"
        let call = (calls + called(test)).randomElement(using: &generator) ?? "none"
        switch Int.random(in: 0..<30, using: &generator) {
        case 0...4:
            calls.append("c\(step)")
            let number = "+3361234560\(Int.random(in: 0...9, using: &generator))"
            test.call("c\(step)", from: number, after: span)
        case 5...6: test.happen(.hungUp, to: call, after: span)
        case 7: test.happen(.digit(.two), to: call, after: span)
        case 8: test.happen(.digit(.nine), to: call, after: span)
        case 9: test.logIn(agent)
        case 10: test.happen(.logout(.agent), to: agent, after: span)
        case 11: test.happen(.ready, to: agent, after: span)
        case 12: test.happen(.away(reason: "pause"), to: agent, after: span)
        case 13...15: test.happen(.reached, at: agent, after: span)
        case 16:
            let reasons = CallEvent.NoAnswerReason.allCases
            test.happen(
                .notReached(reasons.randomElement(using: &generator) ?? .busy), at: agent,
                after: span)
        case 17: test.happen(.hungUp, at: agent, after: span)
        case 18:
            let target = ["82", "81", "n1-b", "4001", "nowhere"].randomElement(using: &generator)
            test.happen(.transferAsked(to: target ?? "82"), at: agent, after: span)
        case 19...21:
            let called = test.callbacks.keys.map(\.rawValue).min() ?? call
            test.happen(.reached, toCallback: called)
        case 22:
            let called = test.callbacks.keys.map(\.rawValue).min() ?? call
            test.happen(.notReached(.timeout), toCallback: called)
        case 23...24: test.happen(.held, at: agent, after: span)
        case 25...26:
            let number = ["81", "82", "4001", "4002", "4003", "99"].randomElement(using: &generator)
            let phone = ["a", "b", "c", "d"].randomElement(using: &generator) ?? "a"
            test.dial(number ?? "81", from: phone, as: "dialled-\(step)")
        case 27:
            test.hangUp(consultation: test.dialled.keys.map(\.rawValue).min() ?? "", after: span)
        case 28:
            let consultation = test.dialled.keys.min { $0.rawValue < $1.rawValue }
            test.happen(
                .transferAsked(to: "4003", inPlaceOf: consultation ?? "none"), at: agent,
                after: span)
        default: test.happen(.retrieved, at: agent, after: span)
        }
    }

    private func streams(of test: VirtualCentre) -> [CallID: [CallEvent]] {
        Dictionary(grouping: test.records, by: \.call).mapValues { $0.map(\.event) }
    }

    private func check(_ test: VirtualCentre, seed: UInt64, step: Int) throws {
        let place = "seed \(seed), step \(step)"
        // An agent with one call at most, a call with one agent at most.
        try #require(Set(test.joined.values).count == test.joined.count, "\(place)")
        let busy = test.state.agents.compactMap { standing -> CallID? in
            switch standing.state {
            case .talking(let call, _): call
            case .loggedOut, .ready, .ringing, .wrapUp, .away: nil
            }
        }
        try #require(Set(busy).count == busy.count, "\(place)")
        for (agent, call) in test.joined {
            let state = test.state(agent.rawValue)
            let isTalking = if case .talking(call, _) = state { true } else { false }
            try #require(
                isTalking, "\(place): \(agent) hears \(call), and is \(String(describing: state))")
        }
        // Nobody hears a colleague and a caller, and who hears one is not rung for another.
        for (agent, call) in test.consulting {
            try #require(test.joined[agent] == nil, "\(place): \(agent) in \(call)")
            try #require(test.dialled[call] == true, "\(place): \(call)")
            guard case .ready = test.state(agent.rawValue) else {
                guard case .away = test.state(agent.rawValue) else {
                    Issue.record(
                        "\(place): \(agent) is \(test.state(agent.rawValue) as AgentState?)")
                    return
                }
                continue
            }
        }
        for (stream, records) in Dictionary(grouping: test.records.suffix(60), by: \.call) {
            let numbers = records.map(\.number)
            let first = numbers.first ?? 1
            try #require(
                numbers == Array(first..<(first + numbers.count)), "\(place): \(stream)")
        }
        for (stream, events) in streams(of: test) where step.isMultiple(of: 50) {
            try #require(events.dropLast().allSatisfy { !$0.isEnd }, "\(place): \(stream)")
            try #require(events.hasSoundConsultations, "\(place): \(stream) \(events)")
            try #require(events.hasSoundVisits, "\(place): \(stream) \(events)")
        }
    }
}

extension CallEvent {
    fileprivate var isEnd: Bool {
        switch self {
        case .ended, .agent(.logout): true
        default: false
        }
    }
}

extension [CallEvent] {
    /// Whether visits and talks follow one another as they should: one at a time, each ended once.
    fileprivate var hasSoundVisits: Bool {
        var waits = false
        var talks = false
        var ringing: Set<String> = []
        for event in self {
            switch event {
            case .enqueued:
                guard !waits, !talks else { return false }
                waits = true
            case .offered(let agent):
                guard ringing.insert(agent).inserted else { return false }
            case .ringNoAnswer(let agent, _):
                guard ringing.remove(agent) != nil else { return false }
            case .connected(let agent):
                guard waits, !talks, ringing.remove(agent) != nil else { return false }
                (waits, talks) = (false, true)
            case .callbackConnected(let agent):
                guard !waits, !talks, ringing.remove(agent) != nil else { return false }
                talks = true
            case .abandoned, .flowedOut, .callbackAccepted:
                guard waits else { return false }
                waits = false
            case .talkEnded:
                guard talks else { return false }
                talks = false
            case .ended: return !talks && !waits
            default: continue
            }
        }
        return true
    }

    /// Whether consultations follow one another: one at a time, each ended once.
    fileprivate var hasSoundConsultations: Bool {
        var open: CallID?
        for case .agent(let event) in self {
            switch event {
            case .dialled(_, let call):
                guard open == nil else { return false }
                open = call
            case .consulted(_, let call):
                guard open == nil || open == call else { return false }
                open = call
            case .consultationEnded(_, let call):
                guard open == call else { return false }
                open = nil
            case .logout: return open == nil
            case .login, .ready, .away, .wrapEnded: continue
            }
        }
        return true
    }
}
