public import Flows
public import Telephony

/// All open calls, and how they act on each other: what a call wants is joined with the queues,
/// and everything that happens is made a record for the journal.
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
    /// The flows and their centre; new calls run it, open ones keep theirs.
    public var program: FlowProgram

    private let interpreter = FlowInterpreter()

    /// Makes a centre that answers calls with a program.
    public init(program: FlowProgram) { self.program = program }

    /// Takes in what happened to a call.
    ///
    /// A call begins with ``Flows/CallInput/arrived(_:)`` and is gone from the state once it is
    /// over; what happens to a call that is not there changes nothing.
    ///
    /// - Returns: records for the journal and acts on the world, in order.
    public func step(_ state: inout State, on input: CentreInput) -> [CentreEffect] {
        if case .arrived = input.input, state.calls[input.call] == nil {
            state.calls[input.call] = OpenCall(
                flow: FlowState(program: program, hidden: input.hidden))
        }
        // Times are whole milliseconds from here on, so that a log can be replayed exactly.
        let now = Duration.milliseconds(input.now.inMilliseconds)
        guard let place = state.calls.index(forKey: input.call) else { return [] }
        var turn = Turn(call: input.call, place: place, now: now)
        if let input = state.meet(input.input, &turn) { turn.answers = [input] }
        while let next = turn.answers.first {
            turn.answers.removeFirst()
            for effect in state.calls.values[place].step(interpreter, on: next, now: now) {
                state.carryOut(effect, &turn)
            }
        }
        if state.calls.values[place].flow.isOver {
            state.calls.remove(at: place)
            turn.effects.append(CentreEffect(call: input.call, kind: .over))
        }
        return turn.effects
    }

    /// What comes of one input.
    struct Turn {
        let call: CallID
        /// Where the call is in the state, until it is over.
        let place: Dictionary<CallID, OpenCall>.Index
        let now: Duration
        var effects: [CentreEffect] = []
        /// What the call is yet to be told, in order.
        var answers: [CallInput] = []

        mutating func act(_ act: CallAct) {
            effects.append(CentreEffect(call: call, kind: .act(act)))
        }
    }
}

extension CallCentre {
    /// The open calls and who waits where.
    public struct State: Sendable {
        var calls: [CallID: OpenCall] = [:]
        /// The waiting calls of each queue in the order of their arrival there.
        var waiting: [String: [CallID]] = [:]

        /// No calls.
        public init() {}

        /// How many calls are open.
        public var openCalls: Int { calls.count }

        /// The flow of an open call, to look at.
        public func flow(of call: CallID) -> FlowState? { calls[call]?.flow }

        mutating func carryOut(_ effect: CallEffect, _ turn: inout Turn) {
            switch effect {
            case .journal(let event): record(event, &turn)
            case .enqueue(let queue, _):
                enqueue(queue, &turn)
                turn.answers.append(.queueJoined)
            case .noteVisit(let queue): noteVisit(queue, &turn)
            case .stepAside, .comeBack: break
            case .wantEstimate:
                let queue = calls.values[turn.place].queue ?? ""
                let index = waiting[queue]?.firstIndex(of: turn.call)
                turn.answers.append(.estimated(position: index.map { $0 + 1 }, nil))
            case .callBack(let queue, _):
                if calls.values[turn.place].queue == nil { noteVisit(queue, &turn) }
                leaveQueue(&turn)
                turn.answers.append(.callbackTaken(true))
            case .agent: turn.answers.append(.agentDone(.done))
            case .leaveQueue: leaveQueue(&turn)
            case .act(let act): turn.act(act)
            }
        }

        mutating func record(_ event: CallEvent, _ turn: inout Turn) {
            let number = calls.values[turn.place].nextNumber()
            let record = JournalRecord(
                call: turn.call, number: number, time: turn.now, event: event)
            turn.effects.append(CentreEffect(call: turn.call, kind: .journal(record)))
        }
    }

    /// A call with the number of its last record.
    struct OpenCall: Sendable {
        var flow: FlowState
        /// The queue that it waits in.
        var queue: String?
        /// Whom outside the queue's level has the call taken by.
        var outside = Outside.nobody
        private var records = 0

        init(flow: FlowState) { self.flow = flow }

        mutating func nextNumber() -> Int {
            records += 1
            return records
        }

        mutating func step(
            _ interpreter: FlowInterpreter, on input: CallInput, now: Duration
        ) -> [CallEffect] {
            interpreter.step(&flow, on: input, now: now)
        }
    }
}
