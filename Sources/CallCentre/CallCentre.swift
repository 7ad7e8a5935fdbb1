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
        let (wanted, isOver) = state.calls.values[place].step(
            interpreter, on: input.input, now: now)
        var effects: [CentreEffect] = []
        effects.reserveCapacity(wanted.count)
        for effect in wanted {
            switch effect {
            case .journal(let event):
                effects.append(state.record(event, of: input.call, at: place, now: now))
            case .enqueue(let queue):
                state.waiting[queue, default: []].append(input.call)
                let centre = state.calls.values[place].flow.program.centre
                let event = CallEvent.enqueued(
                    queue: queue, level: centre.queues[queue]?.level ?? "",
                    position: state.waiting[queue, default: []].count)
                effects.append(state.record(event, of: input.call, at: place, now: now))
            case .leaveQueue:
                state.leaveQueue(input.call)
            case .act(let act):
                effects.append(CentreEffect(call: input.call, kind: .act(act)))
            }
        }
        if isOver {
            state.calls.remove(at: place)
            effects.append(CentreEffect(call: input.call, kind: .over))
        }
        return effects
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

        mutating func record(
            _ event: CallEvent, of call: CallID, at place: Dictionary<CallID, OpenCall>.Index,
            now: Duration
        ) -> CentreEffect {
            let number = calls.values[place].nextNumber()
            let record = JournalRecord(call: call, number: number, time: now, event: event)
            return CentreEffect(call: call, kind: .journal(record))
        }

        mutating func leaveQueue(_ call: CallID) {
            guard let queue = waiting.first(where: { $0.value.contains(call) })?.key else { return }
            waiting[queue]?.removeAll { $0 == call }
        }
    }

    /// A call with the number of its last record.
    struct OpenCall: Sendable {
        var flow: FlowState
        private var records = 0

        init(flow: FlowState) { self.flow = flow }

        mutating func nextNumber() -> Int {
            records += 1
            return records
        }

        mutating func step(
            _ interpreter: FlowInterpreter, on input: CallInput, now: Duration
        ) -> (effects: [CallEffect], isOver: Bool) {
            let effects = interpreter.step(&flow, on: input, now: now)
            return (effects, flow.isOver)
        }
    }
}
