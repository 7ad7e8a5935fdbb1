public import CallCentre
public import Flows
import Queues
public import Telephony

/// The live driver: brings what happens on real lines into the core and carries out what the core
/// wants, at the pace of real time.
///
/// It owns the state of the ``CallCentre`` and steps it in the order in which things happen. A
/// record is durable before its effect is visible outside: answering, requests, ringing others and
/// hanging up wait for the journal; sound and timers do not.
///
/// ```swift
/// async let running: Void = switchboard.run()
/// await switchboard.answer(arrival, as: call, on: line)
/// ```
public actor Switchboard {
    /// Something that waits for the records before it to be durable.
    enum Deferred {
        case record(JournalRecord)
        case act(CallID, CallAct)
        case agent(AgentID, AgentAct)
        case callback(CallID, CallbackAct)
        case consultation(CallID, ConsultationAct)
        /// Telling the telephone that asked for a transfer how it came out.
        case transferAnswer(any Line, TransferAnswer)
        /// Letting a line of ours go.
        case closing(any Line)
        /// Ringing a destination, unless the call has let go of it meanwhile.
        case ring(CallID, destination: String, number: Int)
        case over(CallID)
        /// Telling whoever hung up that it is taken note of.
        case hangUpNoted(any Line)
        /// Somebody waits for all that is before it, and is told whether it is written down.
        case waiting(CheckedContinuation<Bool, Never>)
        /// The journal that took no records is to be tried again.
        case journal
    }

    /// Something that happens to a call by itself at its time.
    enum Alarm {
        case timer(CallID, CallTimer, run: Int)
        case queueTimer(QueueTimer, run: Int)
        case script(CallID, CallInput)
        /// It is time to try the journal again that took no records.
        case journal
    }

    let parts: Parts
    private nonisolated let home: any Actor
    private var centre: CallCentre
    private var state = CallCentre.State()
    var legs: [CallID: Leg] = [:]
    /// The telephones of agents that ring, or at which one talks.
    var agentLegs: [AgentID: AgentLeg] = [:]
    /// The lines of those who are rung to be called back, by the calls in which they accepted.
    var callbackLines: [CallID: any Line] = [:] { didSet { tellIfCallbacksEnd() } }
    /// Who is to be rung as soon as that is written down, by the same calls.
    var callbackRings: Set<CallID> = [] { didSet { tellIfCallbacksEnd() } }
    /// The calls that came of it where they answered.
    var calledBack: [CallID: CallID] = [:] { didSet { tellIfCallbacksEnd() } }
    private var waitingForCallbacks: [CheckedContinuation<Void, Never>] = []
    /// The lines of agents who called a colleague or a queue.
    var consultationLegs: [CallID: ConsultationLeg] = [:]
    /// What is being recorded.
    var recordings: [CallID: RunningRecording] = [:]
    /// Which run of each timer of the queues is on.
    var queueTimers: [QueueTimer: Int] = [:]
    var queueTimerRuns = 0
    /// Why what an agent wanted in this step can't be done.
    var refusal: AgentRefusal?
    var deferred: [Deferred] = []
    /// Since when the first of these waits, and the first of those that are being written.
    private var waitingSince: Duration?
    private var writingSince: Duration?
    /// What has happened and is still to be brought to the core.
    private var inbox: [CentreInput.Happening] = []
    private var isStepping = false
    /// Whether ``run()`` goes on, or is to come.
    private var isWriting = true

    var agenda = Agenda<Alarm>()
    /// When those who sleep wake, in microseconds; the next one last, as each began to sleep because
    /// the others would have woken too late.
    var wakings: [Int64] = []
    var cancelledTimers = 0

    private let work: AsyncStream<Void>
    private let workIsThere: AsyncStream<Void>.Continuation
    private let errands: AsyncStream<@Sendable () async -> Void>
    private let newErrand: AsyncStream<@Sendable () async -> Void>.Continuation
    let clock = ContinuousClock()
    let start: ContinuousClock.Instant
    let rules: OutageRules
    /// The time in which the journal takes no records; nil while it does.
    var outage: Outage?

    /// Makes a switchboard whose calls run a program.
    ///
    /// - Parameters:
    ///   - program: the flows and their centre.
    ///   - pins: what agents prove with who they are.
    ///   - parts: what the switchboard works with.
    ///   - rules: what holds while the journal takes no records.
    ///   - start: the zero of the times in the journal.
    ///   - home: whose executor it runs on. What brings most events is a good one: from there to
    ///     here and back, no thread has to be woken.
    public init(
        program: FlowProgram, pins: [AgentID: Secret] = [:], parts: Parts,
        rules: OutageRules = OutageRules(), start: ContinuousClock.Instant = .now,
        home: any Actor = Home()
    ) {
        self.home = home
        self.rules = rules
        centre = CallCentre(program: program, pins: pins)
        self.parts = parts
        self.start = start
        (work, workIsThere) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        // Unbounded: a call has one sound and one question under way at most.
        (errands, newErrand) = AsyncStream.makeStream()
    }

    /// The executor of its home.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { home.unownedExecutor }

    // MARK: Running

    /// Writes records down, keeps time and runs errands until ``shutDown()``; runs beside the calls.
    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                await self.writeDown()
                self.newErrand.finish()
            }
            if let exchange = parts.exchange {
                group.addTask { await self.watchTelephones(of: exchange) }
            }
            for await errand in errands { group.addTask { await errand() } }
            group.cancelAll()
        }
    }

    /// Ends ``run()`` once all that waits has been written.
    public nonisolated func shutDown() {
        workIsThere.yield()
        workIsThere.finish()
    }

    /// Does something once the records before it are written down, or can't be.
    func later(_ item: Deferred) {
        deferred.append(item)
        workIsThere.yield()
    }

    /// Runs something beside the calls, as a child of ``run()``.
    func begin(_ errand: @escaping @Sendable () async -> Void) { newErrand.yield(errand) }

    private func writeDown() async {
        for await _ in work {
            while !deferred.isEmpty {
                var batch: [Deferred] = []
                swap(&batch, &deferred)
                (writingSince, waitingSince) = (waitingSince, nil)
                await commit(batch)
            }
            writingSince = nil
        }
        await writeLast()
        isWriting = false
        for case .waiting(let somebody) in deferred { somebody.resume(returning: outage == nil) }
    }

    // MARK: Calls

    /// Answers a call on a line and stays with it until it is over.
    ///
    /// - Parameters:
    ///   - arrival: how the call comes in.
    ///   - call: its name, which no other call has.
    ///   - line: its line.
    ///   - script: what the caller does who has no hands; nil for one who has.
    ///   - refuse: turns the call away that has not been answered, while the journal takes no
    ///     records: a call that can't be written down is not taken. Nil for a line that was taken
    ///     before it was given away; its call goes on without a journal.
    public func answer(
        _ arrival: Arrival, as call: CallID, on line: any Line, script: KeyScript? = nil,
        refuse: (@Sendable () -> Void)? = nil
    ) async {
        if outage != nil, let refuse {
            refuse()
            return await line.close()
        }
        legs[call] = Leg(
            line: line, caller: script.map { ScriptedCaller($0) }, refuse: refuse)
        take(.arrived(arrival), of: call)
        await stay(with: call, on: line)
    }

    /// Stays with a call until it is over and its line has ended.
    func stay(with call: CallID, on line: any Line) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.closeWhenOver(call, line) }
            await follow(call, on: line)
        }
        legs[call] = nil
    }

    /// Brings to the core what happens on a line, to its end.
    private func follow(_ call: CallID, on line: any Line) async {
        for await event in line.events {
            switch event {
            case .played(let playback): take(.promptEnded(playback), of: call)
            case .digit(let digit): take(.digit(digit), of: call)
            case .hungUp:
                take(.hungUp, of: call)
                later(.hangUpNoted(line))
            case .reached: take(.transferAnswered, of: call)
            case .notReached(_, let reason): take(.transferFailed(reason: reason), of: call)
            case .otherPartyHungUp:
                // An agent's own line tells the same, at the same time.
                if let agent = legs[call]?.agent, let leg = agentLegs[agent]?.number {
                    take(.agent(agent, .leg(leg, .hungUp)))
                } else {
                    take(.agentHungUp, of: call)
                }
                later(.hangUpNoted(line))
            case .held, .retrieved: break
            case .transferAsked: line.answerTransfer(.refused)
            case .deviceLost(let reason): parts.report(reason)
            }
        }
        // A line that ends by itself has lost its caller.
        if state.flow(of: call) != nil { take(.hungUp, of: call) }
    }

    /// Closes the line of a call once it is over and all of it is written down. The line plays its
    /// last words to their end.
    private func closeWhenOver(_ call: CallID, _ line: any Line) async {
        await withCheckedContinuation { over in
            if legs[call]?.isOver ?? true { over.resume() } else { legs[call]?.whenOver = over }
        }
        await line.close()
    }

    /// Ends a call from this side; returns once that is written down, or can't be.
    public func hangUp(_ call: CallID, as input: CallInput) async {
        take(input, of: call)
        _ = await written()
    }

    /// Waits until all that happened so far is written down, or can't be now.
    ///
    /// - Returns: whether it is.
    func written() async -> Bool {
        guard isWriting else { return outage == nil }
        return await withCheckedContinuation { later(.waiting($0)) }
    }

    /// Ends every call, because the one who runs Allo stops it.
    public func stopCalls() {
        for call in legs.keys { take(.stopped, of: call) }
        for call in callbackRings.union(callbackLines.keys) { take(.callback(call, .stopped)) }
        for call in consultationLegs.keys { take(.consultation(call, .stopped)) }
    }

    /// Lets nobody be called back any more who is not yet.
    public func drain() { take(.draining) }

    /// Returns once nobody is called back, or talks who was.
    public func callbacksEnd() async {
        guard isCallingBack else { return }
        await withCheckedContinuation { waitingForCallbacks.append($0) }
    }

    private var isCallingBack: Bool {
        !callbackLines.isEmpty || !callbackRings.isEmpty || !calledBack.isEmpty
    }

    private func tellIfCallbacksEnd() {
        guard !isCallingBack else { return }
        for somebody in waitingForCallbacks { somebody.resume() }
        waitingForCallbacks = []
    }

    /// Sends every agent home, because the one who runs Allo stops it; after the calls.
    public func endShifts() {
        for standing in state.agents { take(.agent(standing.agent, .logout(.stopped))) }
    }

    /// Gives agents and those who wait for a callback back what they had, after a new start.
    public func restore(_ happenings: [CentreInput.Happening]) {
        for happening in happenings { take(happening) }
    }

    /// Brings in what an agent wants; returns once it is written down.
    ///
    /// - Throws: ``CallCentre/AgentRefusal`` where it can't be done, or can't be written down; with
    ///   ``CallCentre/AgentRefusal/notYetWritten(_:)`` it is done and will be.
    public func take(
        _ input: AgentInput, of agent: AgentID
    ) async throws(AgentRefusal) {
        try checkJournal()
        refusal = nil
        take(.agent(agent, input))
        if let refusal { throw refusal }
        if await !written() { throw unwritten }
    }

    /// What can't be written down is not done for anybody who asks.
    func checkJournal() throws(AgentRefusal) {
        if let outage { throw .notWritten("\(outage.error)") }
    }

    /// Why what was done could not be written down.
    var unwritten: AgentRefusal {
        guard let outage, outage.prospect == .passing else {
            return .notWritten(journalFailure.map { "\($0)" } ?? "")
        }
        return .notYetWritten("\(outage.error)")
    }

    /// Takes a callback back, by the call in which it was accepted; returns once that is written
    /// down.
    ///
    /// - Throws: ``CallCentre/AgentRefusal`` where it can't be written down.
    ///
    /// - Returns: whether there was one.
    public func cancelCallback(_ call: CallID) async throws(AgentRefusal) -> Bool {
        guard state.awaitsCallback(call) else { return false }
        try checkJournal()
        take(.callback(call, .cancelled))
        if await !written() { throw unwritten }
        return true
    }

    /// The agents who are there, and what they do.
    public var agents: [AgentStanding] { state.agents }

    /// Who is to be called back.
    public var callbacks: [CallbackStanding] { state.callbackStandings }

    /// The letters and e-mails that are to be answered.
    public var contacts: [ContactStanding] { state.contactStandings }

    /// Why something can't happen to a letter or an e-mail; nil where it can.
    func objection(to input: WrittenInput, of contact: CallID) -> ContactRefusal? {
        state.objection(to: input, of: contact, in: centre.program)
    }

    /// Who waits where.
    public var queues: [QueueStanding] { state.standings }

    /// Gives new calls another program; those that run keep theirs.
    public func reload(_ program: FlowProgram, pins: [AgentID: Secret] = [:]) {
        centre.program = program
        centre.pins = pins
    }

    /// How many calls have come in, or went out to call somebody back, and are not over; those of
    /// agents to one another too.
    public var openCalls: Int {
        state.openCalls + callbackRings.union(callbackLines.keys).count + consultationLegs.count
    }

    /// How long the oldest record waits to be durable: who calls now waits as long to be answered.
    public var delay: Duration {
        (outage?.since ?? writingSince ?? waitingSince).map { now - $0 } ?? .zero
    }

    /// How many lines have not been closed yet.
    public var openLines: Int { legs.count }

    // MARK: The core

    /// The flow of an open call.
    func flow(of call: CallID) -> FlowState? { state.flow(of: call) }

    /// The time on the clock of the journal and of ``agents``.
    public var now: Duration { clock.now - start }

    /// Brings something that happened into the core. What comes of it at once is brought in next,
    /// never in between.
    func take(_ input: CallInput, of call: CallID) { take(.call(call, input, hidden: nil)) }

    /// Brings something that happened into the core.
    func take(_ happening: CentreInput.Happening) {
        inbox.append(happening)
        guard !isStepping else { return }
        isStepping = true
        var next = 0
        while next < inbox.count {
            step(inbox[next])
            next += 1
        }
        inbox.removeAll(keepingCapacity: true)
        isStepping = false
        guard !deferred.isEmpty else { return }
        if waitingSince == nil { waitingSince = now }
        workIsThere.yield()
    }

    private func step(_ happening: CentreInput.Happening) {
        for effect in centre.step(&state, on: CentreInput(happening, now: now)) {
            switch effect {
            case .journal(let record): deferred.append(.record(record))
            case .act(let call, let act): arrange(act, of: call)
            case .over(let call): deferred.append(.over(call))
            case .agent(let agent, let act): arrange(act, of: agent)
            case .callback(let call, let act): arrange(act, ofCallback: call)
            case .consultation(let call, let act): arrange(act, ofConsultation: call)
            case .setTimer(let timer, let span): set(timer, after: span)
            case .cancelTimer(let timer): queueTimers[timer] = nil
            }
        }
        if case .call(let call, let input, _) = happening { followScript(of: call, after: input) }
    }

    /// Lets the caller without hands do what comes next.
    private func followScript(of call: CallID, after input: CallInput) {
        guard legs[call]?.caller != nil, let flow = state.flow(of: call) else { return }
        for planned in legs[call]?.caller?.plan(after: input, in: flow, at: now) ?? [] {
            add(.script(call, planned.input), at: planned.time)
        }
    }
}

/// An executor of one's own.
public actor Home {
    /// One that nobody else shares.
    public init() {}
}
