import Queues
import Telephony
import TestSupport

/// A centre made by chance, and what happens in it by chance: much that fits, some that does not.
struct ChanceHall {
    var chance: SeededGenerator
    var hall: Hall
    private var lastCall = 0
    /// Calls that are or were in a queue.
    private var calls: [CallID] = []

    init(seed: UInt64) {
        chance = SeededGenerator(seed: seed)
        hall = Hall(Self.plan(&chance))
    }

    /// Lets one thing happen.
    mutating func event() -> QueueEvent {
        let agent = AgentID("a\(Int.random(in: 0...8, using: &chance))")
        let call = calls.suffix(24).randomElement(using: &chance) ?? CallID("none")
        if Int.random(in: 0..<8, using: &chance) == 0 { return letter() }
        switch Int.random(in: 0..<100, using: &chance) {
        case 0..<24: return enter()
        case 24..<29: return .left(call)
        case 29..<32: return .steppedAside(call)
        case 32..<36: return .cameBack(call)
        case 36..<39: return .becameCallback(call)
        case 39..<42:
            return .callbackPaused(call, for: .seconds(Int.random(in: -1...60, using: &chance)))
        case 42..<48: return .loggedIn(agent, ready: Int.random(in: 0..<4, using: &chance) > 0)
        case 48..<50: return .loggedOut(agent)
        case 50..<55: return .ready(agent)
        case 55..<58:
            return .away(agent, reason: ["pause", "lunch"].randomElement(using: &chance) ?? "")
        case 58..<60: return .wrapUpEnded(agent)
        case 60..<61:
            return Bool.random(using: &chance) ? .planChanged : .ringing(isAllowed: false)
        case 66..<68: return .ringing(isAllowed: true)
        case 61..<62: return .answered(agent, call)
        case 62..<64: return .estimateWanted(call)
        case 66..<69: return .engaged(agent)
        case 69..<71: return .disengaged(agent)
        case 71..<73:
            let engaged = hall.state.atWork.keys.filter { hall.state.isEngaged($0) }
            let colleague = engaged.min { $0.rawValue < $1.rawValue }
            guard case .enqueued(let waiting) = enter() else { return .disengaged(agent) }
            return .handedOver(waiting, to: colleague ?? agent)
        case 64..<66:
            return .givenBack(
                call, isAside: Bool.random(using: &chance), wasMissed: Bool.random(using: &chance))
        default: return agentAtWork() ?? .talkEnded(agent, call)
        }
    }

    /// A letter comes or is answered, or those outside and the agents take turns.
    private mutating func letter() -> QueueEvent {
        let contact = CallID("w\(Int.random(in: 0...6, using: &chance))")
        switch Int.random(in: 0..<6, using: &chance) {
        case 0..<3:
            return .writtenEntered(
                WrittenWaiting(
                    contact: contact, queue: "q\(Int.random(in: 0...4, using: &chance))",
                    due: .seconds(Int.random(in: -90...90, using: &chance))))
        case 3: return .writtenLeft(contact)
        default:
            let call = calls.suffix(12).randomElement(using: &chance) ?? contact
            return .turnGiven(call, toOutside: Bool.random(using: &chance))
        }
    }

    /// Somebody who is rung answers or not, somebody who talks ends it.
    private mutating func agentAtWork() -> QueueEvent? {
        let agents = hall.state.atWork.sorted { $0.key.rawValue < $1.key.rawValue }
            .filter { if case .ready = $0.value { false } else { true } }
        guard let (agent, state) = agents.randomElement(using: &chance) else { return nil }
        switch state {
        case .ringing(let call):
            if Int.random(in: 0..<3, using: &chance) > 0 { return .answered(agent, call) }
            let reason = CallEvent.NoAnswerReason.allCases.randomElement(using: &chance)
            return .notAnswered(agent, call, reason ?? .timeout)
        case .talking(let call, _):
            guard hall.state.isCallback(call), Bool.random(using: &chance) else {
                return .talkEnded(agent, call)
            }
            lastCall += 1
            calls.append(CallID("c\(lastCall)"))
            return .calledBack(call, as: CallID("c\(lastCall)"))
        case .wrapUp: return .wrapUpEnded(agent)
        case .away: return .ready(agent)
        case .ready, .loggedOut: return nil
        }
    }

    private mutating func enter() -> QueueEvent {
        let isNew = Int.random(in: 0..<10, using: &chance) > 0
        if isNew {
            lastCall += 1
            calls.append(CallID("c\(lastCall)"))
        }
        let call = isNew ? calls.last : calls.suffix(12).randomElement(using: &chance)
        let age = [0, 0, 0, 5, 90, 700].randomElement(using: &chance) ?? 0
        let colleague =
            Int.random(in: 0..<8, using: &chance) == 0
            ? AgentID("a\(Int.random(in: 0...8, using: &chance))") : nil
        return .enqueued(
            Waiting(
                call: call ?? CallID("c0"), queue: "q\(Int.random(in: 0...4, using: &chance))",
                since: hall.now - .seconds(age), entered: hall.now, preferred: colleague,
                isCallback: Int.random(in: 0..<12, using: &chance) == 0,
                isOutside: Int.random(in: 0..<10, using: &chance) == 0))
    }

    /// A span, mostly short.
    mutating func span() -> Duration {
        .milliseconds([0, 0, 300, 2_500, 9_000, 40_000].randomElement(using: &chance) ?? 0)
    }

    /// Four queues of five and eight agents of nine: what is missing comes with another plan.
    static func plan(_ chance: inout SeededGenerator) -> QueuePlan {
        let bound = [40, 120, 120].randomElement(using: &chance) ?? 120
        var plan = QueuePlan(starvationBound: .seconds(bound))
        for name in (0...4).map({ "q\($0)" }) where Int.random(in: 0..<5, using: &chance) > 0 {
            plan.queues[name] = queue(name, &chance)
        }
        for agent in 0...8 where Int.random(in: 0..<9, using: &chance) > 0 {
            plan.agents[AgentID("a\(agent)")] = self.agent(&chance)
        }
        return plan
    }

    private static func queue(_ name: String, _ chance: inout SeededGenerator) -> QueueRules {
        QueueRules(
            name: name, level: ["one", "two"].randomElement(using: &chance) ?? "",
            priority: Int.random(in: 0...2, using: &chance),
            strategy: RingStrategy.allCases.randomElement(using: &chance) ?? .longestIdle,
            ring: .seconds(Int.random(in: 5...20, using: &chance)), skills: skills(1, &chance),
            maxLength: [nil, nil, 0, 3, 8].randomElement(using: &chance) ?? nil,
            needsAgents: [.never, .never, .loggedIn, .ready].randomElement(using: &chance)
                ?? .never)
    }

    private static func agent(_ chance: inout SeededGenerator) -> AgentRules {
        AgentRules(
            levels: [["one"], ["two"], ["one", "two"], []].randomElement(using: &chance) ?? [],
            queues: [["q0"], [], []].randomElement(using: &chance) ?? [],
            skills: skills(3, &chance),
            wrapUp: .seconds([0, 5, 15].randomElement(using: &chance) ?? 0),
            order: Int.random(in: 0...3, using: &chance),
            missedCalls: Int.random(in: 1...3, using: &chance))
    }

    private static func skills(
        _ most: Int, _ chance: inout SeededGenerator
    ) -> [String: Int] {
        var skills: [String: Int] = [:]
        for skill in ["english", "billing"] where Int.random(in: 0..<4, using: &chance) < most {
            skills[skill] = Int.random(in: 1...3, using: &chance)
        }
        return skills
    }
}
