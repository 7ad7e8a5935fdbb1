import Queues
import Telephony

/// Queues at work under a clock that the test moves; timers fire as they come due.
struct Hall {
    var queues: Queues
    var state = Queues.State()
    var now = Duration.zero
    /// The timers that run, with their deadlines.
    private(set) var timers: [QueueTimer: Duration] = [:]

    init(_ plan: QueuePlan) {
        queues = Queues(plan: plan)
        self(.planChanged)
    }

    /// A hall with one queue, `q`, and agents who are ready.
    init(
        queue: QueueRules = .fixture(), agents: [String] = [], rules: AgentRules = .fixture()
    ) {
        self.init(.fixture([queue], agents: agents.map { ($0, rules) }))
        for agent in agents { self(.loggedIn(AgentID(agent), ready: true)) }
    }

    @discardableResult mutating func callAsFunction(_ event: QueueEvent) -> [QueueEffect] {
        if case .timerFired(let timer) = event { timers[timer] = nil }
        let effects = queues.step(&state, on: event, now: now)
        for effect in effects {
            if case .setTimer(let timer, let span) = effect { timers[timer] = now + span }
            if case .cancelTimer(let timer) = effect { timers[timer] = nil }
        }
        return effects
    }

    /// Somebody begins to wait, now unless told otherwise.
    @discardableResult mutating func enter(
        _ call: String, _ queue: String = "q", since: Duration? = nil, preferred: String? = nil,
        isCallback: Bool = false
    ) -> [QueueEffect] {
        self(
            .enqueued(
                Waiting(
                    call: CallID(call), queue: queue, since: since ?? now, entered: now,
                    preferred: preferred.map { AgentID($0) }, isCallback: isCallback)))
    }

    /// Lets time pass, and the timers fire that come due.
    @discardableResult mutating func wait(_ seconds: Double) -> [QueueEffect] {
        let end = now + .seconds(seconds)
        var effects: [QueueEffect] = []
        while let timer = next(before: end) { effects += self(.timerFired(timer)) }
        now = end
        return effects
    }

    /// The timer that fires next up to a time; the clock stands at it then.
    mutating func next(before end: Duration) -> QueueTimer? {
        guard let next = nextTimer, next.deadline <= end else { return nil }
        now = max(now, next.deadline)
        return next.timer
    }

    private var nextTimer: (timer: QueueTimer, deadline: Duration)? {
        timers.min { ($0.value, "\($0.key)") < ($1.value, "\($1.key)") }
            .map { ($0.key, $0.value) }
    }

    /// Lets an agent answer, talk and wrap up for the caller for whom they are rung.
    @discardableResult mutating func serve(_ agent: String, seconds: Double = 0) -> [QueueEffect] {
        let agent = AgentID(agent)
        guard case .ringing(let call) = state.state(of: agent) else { return [] }
        var effects = self(.answered(agent, call))
        effects += wait(seconds)
        effects += self(.talkEnded(agent, call))
        return effects + self(.wrapUpEnded(agent))
    }
}

extension CallID {
    init(_ name: String) { self.init(rawValue: name) }
}

extension AgentID {
    init(_ name: String) { self.init(rawValue: name) }
}

extension QueueRules {
    static func fixture(
        _ name: String = "q", level: String = "one", priority: Int = 0,
        strategy: RingStrategy = .longestIdle, skills: [String: Int] = [:],
        maxLength: Int? = nil, needsAgents: AgentsNeeded = .never
    ) -> QueueRules {
        QueueRules(
            name: name, level: level, priority: priority, strategy: strategy, skills: skills,
            maxLength: maxLength, needsAgents: needsAgents)
    }
}

extension AgentRules {
    static func fixture(
        levels: Set<String> = ["one"], queues: Set<String> = [], skills: [String: Int] = [:],
        wrapUp: Duration = .seconds(15), order: Int = 0, missedCalls: Int = 2
    ) -> AgentRules {
        AgentRules(
            levels: levels, queues: queues, skills: skills, wrapUp: wrapUp, order: order,
            missedCalls: missedCalls)
    }
}

extension QueuePlan {
    static func fixture(
        _ queues: [QueueRules] = [.fixture()], agents: [(String, AgentRules)] = []
    ) -> QueuePlan {
        QueuePlan(
            queues: Dictionary(uniqueKeysWithValues: queues.map { ($0.name, $0) }),
            agents: Dictionary(uniqueKeysWithValues: agents.map { (AgentID($0.0), $0.1) }))
    }
}

extension [QueueEffect] {
    /// Who is offered to whom, as `c1 to a`.
    var offers: [String] {
        compactMap {
            if case .offer(let call, let agent, _) = $0 { "\(call) to \(agent)" } else { nil }
        }
    }

    /// The bands that are told.
    var bands: [WaitBand?] {
        compactMap { if case .estimated(_, _, let band) = $0 { .some(band) } else { nil } }
    }
}
