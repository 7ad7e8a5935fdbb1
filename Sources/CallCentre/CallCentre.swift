public import Flows
import Queues
public import Telephony

/// All open calls, the agents who are there and the queues between them: what each wants is brought
/// together, and everything that happens is made a record for the journal.
///
/// Pure, with one entry. Live calls and rehearsals differ in nothing but where inputs come from.
///
/// ```swift
/// let centre = CallCentre(program: program)
/// var state = CallCentre.State()
/// let input = CentreInput(call: id, input: .arrived(arrival), now: now)
/// let effects = centre.step(&state, on: input)
/// ```
public struct CallCentre: Sendable {
    /// The flows and their centre; new calls run it, open ones keep theirs. Agents and queues are
    /// those of the newest.
    public var program: FlowProgram { didSet { edition += 1 } }
    /// What agents prove with who they are, where they log in by telephone. Who has none can't.
    public var pins: [AgentID: Secret]

    /// Which program of this centre it is, from 1.
    private var edition = 1
    private let interpreter = FlowInterpreter()

    /// Makes a centre that answers calls with a program.
    public init(program: FlowProgram, pins: [AgentID: Secret] = [:]) {
        self.program = program
        self.pins = pins
    }

    /// Takes in what happened.
    ///
    /// A call begins with ``Flows/CallInput/arrived(_:)`` and is gone from the state once it is
    /// over; what happens to a call that is not there changes nothing. Neither does anything else
    /// that does not fit.
    ///
    /// - Returns: records for the journal and acts on the world, in order.
    public func step(_ state: inout State, on input: CentreInput) -> [CentreEffect] {
        var effects: [CentreEffect] = []
        step(&state, on: input, into: &effects)
        return effects
    }

    /// Takes in what happened, and puts what comes of it in a list that is used again and again.
    ///
    /// - Parameters:
    ///   - state: the calls, the agents and the queues.
    ///   - input: what happened, as above.
    ///   - effects: records for the journal and acts on the world, in order, in place of what was
    ///     here.
    public func step(
        _ state: inout State, on input: CentreInput, into effects: inout [CentreEffect]
    ) {
        effects.removeAll(keepingCapacity: true)
        swap(&effects, &state.outbox)
        // Times are whole milliseconds from here on, so that a log can be replayed exactly.
        state.now = Duration.milliseconds(input.now.inMilliseconds)
        if state.edition != edition { state.adopt(self, edition: edition) }
        switch input.happening {
        case .call(let call, let input, let hidden):
            if !state.calls.contains(call) {
                state.open(
                    call, by: input,
                    FlowState(program: program, hidden: hidden, isTraced: state.isTraced))
            }
            state.inbox.append((call, input))
        case .agent(let agent, let input): state.take(input, of: agent)
        case .callback(let call, let input): state.take(input, ofCallback: call)
        case .consultation(let call, let input): state.take(input, ofConsultation: call)
        case .written(let contact, let input): state.take(input, ofWritten: contact)
        case .timerFired(let timer): state.advance(.timerFired(timer))
        case .draining: state.drain()
        case .ringing(let isAllowed):
            state.mayRing = isAllowed
            state.advance(.ringing(isAllowed: isAllowed))
        case .noted(let call, let event): state.record(event, of: call)
        }
        state.settle(interpreter)
        state.answerTransfer()
        state.handover = nil
        swap(&effects, &state.outbox)
        state.finish(&effects)
    }
}

extension CallCentre {
    /// The open calls, who waits where, and who is there to answer.
    public struct State: Sendable {
        var calls = CallTable<OpenCall>()
        /// The agents who are logged in.
        var desks: [AgentID: AgentDesk] = [:]
        /// How often the telephones rang of agents who have been there.
        var rings: [AgentID: Int] = [:]
        /// Those who are to be called back, by the calls in which they accepted.
        var callbacks: [CallID: Callback] = [:]
        /// The agents who called a colleague or a queue.
        var consultations: [CallID: Consultation] = [:]
        /// Who answered whom, from the answer to the end of the talk.
        var answeredBy: [CallID: AgentID] = [:]
        var queues = Queues.State()
        var machine = Queues(plan: QueuePlan())
        var tries = PINTries()
        /// Whose turns there have been, of those who share calls or written contacts.
        var shares: [CallCentre.SharedWhole: ShareRouting] = [:]
        /// How many written contacts have come to each queue.
        var writtenCounts: [String: Int] = [:]
        /// The written contacts that are to be answered.
        var contacts: [CallID: Contact] = [:]

