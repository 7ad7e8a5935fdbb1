import CallCentre
import Flows
import Queues
import Telephony

// What goes wrong, and what is looked at then.
extension SimulationRun {
    /// The promise that was broken; nil where none was, or nothing is checked.
    public var violation: Invariants.Violation? { ordeal?.failure }

    /// How many faults of each sort have happened.
    public var faultCounts: [FaultPlan.Kind: Int] { ordeal?.happened ?? [:] }

    /// How many faults have happened.
    public var faultCount: Int { faultCounts.values.reduce(0, +) }

    /// How many faults were to happen, some of which may be left out.
    var plannedFaults: Int { ordeal?.planned ?? 0 }

    /// How many came, whether somebody took their calls or not.
    public var comers: Int { ordeal?.comers ?? calls }

    /// From one fault of a sort to the next, on average.
    private static let pauses: [FaultPlan.Kind: Int64] = [
        .phones: 300_000, .store: 900_000, .crash: 1_800_000,
    ]

    mutating func planFaults() {
        guard let faults = ordeal?.plan else { return }
        var due: [(time: Int64, fault: Fault)] = []
        for kind in FaultPlan.Kind.allCases where faults.kinds.contains(kind) {
            // In streams of their own, so that faults left out change nothing of the others.
            var chance = Chance(seed: seed, .faults, UInt64(naming: kind.rawValue))
            var time = faults.from
            while true {
                let pause = Distribution.exponential(
                    mean: .milliseconds(Self.pauses[kind] ?? 900_000))
                time += pause.draw(from: &chance) ?? 0
                guard time < faults.reduction.until ?? end else { break }
                due.append((time, fault(of: kind, &chance)))
            }
        }
        let ordered = due.enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }
        ordeal?.planned = ordered.count
        for (number, fault) in ordered.enumerated()
        where faults.reduction.faults?.contains(number) ?? true {
            intend(.fault(fault.element.fault), at: fault.element.time)
        }
    }

    private func fault(of kind: FaultPlan.Kind, _ chance: inout Chance) -> Fault {
        func span(_ distribution: Distribution) -> Int64 { distribution.draw(from: &chance) ?? 0 }
        return switch kind {
        case .phones:
            .phoneDies(
                agent: chance.below(agents.count),
                for: span(.exponential(mean: .seconds(120))))
        case .store: .storeStalls(for: span(.uniform(from: .seconds(1), to: .seconds(30))))
        case .crash: .crash(for: span(.uniform(from: .milliseconds(500), to: .seconds(20))))
        }
    }

    /// How long a line is silent before it is given up.
    private static let silence: Int64 = 20_000

    mutating func suffer(_ fault: Fault) {
        switch fault {
        case .phoneDies(let agent, let span):
            guard agents.indices.contains(agent), !agents[agent].isPhoneDead else { return }
            agents[agent].isPhoneDead = true
            if let leg = agents[agent].leg {
                intend(.fault(.deadLineEnds(agent: agent, leg: leg)), after: Self.silence)
            }
            intend(.fault(.phoneIsBack(agent: agent)), after: span)
            guard agents[agent].isThere else { return }
            ordeal?.count(.phones)
            happen(.telephone(isReachable: false), to: agent)
        case .phoneIsBack(let agent):
            agents[agent].isPhoneDead = false
            if agents[agent].isThere { happen(.telephone(isReachable: true), to: agent) }
        case .deadLineEnds(let agent, let leg):
            guard agents[agent].leg == leg else { return }
            happen(.hungUp, at: agent)
        case .storeStalls(let span):
            ordeal?.count(.store)
            stage.take(.ringing(isAllowed: false), at: .milliseconds(clock))
            intend(.fault(.storeGoesOn), after: span)
        case .storeGoesOn: stage.take(.ringing(isAllowed: true), at: .milliseconds(clock))
        case .crash(let span): crash(for: span)
        case .restart: restart()
        }
    }

    // MARK: A crash

    private mutating func crash(for span: Int64) {
        guard ordeal?.isDown == false, let invariants = ordeal?.invariants else { return }
        ordeal?.count(.crash)
        lost = (Set(invariants.atWork.keys), invariants.atWork)
        ordeal?.isDown = true
        // Nobody hears anybody any more, and what they were about to do has no sense now.
        callers = CallTable()
        attempts = [:]
        shiftAgents = [:]
        for agent in agents.indices {
            agents[agent].leg = nil
            agents[agent].call = nil
            agents[agent].wrap = nil
            agents[agent].shiftName = nil
        }
        outside = outside.mapValues { OutsideDesk($0.plan) }
        for call in calledBack.keys { calledBack[call]?.ring = 0 }
        agenda.keep(where: \.outlivesProcess)
        for record in invariants.endings(at: .milliseconds(clock)) { take(record) }
        dropLetters()
        stage = Stage(
            program: program, lengths: PromptLengths(.text), now: .milliseconds(clock))
        intend(.fault(.restart), after: span)
    }

    private mutating func restart() {
        ordeal?.isDown = false
        stage = Stage(
            program: program, lengths: PromptLengths(.text), now: .milliseconds(clock))
        var back: Set<String> = []
        for agent in agents.indices where agents[agent].isThere {
            guard let presence = lost.presence[agents[agent].id.rawValue] else { continue }
            back.insert(agents[agent].id.rawValue)
            logInAgain(agent, presence)
        }
        // Who came to work meanwhile says so now.
        for agent in agents.indices
        where agents[agent].isThere && !back.contains(agents[agent].id.rawValue) {
            agents[agent].isThere = false
            logIn(agent)
        }
        keepLetters()
        let owed = ordeal?.invariants.callbacks ?? [:]
        for (call, callback) in owed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            keep(call, callback)
        }
        ordeal?.invariants.checkRecovery(
            CentreSnapshot(stage.centreState), agents: back, callbacks: Set(owed.keys),
            at: .milliseconds(clock))
    }

    private mutating func logInAgain(_ agent: Int, _ presence: Invariants.AgentPresence) {
        shifts += 1
        let shift = CallID(rawValue: "shift-\(shifts)")
        agents[agent].shiftName = shift
        shiftAgents[shift] = agent
        var away: String?
        if case .away(let reason) = presence {
            away = reason
            if reason == AgentState.awayAfterMisses {
                intend(.comeBack(agent: agent), after: 60_000)
            }
        }
        happen(
            .login(
                AgentInput.Login(away: away, shift: shift, unixMilliseconds: origin + clock)),
            to: agent)
        if case .away(AgentState.awayUnreachable) = presence, !agents[agent].isPhoneDead {
            happen(.telephone(isReachable: true), to: agent)
        }
    }

    private mutating func keep(_ call: CallID, _ callback: Invariants.Callback) {
        guard case .personal(let text) = callback.number, let number = PhoneNumber(text) else {
            return
        }
        let pause = program.centre.callbacks?.pause ?? .zero
        let due = callback.lastFailed.map { $0 + pause } ?? .milliseconds(clock)
        stage.take(
            .callback(
                call,
                .kept(
                    KeptCallback(
                        queue: callback.queue, caller: callback.caller, number: number,
                        since: callback.since, accepted: callback.accepted,
                        recordsTalks: callback.recordsTalks, attempts: callback.attempts,
                        pause: max(.zero, due - .milliseconds(clock))))),
            at: .milliseconds(clock))
    }

    // MARK: Looking

    /// Looks at the centre after an event.
    mutating func check() {
        guard ordeal?.isDown == false else { return }
        ordeal?.invariants.check(
            CentreSnapshot(stage.centreState), at: .milliseconds(clock))
    }
}

extension SimulationRun.Act {
    /// Whether somebody does it whatever becomes of the process.
    fileprivate var outlivesProcess: Bool {
        switch self {
        case .day, .arrival, .callAgain, .logIn, .logOut, .breakBegins, .breakEnds, .letter,
            .outsideAnswersLetter, .outsideComes:
            true
        case .fault(.deadLineEnds), .fault(.storeGoesOn): false
        case .fault: true
        case .press, .hangUp, .giveUp, .escape, .stopSpeaking, .answer, .endTalk, .endWrapUp,
            .comeBack, .callbackRings, .outsideAnswers, .outsideGivesUp, .outsideHangsUp,
            .outsideIsFree, .outsideTellsAnswer, .finishLetter:
            false
        }
    }
}
