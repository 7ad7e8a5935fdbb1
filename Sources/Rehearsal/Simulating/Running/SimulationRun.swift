import CallCentre
public import Flows
import Queues
public import Telephony

/// One run of a simulation: callers, agents and people outside play on a ``Stage``, where the very
/// flows and queues that will answer decide what happens.
///
/// Everybody follows what is written down of their call, and what their telephone does. One seed, one
/// result; who calls and what they do stays the same when staff or rules are changed.
///
/// ```swift
/// var run = SimulationRun(plan, in: program, seed: 1)
/// while run.advance() {}
/// run.figures
/// ```
public struct SimulationRun: Sendable {
    /// What somebody is about to do.
    enum Act: Sendable {
        case day(Int)
        case arrival(stream: Int)
        /// Boxed: it is rare, and the largest by far.
        indirect case callAgain(SimulatedCaller.Identity)
        /// Keys are pressed, unless the caller has changed their mind.
        case press(CallID, ArraySlice<Digit>, mind: Int)
        /// The caller hangs up, unless they have changed their mind.
        case hangUp(CallID, mind: Int)
        /// A caller's patience is over.
        case giveUp(CallID, wait: Int)
        case escape(CallID, wait: Int)
        case stopSpeaking(CallID, mind: Int)
        case answer(agent: Int, leg: Int)
        case endTalk(agent: Int, leg: Int)
        case endWrapUp(agent: Int, talk: Int)
        case logIn(agent: Int)
        case logOut(agent: Int)
        case breakBegins(agent: Int)
        case breakEnds(agent: Int)
        case comeBack(agent: Int)
        case callbackRings(CallID, ring: Int, SimulationPlan.CallbackAnswer)
        case outsideAnswers(CallID, ring: Int)
        case outsideGivesUp(CallID, ring: Int)
        case outsideHangsUp(CallID, ring: Int)
        case outsideIsFree(String)
        case outsideComes(String)
        case outsideTellsAnswer(CallID, RequestID, Int, String)
        case letter(stream: Int)
        case finishLetter(CallID, turn: Int)
        case outsideAnswersLetter(CallID, String)
        case fault(Fault)
    }

    /// Somebody who accepted a callback.
    struct AwaitedCallback: Sendable {
        var identity: SimulatedCaller.Identity
        var queue: String
        /// The ring that goes on; 0 for none.
        var ring = 0
    }

    /// What is simulated.
    public let plan: SimulationPlan
    /// The flows, with the agents of the plan.
    public let program: FlowProgram
    /// What chance begins with.
    public let seed: UInt64

    var stage: Stage
    var agenda = Agenda<Act>()
    var population: Population
    var arrivals: [ArrivalTimes]
    /// The streams whose calls are those of a log, by place: who called again is among them.
    let replayed: Set<Int>
    var callers = CallTable<SimulatedCaller>()
    var written: Written
    var agents: [SimulatedAgent]
    let agentPlaces: [AgentID: Int]
    var outside: [String: OutsideDesk]
    /// Whose shift is whose.
    var shiftAgents: [CallID: Int] = [:]
    /// Who accepted a callback, by the call in which they did.
    var calledBack: [CallID: AwaitedCallback] = [:]
    /// The callback that an attempt is one of.
    var attempts: [CallID: CallID] = [:]
    let answers: [String: Lots<SimulationPlan.Answer>]
    let transfers: [String: Lots<String>]
    let callbackAnswers: Lots<SimulationPlan.CallbackAnswer>
    var chance: Chance
    /// Milliseconds from 1970 UTC to the beginning.
    let origin: Int64
    /// When the last day ends, in milliseconds from the beginning.
    let end: Int64
    /// The virtual time, in milliseconds from the beginning.
    var clock: Int64 = 0
    /// How many calls there have been.
    public internal(set) var calls = 0
    var shifts = 0
    var rings = 0

