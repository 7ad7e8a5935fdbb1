import Telephony
import TestSupport
import Testing

@testable import Queues

/// Thousands of rows of events by chance; a failure names the seed that leads to it again.
@Suite struct ChanceTests {
    @Test(arguments: [UInt64(0), 1, 2, 3, 4, 5, 6, 7])
    func `whatever happens, the promises hold and the plain rules agree`(group: UInt64) {
        for seed in group * 250..<(group + 1) * 250 {
            if let fault = fault(seed: seed, events: 60) {
                Issue.record("seed \(seed): \(fault)")
                return
            }
        }
    }

    /// What goes wrong in a row of events; nil where nothing does.
    private func fault(seed: UInt64, events: Int) -> String? {
        var chance = ChanceHall(seed: seed)
        var slow = SlowQueues(plan: chance.hall.queues.plan)
        var promises = Promises()
        for number in 1...events {
            let end = chance.hall.now + chance.span()
            while let timer = chance.hall.next(before: end) {
                if let fault = step(.timerFired(timer), &chance, &slow, &promises) {
                    return "event \(number), \(timer): \(fault)"
                }
            }
            chance.hall.now = end
            let event = chance.event()
            if event == .planChanged {
                let plan = ChanceHall.plan(&chance.chance)
                chance.hall.queues.plan = plan
                slow.change(to: plan)
            }
            if let fault = step(event, &chance, &slow, &promises) {
                return "event \(number), \(event): \(fault)"
            }
        }
        return nil
    }

    private func step(
        _ event: QueueEvent, _ chance: inout ChanceHall, _ slow: inout SlowQueues,
        _ promises: inout Promises
    ) -> String? {
        let now = chance.hall.now
        let effects = chance.hall(event)
        let expected = slow.step(event, now: now)
        let told = effects.filter { if case .estimated = $0 { false } else { true } }
        if Tally(told) != Tally(expected) {
            return "did \(told.filter { !expected.contains($0) }) and left out "
                + "\(expected.filter { !told.contains($0) })"
        }
        return slow.difference(from: chance.hall.state)
            ?? promises.breach(event, effects, chance.hall, slow)
    }
}

/// How often each effect occurs.
private struct Tally: Equatable {
    private var counts: [QueueEffect: Int] = [:]

    init(_ effects: [QueueEffect]) {
        for effect in effects { counts[effect, default: 0] += 1 }
    }
}

extension SlowQueues {
    mutating func change(to plan: QueuePlan) {
        for person in people.values where plan.queues[person.waiting.queue] == nil {
            gone[person.waiting.queue] = rules(of: person.waiting.queue)
        }
        formerBound = self.plan.starvationBound
        self.plan = plan
    }

    func difference(from state: Queues.State) -> String? {
        let agents = workers.mapValues(\.state)
        if agents != state.atWork { return "agents are \(state.atWork), not \(agents)" }
        if people.count != state.callers.count {
            return "\(state.callers.keys), not \(people.keys)"
        }
        for (contact, letter) in letters where state.written[contact]?.agent != letter.agent {
            return "\(contact) is not with \(letter.agent as AgentID?)"
        }
        for (call, person) in people {
            guard let caller = state.callers[call] else { return "\(call) is lost" }
            if Self.sorted(caller.state) != Self.sorted(person.state) {
                return "\(call) is \(caller.state), not \(person.state)"
            }
            if caller.isOutside != person.isOutside { return "\(call) waits for others" }
            if caller.isGhost != person.isGhost { return "\(call) is not what it was" }
            if person.state == .waiting, caller.colleague != person.colleague {
                return "\(call) waits for \(caller.colleague as AgentID?)"
            }
        }
        return nil
    }

    private static func sorted(_ state: CallerState) -> CallerState {
        guard case .offered(let agents) = state else { return state }
        return .offered(agents.sorted { $0.rawValue < $1.rawValue })
    }
}