        /// Whether nobody is called back any more.
        var isDraining = false
        /// Whether anybody may be rung.
        var mayRing = true
        /// What the newest program says of all that is no call's own.
        var centre: Centre? { program?.centre }
        /// The newest program.
        var program: FlowProgram?
        var pins: [AgentID: Secret] = [:]
        var edition = 0

        /// What a call has just done; empty between inputs, its place is used again.
        private var done: [CallEffect] = []
        /// The time of this step.
        var now = Duration.zero
        /// The zero of 1970 on the clock of the process, as the last arrival told.
        var anchor: Duration?
        /// What the step has done so far; empty between steps.
        var outbox: [CentreEffect] = []
        /// The telephone that asked for a transfer in this step, and the call.
        var transferAsked: (agent: AgentID, leg: Int, call: CallID)?
        /// The caller who is to take an agent's place in this step, and the consultation.
        var handover: (call: CallID, consultation: CallID)?
        /// What the outside learns once all else of the step is written down.
        var lastWords: [CentreEffect] = []
        /// What is to happen to calls within the step, one after the other.
        var inbox: [(call: CallID, input: CallInput)] = []

        /// Whether passages are kept.
        let isTraced: Bool
        /// What calls went through, for those who asked; nobody is told otherwise.
        public private(set) var passages: [Passage] = []

        /// No calls, nobody there.
        ///
        /// - Parameter isTraced: whether what calls go through is kept, as ``passages``.
        public init(isTraced: Bool = false) { self.isTraced = isTraced }

        /// The passages since this was asked last.
        public mutating func takePassages() -> [Passage] {
            defer { passages.removeAll(keepingCapacity: true) }
            return passages
        }

        /// How many calls are open.
        public var openCalls: Int { calls.count }

        fileprivate mutating func keep(_ passage: Passage) { passages.append(passage) }

        /// Whether somebody is to be called back who accepted it in a call.
        public func awaitsCallback(_ call: CallID) -> Bool { callbacks[call] != nil }

        /// The flow of an open call, to look at.
        public func flow(of call: CallID) -> FlowState? { calls[call]?.flow }

        /// Whether an open call waits for a key, all having been said.
        public func awaitsKeys(_ call: CallID) -> Bool { calls[call]?.flow.awaitsKeys ?? false }
    }

    /// A call with the number of its last record.
    struct OpenCall: Sendable {
        var flow: FlowState
        let caller: CallerID
        /// The user of the agents' telephones from which it comes.
        let phone: String?
        /// The visit to a queue that goes on, or went on last.
        var visit: Visit?
        /// When it first began to wait.
        var since: Duration?
        /// Whom outside the queue's level has the call taken by.
        var outside = Outside.nobody
        /// Who calls, where the customer file knows them: by name, or else as figures name them.
        var customer: String? { flow.customerName ?? identified }
        /// How the journal names who calls, where they are known.
        var identified: String?
        /// How often it was tried to call them back who are still on the line.
        var attempts = 0
        /// The recording of a talk that goes on.
        var recording: Recording?
        private(set) var records: Int

        /// A talk that is recorded.
        struct Recording: Sendable {
            var name: String
            var since: Duration
        }

        init(flow: FlowState, caller: CallerID, phone: String?, records: Int = 0) {
            self.flow = flow
            self.records = records
            self.caller = caller
            self.phone = phone
        }

        /// A visit to a queue.
        struct Visit: Sendable {
            var queue: String
            /// The number of its `enqueued`.
            var number: Int
            var entered: Duration
        }

        mutating func nextNumber() -> Int {
            records += 1
            return records
        }

        /// Lets something happen in the flow.
        ///
        /// - Returns: whether the call is over.
        mutating func step(
            _ interpreter: FlowInterpreter, on input: CallInput, now: Duration,
            into effects: inout [CallEffect]
        ) -> Bool {
            interpreter.step(&flow, on: input, now: now, into: &effects)
            return flow.isOver
        }
    }
}

