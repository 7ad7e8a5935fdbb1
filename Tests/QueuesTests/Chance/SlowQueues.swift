import Queues
import Telephony

/// The rules of the queues as plainly as can be: lists, and a look at everybody for each decision.
///
/// It answers an event with the same effects as ``Queues``, in no certain order, and no estimates.
struct SlowQueues {
    struct Person {
        var waiting: Waiting
        let entry: Int
        var state: CallerState
        var isGhost: Bool
        var colleague: AgentID?
        var missedBy: Set<AgentID> = []
        var isOutside = false

        var call: CallID { waiting.call }
        var isQueued: Bool { if case .talking = state { false } else { true } }
        var rung: [AgentID] { if case .offered(let agents) = state { agents } else { [] } }
    }

    struct Worker {
        var rules: AgentRules
        var isInPlan = true
        var state: AgentState
        var idleSince: Duration
        var isResting = false
        var isEngaged = false
        var misses = 0
        var calls = 0
        var afterwards: AgentState?

        var isFree: Bool { if case .ready = state { !isResting && !isEngaged } else { false } }
        /// Where they go when they have no call.
        var goal: AgentState? { isInPlan ? afterwards : .loggedOut }
        var isAwaited: Bool { state.isPresent && goal == nil }
    }

    var plan: QueuePlan
    /// The bound of the plan before.
    var formerBound = Duration.zero
    var people: [CallID: Person] = [:]
    var workers: [AgentID: Worker] = [:]
    /// The rules of queues that are gone but not empty.
    var gone: [String: QueueRules] = [:]
    /// What waits in writing, with who has it in hand.
    var letters: [CallID: (waiting: WrittenWaiting, entry: Int, agent: AgentID?)] = [:]
    var entries = 0
    var mayRing = true
    var now = Duration.zero
    var effects: [QueueEffect] = []

    init(plan: QueuePlan) { self.plan = plan }

    mutating func step(_ event: QueueEvent, now: Duration) -> [QueueEffect] {
        self.now = now
        effects = []
        var fired: QueueTimer?
        if case .timerFired(let timer) = event { fired = timer }
        take(event)
        settle()
        return effects.filter { $0 != fired.map { .cancelTimer($0) } }
    }

    func rules(of queue: String) -> QueueRules? { plan.queues[queue] ?? gone[queue] }

    func isAble(_ agent: AgentID, _ queue: String) -> Bool {
        guard let worker = workers[agent], worker.isInPlan, let rules = rules(of: queue) else {
            return false
        }
        return worker.rules.serves(rules)
    }

    func canTake(_ agent: AgentID, _ person: Person) -> Bool {
        if let colleague = person.colleague { return colleague == agent }
        return isAble(agent, person.waiting.queue)
    }

    func isStaffed(_ queue: String) -> Bool {
        let able = workers.keys.filter { isAble($0, queue) }
        return switch rules(of: queue)?.needsAgents {
        case .loggedIn: !able.isEmpty
        case .ready: able.contains { workers[$0]?.state.isPresent == true }
        case .never, nil: true
        }
    }

    /// Whether one goes before another.
    func goes(_ one: Person, before other: Person) -> Bool {
        func isStarving(_ person: Person) -> Bool {
            now - person.waiting.since >= plan.starvationBound
        }
        func priority(_ person: Person) -> Int { rules(of: person.waiting.queue)?.priority ?? 0 }
        if isStarving(one) != isStarving(other) { return isStarving(one) }
        if !isStarving(one), priority(one) != priority(other) {
            return priority(one) > priority(other)
        }
        return (one.waiting.since, one.entry) < (other.waiting.since, other.entry)
    }

    private mutating func set(_ agent: AgentID, _ state: AgentState) {
        guard workers[agent]?.state != state else { return }
        workers[agent]?.state = state
        effects.append(.agent(agent, state))
        if state == .loggedOut { workers[agent] = nil }
    }

    private mutating func makeFree(_ agent: AgentID, since: Duration? = nil) {
        workers[agent]?.idleSince = since ?? now
        set(agent, .ready(since: since ?? now))
    }

    private mutating func restart(_ agent: AgentID, _ state: AgentState) {
        workers[agent]?.misses = 0
        workers[agent]?.isResting = false
        workers[agent]?.afterwards = nil
        if let contact = letter(of: agent), !state.isPresent {
            letters[contact]?.agent = nil
            effects.append(.returnWritten(contact, from: agent))
        }
        if case .ready = state { makeFree(agent) } else { set(agent, state) }
    }

