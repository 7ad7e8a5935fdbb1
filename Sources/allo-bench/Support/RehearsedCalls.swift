import CallCentre
import Flows
import Rehearsal
import Telephony

/// Callers who ring at given times and do what their key scripts say, in virtual time.
struct RehearsedCalls {
    /// A caller who will ring.
    struct Caller {
        var from: String?
        var script: KeyScript
        var time: Duration
    }

    /// The records of a call about an order: the menu, eight keys, a look-up, what it says, the end.
    static func orderCall(_ program: FlowProgram) throws -> [JournalRecord] {
        let caller = Caller(script: try KeyScript("1 20261102 2"), time: .zero)
        var calls = RehearsedCalls([caller], to: "accueil", of: program, start: WorkingDay.start)
        try calls.run()
        return calls.records
    }

    private struct Planned {
        var call: CallID
        var time: Duration
        var input: CallInput
    }

    private let flow: String
    private let unixMilliseconds: Int64
    private var stage: Stage
    private var callers: [CallID: ScriptedCaller] = [:]
    private var waiting: ArraySlice<Caller>
    private var planned: [Planned] = []
    private var rung = 0
    /// The records of all calls, in order.
    private(set) var records: [JournalRecord] = []

    /// Nobody has rung yet. Callers are in the order of their times; the start is the wall clock at
    /// time zero, in milliseconds since 1970.
    init(_ callers: [Caller], to flow: String, of program: FlowProgram, start: Int64) {
        stage = Stage(program: program, lengths: PromptLengths(.text))
        waiting = callers[...]
        self.flow = flow
        unixMilliseconds = start
    }

    /// The virtual time.
    var now: Duration { stage.now }

    /// Lets all calls come to their ends.
    mutating func run() throws {
        while true {
            let ringTime = waiting.first?.time
            let act = planned.indices.min { planned[$0].time < planned[$1].time }
            let actTime = act.map { planned[$0].time }
            switch (stage.nextTime, [ringTime, actTime].compactMap(\.self).min()) {
            case (nil, nil): return
            case (let next, let mine?) where mine <= next ?? mine:
                if let act, actTime == mine {
                    take(planned.remove(at: act))
                } else {
                    ring(at: mine)
                }
            default: stage.advance()
            }
            follow()
        }
    }

    private mutating func ring(at time: Duration) {
        guard let caller = waiting.popFirst() else { return }
        rung += 1
        let call = CallID(rawValue: "call-\(rung)")
        callers[call] = ScriptedCaller(caller.script)
        let arrival = Arrival(
            flow: flow, caller: CallerID(rawValue: "caller-\(rung)"),
            from: caller.from.flatMap { PhoneNumber($0) }, to: flow,
            unixMilliseconds: unixMilliseconds + time.inMilliseconds)
        take(Planned(call: call, time: time, input: .arrived(arrival)))
    }

    private mutating func take(_ next: Planned) {
        stage.take(next.input, for: next.call, at: next.time)
        plan(next.call, after: next.input)
    }

    /// Lets callers look at what happened to their calls.
    private mutating func follow() {
        for question in stage.takeQuestions() {
            let answer: CallInput =
                switch question.kind {
                case .lookUp(let request, let directory, let column, let value):
                    .answered(
                        request,
                        stage.program.answer(directory: directory, column: column, value: value))
                case .request(let request, _): .answered(request, .failed)
                case .reach: .transferFailed(reason: "nobody is there")
                }
            stage.schedule(answer, for: question.call, at: stage.now)
        }
        let new = stage.takeRecords()
        records += new
        for call in Set(new.map(\.call)) { plan(call, after: .timerFired(.noInput)) }
    }

    private mutating func plan(_ call: CallID, after input: CallInput) {
        guard let state = stage.flow(of: call) else {
            callers[call] = nil
            return planned.removeAll { $0.call == call }
        }
        let acts = callers[call]?.plan(after: input, in: state, at: stage.now) ?? []
        planned += acts.map { Planned(call: call, time: $0.time, input: $0.input) }
    }
}