extension CallCentre.State {
    /// Adds what the outside learns last. A telephone that is to ring anew is let go before.
    mutating func finish(_ effects: inout [CentreEffect]) {
        for word in lastWords {
            guard case .agent(let agent, .hangUp(let leg)) = word,
                let ring = effects.firstIndex(where: { $0.rings(agent) })
            else {
                effects.append(word)
                continue
            }
            let answer = effects.firstIndex { $0.answersTransfer(of: agent, leg) }
            effects.insert(word, at: ring)
            guard let answer, answer > ring else { continue }
            effects.insert(effects.remove(at: answer + 1), at: ring)
        }
        lastWords.removeAll(keepingCapacity: true)
    }
}

extension CentreEffect {
    fileprivate func rings(_ agent: AgentID) -> Bool {
        if case .agent(agent, .ring) = self { true } else { false }
    }

    fileprivate func answersTransfer(of agent: AgentID, _ leg: Int) -> Bool {
        if case .agent(agent, .answerTransfer(leg, _)) = self { true } else { false }
    }
}

extension CallCentre.State {
    /// Begins a call, where it is one that begins with this.
    fileprivate mutating func open(_ call: CallID, by input: CallInput, _ flow: FlowState) {
        switch input {
        case .arrived(let arrival):
            calls[call] = CallCentre.OpenCall(
                flow: flow, caller: arrival.caller, phone: arrival.phone)
            anchor = now - .milliseconds(arrival.unixMilliseconds)
        case .calledBack(let talk):
            // In a replay, which has no callback that it comes of.
            calls[call] = CallCentre.OpenCall(
                flow: flow, caller: CallerID(rawValue: ""), phone: nil)
            calls[call]?.visit = CallCentre.OpenCall.Visit(
                queue: talk.queue, number: 1, entered: now)
        default: break
        }
    }

    /// Lets happen to calls what is to happen within this step.
    mutating func settle(_ interpreter: FlowInterpreter) {
        var next = 0
        while next < inbox.count {
            let (call, input) = inbox[next]
            next += 1
            guard let input = meet(input, of: call) else { continue }
            var effects: [CallEffect] = []
            swap(&effects, &done)
            let isOver = calls.access(call) { [now] in
                $0?.step(interpreter, on: input, now: now, into: &effects)
            }
            // Each moves on to where it goes: copies would be most of the work.
            effects.withUnsafeMutableBufferPointer { $0.reverse() }
            while let effect = effects.popLast() { carryOut(effect, of: call) }
            swap(&effects, &done)
            if isOver == true { close(call) }
            if case .agentAnswered = input { letGoUnlessTalking(call) }
        }
        inbox.removeAll(keepingCapacity: true)
    }

    private mutating func carryOut(_ effect: consuming CallEffect, of call: CallID) {
        switch consume effect {
        case .journal(let event): note(event, of: call)
        case .enqueue(let queue, let agent): enqueue(call, in: queue, preferring: agent)
        case .noteVisit(let queue): noteVisit(call, in: queue)
        case .leaveQueue: leaveQueue(call)
        case .stepAside:
            stopRingingOutside(for: call)
            if !leaveWhisper(call, isAside: true) { advance(.steppedAside(call)) }
        case .comeBack:
            advance(.cameBack(call))
            // Who waits for agents goes on waiting for them.
            if queues.isOutside(call), let queue = calls[call]?.visit?.queue {
                ringOutside(of: queue, for: call)
            }
        case .wantEstimate: advance(.estimateWanted(call))
        case .callBack(let queue, let number): accept(call, queue: queue, number: number)
        case .agent(let wish): follow(wish, of: call)
        case .passed(let passage): keep(passage)
        case .act(let act): outbox.append(.act(call, act))
        }
    }

    /// Writes an event of a call down, and does what goes with it.
    private mutating func note(_ event: CallEvent, of call: CallID) {
        record(event, of: call)
        switch event {
        case .connected(let agent), .callbackConnected(let agent):
            connected(call, to: AgentID(rawValue: agent))
        case .talkEnded: endTalk(of: call)
        case .identified(let customer, _): calls[call]?.identified = customer.shown
        default: break
        }
    }

    /// Makes a record of an open call.
    mutating func record(_ event: CallEvent, of call: CallID) {
        guard let number = calls.access(call, { $0?.nextNumber() }) else { return }
        outbox.append(
            .journal(JournalRecord(call: call, number: number, time: now, event: event)))
    }

    private mutating func close(_ call: CallID) {
        let since = calls[call]?.since
        calls[call] = nil
        outbox.append(.over(call))
        beginCallback(call, since: since ?? now)
    }
}