    private mutating func stopRings(for call: CallID, but answering: AgentID? = nil) {
        for agent in people[call]?.rung ?? [] where agent != answering {
            effects += [.withdraw(call, from: agent), .cancelTimer(.ring(agent))]
            makeFree(agent, since: workers[agent]?.idleSince)
        }
    }

    private mutating func stopRing(_ agent: AgentID, for call: CallID) {
        guard let rung = people[call]?.rung.filter({ $0 != agent }) else { return }
        people[call]?.state = rung.isEmpty ? .waiting : .offered(rung)
    }

    private mutating func finish(_ agent: AgentID, _ call: CallID) {
        effects.append(.wrapUpEnded(agent, call))
        restart(agent, stamped(workers[agent]?.goal ?? .ready(since: now)))
    }

    private func stamped(_ state: AgentState) -> AgentState {
        if case .away(let reason, _) = state { .away(reason: reason, since: now) } else { state }
    }

    mutating func take(_ event: QueueEvent) {
        switch event {
        case .enqueued(let waiting):
            if let person = people[waiting.call], person.isQueued, person.waiting == waiting {
                return
            }
            take(.left(waiting.call))
            guard plan.queues[waiting.queue] != nil else {
                return effects.append(.flowOut(waiting.call, .closed))
            }
            entries += 1
            let patience = waiting.entered + plan.starvationBound - now
            let awaited =
                waiting.preferred.flatMap { workers[$0] }?.isAwaited == true && patience > .zero
            let isOutside =
                waiting.isOutside && !waiting.isCallback && waiting.preferred == nil
            let person = Person(
                waiting: waiting, entry: entries, state: .waiting, isGhost: waiting.isCallback,
                colleague: awaited ? waiting.preferred : nil, isOutside: isOutside)
            let length = people.values.filter {
                $0.isQueued && $0.waiting.queue == waiting.queue
            }.count
            if !person.isGhost {
                if !awaited, !isOutside, !isStaffed(waiting.queue) {
                    return effects.append(.flowOut(waiting.call, .empty))
                }
                let isTaken =
                    !isOutside && mayRing
                    && workers.contains { $0.value.isFree && canTake($0.key, person) }
                if !isTaken, length >= plan.queues[waiting.queue]?.maxLength ?? .max {
                    return effects.append(.flowOut(waiting.call, .full))
                }
            }
            people[waiting.call] = person
            if awaited { effects.append(.setTimer(.colleague(waiting.call), patience)) }
        case .left(let call):
            guard let person = people[call] else { return }
            stopRings(for: call)
            if case .paused = person.state { effects.append(.cancelTimer(.callback(call))) }
            loseColleague(call)
            people[call] = nil
            guard case .talking(let agent) = person.state else { return }
            if person.isGhost {
                restart(agent, stamped(workers[agent]?.goal ?? .ready(since: now)))
            } else {
                hangUp(agent, call)
            }
        case .steppedAside(let call):
            guard let person = people[call], !person.isGhost else { return }
            switch person.state {
            case .waiting, .offered:
                stopRings(for: call)
                people[call]?.state = .aside
            default: return
            }
        case .cameBack(let call):
            if people[call]?.state == .aside { people[call]?.state = .waiting }
        case .becameCallback(let call):
            guard let person = people[call], !person.isGhost, person.isQueued else { return }
            stopRings(for: call)
            people[call]?.state = .waiting
            people[call]?.isGhost = true
            people[call]?.isOutside = false
        case .turnGiven(let call, let isOutside):
            guard let person = people[call] else { return }
            people[call]?.isOutside = isOutside && !person.isGhost && person.colleague == nil
        case .writtenEntered(let waiting):
            guard letters[waiting.contact]?.waiting != waiting else { return }
            take(.writtenLeft(waiting.contact))
            entries += 1
            letters[waiting.contact] = (waiting, entries, nil)
        case .writtenLeft(let contact):
            guard let letter = letters.removeValue(forKey: contact) else { return }
            if let agent = letter.agent, case .ready = workers[agent]?.state {
                workers[agent]?.idleSince = now
            }
        case .callbackPaused(let call, let span):
            guard let person = people[call], person.isGhost else { return }
            if case .paused = person.state { return }
            stopRings(for: call)
            if case .talking(let agent) = person.state {
                restart(agent, stamped(workers[agent]?.goal ?? .ready(since: now)))
            }
            people[call]?.state = span > .zero ? .paused(until: now + span) : .waiting
            if span > .zero { effects.append(.setTimer(.callback(call), span)) }
        case .calledBack(let call, let name):
            guard var person = people[call], person.isGhost, people[name] == nil,
                case .talking(let agent) = person.state,
                case .talking(call, let since) = workers[agent]?.state
            else { return }
            person.waiting.call = name
            person.waiting.isCallback = false
            person.isGhost = false
            people[call] = nil
            people[name] = person
            set(agent, .talking(name, since: since))
        case .givenBack(let call, let isAside, let wasMissed):
            guard case .talking(let agent) = people[call]?.state else { return }
            giveBack(call, by: agent, isAside: isAside, wasMissed: wasMissed)
        case .loggedIn, .loggedOut, .ready, .away, .answered, .notAnswered, .talkEnded,
            .wrapUpEnded:
            takeAgent(event)
        case .timerFired(.ring(let agent)):
            if case .ringing(let call) = workers[agent]?.state {
                take(.notAnswered(agent, call, .timeout))
            }
        case .timerFired(.wrapUp(let agent)): take(.wrapUpEnded(agent))
        case .timerFired(.rest(let agent)): workers[agent]?.isResting = false
        case .timerFired(.callback(let call)):
            if case .paused = people[call]?.state { people[call]?.state = .waiting }
        case .timerFired(.colleague(let call)):
            if people[call]?.state == .waiting { loseColleague(call) }
        case .engaged(let agent): workers[agent]?.isEngaged = true
        case .disengaged(let agent): workers[agent]?.isEngaged = false
        case .handedOver(let waiting, let agent): handOver(waiting, to: agent)
        case .estimateWanted: break
        case .planChanged: changePlan()
        case .ringing(let isAllowed): mayRing = isAllowed
        }
    }