    /// The figures so far.
    public internal(set) var figures: RunFigures
    /// How many events have been written down.
    public internal(set) var events = 0
    /// Whether records are kept for ``takeRecords()``.
    public var keepsRecords = false
    var kept: [JournalRecord] = []
    /// Where records are put that are listened to; used again and again.
    var heard: [JournalRecord] = []
    /// Which faults happen, and what is checked; nil for none.
    var ordeal: Ordeal?
    /// Who was at work when the process died.
    var lost: (agents: Set<String>, presence: [String: Invariants.AgentPresence]) = ([], [:])

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - plan: what is simulated.
    ///   - program: the flows and their centre.
    ///   - seed: what chance begins with; nil for that of the plan.
    ///   - factors: so many times the calls of each stream; 1 for those not named.
    ///   - recorded: the moments of calls that are replayed from a log, in milliseconds since 1970
    ///     UTC, by stream.
    ///   - faults: what goes wrong; nil for a run that is not checked.
    public init(
        _ plan: SimulationPlan, in program: FlowProgram, seed: UInt64? = nil,
        factors: [String: Double] = [:], recorded: [String: [Int64]] = [:],
        faults: FaultPlan? = nil
    ) {
        let seed = seed ?? plan.seed
        let staffed = program.with(centre: program.centre.staffed(by: plan))
        self.plan = plan
        self.program = staffed
        self.seed = seed
        let zone = program.centre.zone
        let begin = zone.instant(of: CivilTime(date: plan.firstDay, secondOfDay: 0))
        let end = zone.instant(
            of: CivilTime(date: plan.firstDay.adding(days: plan.days), secondOfDay: 0))
        origin = Int64(begin) * 1_000
        self.end = Int64(end - begin) * 1_000
        stage = Stage(program: staffed, lengths: PromptLengths(.text))
        population = Population(plan, in: staffed, seed: seed)
        arrivals = plan.streams.map {
            ArrivalTimes(
                $0, in: plan, of: program.centre, seed: seed, factor: factors[$0.name] ?? 1,
                recorded: recorded[$0.name])
        }
        replayed = Set(plan.streams.indices.filter { recorded[plan.streams[$0].name] != nil })
        written = Written(plan, of: program.centre, seed: seed, factors: factors)
        agents = SimulatedAgent.all(of: plan, seed: seed)
        agentPlaces = Dictionary(
            agents.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { $1 })
        outside = program.centre.destinations.mapValues { _ in OutsideDesk(.init()) }
        for (name, people) in plan.destinations { outside[name] = OutsideDesk(people) }
        answers = plan.endpoints.mapValues { Lots($0.answers) }
        var transfers: [String: Lots<String>] = [:]
        for queue in program.centre.queues.values {
            let parts = plan.transfers[queue.name] ?? plan.transfers[queue.level]
            if let parts { transfers[queue.name] = Lots(parts) }
        }
        self.transfers = transfers
        callbackAnswers = Lots(
            plan.callbackAnswers.isEmpty ? [.init(.answer, weight: 1)] : plan.callbackAnswers)
        chance = Chance(seed: seed, .answers)
        var expected: [String: [Double]] = [:]
        for (stream, times) in zip(plan.streams, arrivals) {
            let own = times.expectedByHalfHour()
            expected[stream.called] = expected[stream.called].map { zip($0, own).map(+) } ?? own
        }
        figures = RunFigures(plan, of: staffed.centre, origin: origin, expected: expected)
        ordeal = faults.map { Ordeal($0, centre: staffed.centre) }
        for day in 0..<plan.days { intend(.day(day), at: day == 0 ? 0 : beginning(of: day)) }
        for stream in arrivals.indices { planArrival(stream) }
        for stream in plan.written.indices { planLetter(stream) }
        planFaults()
    }

    // MARK: Time

    /// The virtual time since the beginning of the first day.
    public var now: Duration { .milliseconds(clock) }

    /// Milliseconds from 1970 UTC to the beginning of the first day.
    public var unixOrigin: Int64 { origin }

    /// The beginning of a day, from 0.
    private func beginning(of day: Int) -> Int64 { time(of: day, second: 0) }

    /// When the clocks show a second of a day.
    func time(of day: Int, second: Int) -> Int64 {
        let time = CivilTime(date: plan.firstDay.adding(days: day), secondOfDay: 0).adding(second)
        return Int64(program.centre.zone.instant(of: time)) * 1_000 - origin
    }

    /// What the clocks of the centre show.
    var localTime: CivilTime {
        program.centre.zone.civilTime(
            at: Int(clock + origin).flooredDivision(by: 1_000).quotient)
    }

    /// Has somebody do something at a time.
    mutating func intend(_ act: Act, at time: Int64) { agenda.add(act, at: max(clock, time)) }

    mutating func intend(_ act: Act, after span: Int64) { intend(act, at: clock + max(0, span)) }