    private mutating func handOver(_ waiting: Waiting, to agent: AgentID) {
        guard let worker = workers[agent], worker.isEngaged, plan.queues[waiting.queue] != nil
        else { return take(.enqueued(waiting)) }
        var afterwards = worker.afterwards
        switch worker.state {
        case .ready: break
        case .away: afterwards = worker.state
        default: return take(.enqueued(waiting))
        }
        take(.left(waiting.call))
        if worker.isResting { effects.append(.cancelTimer(.rest(agent))) }
        entries += 1
        people[waiting.call] = Person(
            waiting: waiting, entry: entries, state: .talking(agent), isGhost: waiting.isCallback)
        workers[agent]?.isResting = false
        workers[agent]?.isEngaged = false
        workers[agent]?.misses = 0
        workers[agent]?.calls += 1
        workers[agent]?.afterwards = afterwards
        set(agent, .talking(waiting.call, since: now))
    }

    private mutating func loseColleague(_ call: CallID) {
        guard people[call]?.colleague != nil else { return }
        people[call]?.colleague = nil
        effects.append(.cancelTimer(.colleague(call)))
    }

    private mutating func giveBack(
        _ call: CallID, by agent: AgentID, isAside: Bool, wasMissed: Bool
    ) {
        let isGhost = people[call]?.isGhost ?? false
        people[call]?.state = isAside && !isGhost ? .aside : .waiting
        if people[call]?.colleague == agent { loseColleague(call) }
        if wasMissed { people[call]?.missedBy.insert(agent) }
        if let goal = workers[agent]?.goal { return restart(agent, stamped(goal)) }
        guard wasMissed else { return restart(agent, .ready(since: now)) }
        workers[agent]?.misses += 1
        let misses = workers[agent]?.misses ?? 0
        guard misses < workers[agent]?.rules.missedCalls ?? 1 else {
            return restart(agent, .away(reason: "no-answer", since: now))
        }
        makeFree(agent)
        workers[agent]?.isResting = true
        effects.append(.setTimer(.rest(agent), .seconds(5)))
    }

    private mutating func takeAgent(_ event: QueueEvent) {
        switch event {
        case .loggedIn(let agent, let ready):
            if workers[agent]?.afterwards == .loggedOut { workers[agent]?.afterwards = nil }
            guard let rules = plan.agents[agent], workers[agent] == nil else { return }
            workers[agent] = Worker(rules: rules, state: .loggedOut, idleSince: now)
            set(agent, ready ? .ready(since: now) : .away(reason: "login", since: now))
        case .loggedOut(let agent): release(agent, .loggedOut)
        case .away(let agent, let reason): release(agent, .away(reason: reason, since: now))
        case .ready(let agent):
            switch workers[agent]?.state {
            case .away: restart(agent, .ready(since: now))
            case .ready where workers[agent]?.isResting == true:
                workers[agent]?.isResting = false
                effects.append(.cancelTimer(.rest(agent)))
            case .talking: workers[agent]?.afterwards = nil
            case .wrapUp:
                workers[agent]?.afterwards = nil
                take(.wrapUpEnded(agent))
            default: return
            }
        case .answered(let agent, let call):
            if case .talking(call, _) = workers[agent]?.state { return }
            guard workers[agent]?.state == .ringing(call) else {
                return effects.append(.withdraw(call, from: agent))
            }
            effects += [.cancelTimer(.ring(agent)), .connect(call, agent)]
            stopRings(for: call, but: agent)
            people[call]?.state = .talking(agent)
            people[call]?.missedBy = []
            loseColleague(call)
            workers[agent]?.calls += 1
            workers[agent]?.misses = 0
            set(agent, .talking(call, since: now))
        case .notAnswered(let agent, let call, let reason):
            guard workers[agent]?.state == .ringing(call) else { return }
            effects += [.cancelTimer(.ring(agent)), .noAnswer(call, agent, reason)]
            stopRing(agent, for: call)
            guard reason != .withdrawn else {
                return makeFree(agent, since: workers[agent]?.idleSince)
            }
            people[call]?.missedBy.insert(agent)
            if people[call]?.colleague == agent { loseColleague(call) }
            workers[agent]?.misses += 1
            let misses = workers[agent]?.misses ?? 0
            if reason == .unreachable {
                restart(agent, .away(reason: "unreachable", since: now))
            } else if misses >= workers[agent]?.rules.missedCalls ?? 1 {
                restart(agent, .away(reason: "no-answer", since: now))
            } else {
                makeFree(agent)
                guard reason != .timeout else { return }
                workers[agent]?.isResting = true
                effects.append(.setTimer(.rest(agent), .seconds(5)))
            }
        case .talkEnded(let agent, let call):
            guard case .talking(call, _) = workers[agent]?.state else { return }
            people[call] = nil
            hangUp(agent, call)
        case .wrapUpEnded(let agent):
            guard case .wrapUp(let call, _) = workers[agent]?.state else { return }
            effects.append(.cancelTimer(.wrapUp(agent)))
            finish(agent, call)
        default: return
        }
    }

    private mutating func hangUp(_ agent: AgentID, _ call: CallID) {
        let span = workers[agent]?.rules.wrapUp ?? .zero
        guard span > .zero else { return finish(agent, call) }
        set(agent, .wrapUp(call, until: now + span))
        effects.append(.setTimer(.wrapUp(agent), span))
    }

    private mutating func release(_ agent: AgentID, _ goal: AgentState) {
        switch workers[agent]?.state {
        case .talking: workers[agent]?.afterwards = goal
        case .ringing(let call):
            effects += [.withdraw(call, from: agent), .cancelTimer(.ring(agent))]
            stopRing(agent, for: call)
            restart(agent, goal)
        case .wrapUp:
            workers[agent]?.afterwards = goal
            take(.wrapUpEnded(agent))
        case .ready:
            if workers[agent]?.isResting == true { effects.append(.cancelTimer(.rest(agent))) }
            restart(agent, goal)
        case .away(let reason, _):
            if case .away(reason, _) = goal { return }
            restart(agent, goal)
        case .loggedOut, nil: return
        }
    }

    private mutating func changePlan() {
        for agent in workers.keys {
            workers[agent]?.isInPlan = plan.agents[agent] != nil
            if let rules = plan.agents[agent] { workers[agent]?.rules = rules }
        }
        for (call, person) in people {
            guard let colleague = person.colleague else { continue }
            let patience = person.waiting.entered + plan.starvationBound - now
            let isAwaited = workers[colleague]?.isAwaited == true
            if patience <= .zero {
                if person.state != .waiting { effects.append(.cancelTimer(.colleague(call))) }
            } else if formerBound != plan.starvationBound, isAwaited || person.state != .waiting {
                effects.append(.setTimer(.colleague(call), patience))
            }
        }
        for agent in workers.keys where plan.agents[agent] == nil {
            switch workers[agent]?.state {
            case .talking, .wrapUp: continue
            default: release(agent, .loggedOut)
            }
        }
    }