    /// Lets the next thing happen.
    ///
    /// - Returns: false once all calls of the period are over and everybody has gone home.
    public mutating func advance() -> Bool {
        guard ordeal?.failure == nil else { return false }
        let staged = stage.nextTime?.inMilliseconds
        let planned = agenda.nextTime
        switch (planned, staged) {
        case (nil, nil): return close()
        case (let planned?, let staged) where planned <= staged ?? .max:
            guard planned <= end || goesOn else { return close() }
            clock = max(clock, planned)
            if let act = agenda.removeNext() { perform(act) }
        default:
            guard (staged ?? .max) <= end || planned ?? .max <= end || goesOn
            else { return close() }
            stage.advance()
            clock = max(clock, stage.now.inMilliseconds)
        }
        listen()
        return true
    }

    /// Whether somebody has something left to do after the last day.
    private var goesOn: Bool {
        stage.openCalls > 0
            || stage.centreState.queueState.atWork.values.contains(where: \.isOnCall)
    }

    /// Those who are still there go home.
    private mutating func close() -> Bool {
        guard !hasClosed else { return false }
        hasClosed = true
        for agent in agents.indices where agents[agent].isThere { logOut(agent) }
        listen()
        figures.close()
        ordeal?.close(stage.centreState)
        return false
    }

    private var hasClosed = false

    /// The records since this was asked last; none unless ``keepsRecords``.
    public mutating func takeRecords() -> [JournalRecord] {
        var taken: [JournalRecord] = []
        swap(&taken, &kept)
        return taken
    }

    // MARK: The stage

    mutating func happen(_ input: CallInput, to call: CallID) {
        stage.take(.call(call, input, hidden: nil), at: .milliseconds(clock))
    }

    mutating func happen(_ input: AgentInput, to agent: Int) {
        stage.take(.agent(agents[agent].id, input), at: .milliseconds(clock))
    }

    mutating func happen(_ input: AgentInput.LegInput, at agent: Int) {
        guard let leg = agents[agent].leg else { return }
        happen(.leg(leg, input), to: agent)
    }

    private mutating func perform(_ act: Act) {
        switch act {
        case .day(let day): beginDay(day)
        case .arrival(let stream): arrive(in: stream)
        case .callAgain(let identity): arrive(population.caller(identity))
        case .press(let call, let keys, let mind): press(keys, in: call, mind: mind)
        case .hangUp(let call, let mind):
            guard callers[call]?.mind == mind else { return }
            happen(.hungUp, to: call)
        case .giveUp(let call, let wait):
            guard callers[call]?.wait == wait, callers[call]?.isWaiting == true else { return }
            happen(.hungUp, to: call)
        case .escape(let call, let wait): escape(call, wait: wait)
        case .stopSpeaking(let call, let mind):
            guard callers[call]?.mind == mind else { return }
            happen(.digit(.hash), to: call)
        case .answer(let agent, let leg):
            guard agents[agent].leg == leg else { return }
            happen(.reached, at: agent)
        case .endTalk(let agent, let leg): endTalk(agent, leg: leg)
        case .endWrapUp(let agent, let talk): endWrapUp(agent, after: talk)
        case .logIn(let agent): logIn(agent)
        case .logOut(let agent): logOut(agent)
        case .breakBegins(let agent): beginBreak(agent)
        case .breakEnds(let agent): endBreak(agent)
        case .comeBack(let agent): comeBack(agent)
        case .callbackRings(let call, let ring, let answer):
            settleCallback(call, ring: ring, answer)
        case .outsideAnswers(let call, let ring): outsideAnswers(call, ring: ring)
        case .outsideGivesUp(let call, let ring): outsideGivesUp(call, ring: ring)
        case .outsideHangsUp(let call, let ring): outsideHangsUp(call, ring: ring)
        case .outsideIsFree(let destination): outsideIsFree(destination)
        case .outsideComes(let destination): answerRinging(at: destination)
        case .outsideTellsAnswer(let call, let request, let answer, let endpoint):
            tellAnswer(call, request, answer, endpoint)
        case .letter(let stream): receive(stream)
        case .finishLetter(let contact, let turn): finish(contact, turn: turn)
        case .outsideAnswersLetter(let contact, let provider): outsideAnswers(contact, provider)
        case .fault(let fault): suffer(fault)
        }
    }
}

extension AgentState {
    /// Whether a call has the agent, or has left them something to do.
    fileprivate var isOnCall: Bool {
        switch self {
        case .ringing, .talking, .wrapUp: true
        case .loggedOut, .ready, .away: false
        }
    }
}