    private mutating func settle() {
        for (call, person) in people where person.state == .waiting {
            guard let colleague = person.colleague else { continue }
            // At the very moment the timer says so.
            let isOver = now > person.waiting.entered + plan.starvationBound
            if workers[colleague]?.isAwaited != true || isOver { loseColleague(call) }
        }
        for (call, person) in people
        where person.state == .waiting && !person.isGhost && !person.isOutside
            && !isStaffed(person.waiting.queue)
        {
            guard people[call]?.colleague == nil else { continue }
            people[call] = nil
            effects.append(.flowOut(call, .empty))
        }
        guard mayRing else { return }
        while let person = first({ $0.state == .waiting && !$0.isOutside }) { offer(person) }
        while let person = first({ !$0.rung.isEmpty && isRungByAll($0) }, joining: true) {
            join(person)
        }
        giveLetters()
    }

    func letter(of agent: AgentID) -> CallID? { letters.first { $0.value.agent == agent }?.key }

    private mutating func giveLetters() {
        let order = letters.filter { $0.value.agent == nil }
            .sorted {
                ($0.value.waiting.due, $0.value.entry) < ($1.value.waiting.due, $1.value.entry)
            }
        for (contact, letter) in order where plan.queues[letter.waiting.queue] != nil {
            let person = Person(
                waiting: Waiting(call: contact, queue: letter.waiting.queue, since: now), entry: 0,
                state: .waiting, isGhost: false)
            let writer = takers(of: person).filter { self.letter(of: $0) == nil }
                .min { goes($0, before: $1, for: person) }
            guard let writer else { continue }
            letters[contact]?.agent = writer
            effects.append(.giveWritten(contact, to: writer))
        }
    }

    func isRungByAll(_ person: Person) -> Bool {
        person.colleague == nil && rules(of: person.waiting.queue)?.strategy == .ringAll
    }

    private func takers(of person: Person, joining: Bool = false) -> [AgentID] {
        workers.keys.filter { agent in
            workers[agent]?.isFree == true && canTake(agent, person)
                && !(joining && person.missedBy.contains(agent))
        }
    }

    private func first(_ holds: (Person) -> Bool, joining: Bool = false) -> Person? {
        people.values.filter { holds($0) && !takers(of: $0, joining: joining).isEmpty }
            .min { goes($0, before: $1) }
    }

    private mutating func ring(_ agents: [AgentID], for person: Person) {
        people[person.call]?.state = .offered(person.rung + agents)
        let patience = rules(of: person.waiting.queue)?.ring ?? .zero
        for agent in agents {
            set(agent, .ringing(person.call))
            effects += [
                .offer(person.call, to: agent, within: patience),
                .setTimer(.ring(agent), patience),
            ]
        }
    }

    private mutating func offer(_ person: Person) {
        let takers = takers(of: person)
        var fresh = takers.filter { !person.missedBy.contains($0) }
        if fresh.isEmpty {
            people[person.call]?.missedBy = []
            fresh = takers
        }
        let order = fresh.sorted { goes($0, before: $1, for: person) }
        ring(isRungByAll(person) ? order : Array(order.prefix(1)), for: person)
    }

    private mutating func join(_ person: Person) {
        let takers = takers(of: person, joining: true)
        ring(takers.sorted { goes($0, before: $1, for: person) }, for: person)
    }

    /// Whether one agent is rung before another.
    private func goes(_ one: AgentID, before other: AgentID, for person: Person) -> Bool {
        guard let left = workers[one], let right = workers[other],
            let rules = rules(of: person.waiting.queue)
        else { return false }
        func rank(_ worker: Worker) -> Int {
            switch rules.strategy {
            case .longestIdle, .ringAll: 0
            case .fixedOrder: worker.rules.order
            case .leastCalls: worker.calls
            case .bestSkilled: -rules.skills.keys.reduce(0) { $0 + (worker.rules.skills[$1] ?? 0) }
            }
        }
        let isWriting = letter(of: one) != nil
        guard isWriting == (letter(of: other) != nil) else { return !isWriting }
        return (rank(left), left.idleSince, left.rules.order, one.rawValue)
            < (rank(right), right.idleSince, right.rules.order, other.rawValue)
    }
}
