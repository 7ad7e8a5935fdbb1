public import CallCentre
public import Flows
import Queues
public import Telephony

/// Where calls are rehearsed: the virtual driver of the ``CallCentre/CallCentre``.
///
/// It stands in for lines, telephones, sound and timers, in virtual time: nothing waits, and the
/// same inputs give the same records, byte for byte. Callers, agents and the world outside are for
/// its user to play, with ``take(_:for:at:hidden:)`` and ``schedule(_:for:at:)`` or, for agents and
/// callbacks, ``take(_:at:)`` and ``schedule(_:at:)``; what calls ask of the outside is in
/// ``questions``, what agents and others notice in ``cues``.
///
/// Nothing of a call stays once it is over, so that a month of calls needs no more room than those
/// that go on at one time.
///
/// ```swift
/// var stage = Stage(program: program, lengths: PromptLengths(.text))
/// stage.take(.arrived(arrival), for: call, at: .zero)
/// while stage.advance() {}
/// let records = stage.takeRecords()
/// ```
///
/// Before the clock goes on the length of each prompt must be known: see ``wantedLength``.
public struct Stage: Sendable {
    private enum Item {
        case timer(Int, CallTimer, run: Int)
        case promptEnd(Hearer, PlaybackID)
        // Boxed: it is the largest by far, and seldom on the agenda.
        indirect case input(CentreInput.Happening)
        case queueTimer(QueueTimer, run: Int)
    }

    /// Who hears a prompt.
    private enum Hearer: Equatable {
        case call(Int, run: Int)
        case agent(AgentID, leg: Int)
    }

    /// A prompt whose end can't be told yet.
    private struct Unmeasured {
        var hearer: Hearer
        var playback: PlaybackID
        var utterance: Utterance
        var start: Int64
    }

    /// How long the prompts last.
    public var lengths: PromptLengths
    /// What calls ask of the outside, in the order of asking.
    public private(set) var questions: [Question] = []
    /// What agents and others notice, in the order of noticing.
    public private(set) var cues: [Cue] = []

    private var centre: CallCentre
    private var state: CallCentre.State
    private var agenda = Agenda<Item>()
    private var casts: [Cast] = []
    private var places: [CallID: Int] = [:]
    /// The call that did something last: what follows is mostly of the same.
    private var latest: (call: CallID, place: Int)?
    /// The places that no call has.
    private var freePlaces: [Int] = []
    private var unmeasured: [Unmeasured] = []
    private var records: [JournalRecord] = []
    /// What comes of a step; its place is used again.
    private var effects: [CentreEffect] = []
    private var clock: Int64 = 0
    /// Which run of each timer of the queues is on.
    private var queueTimers: [QueueTimer: Int] = [:]
    private var queueTimerRuns = 0

    /// Makes an empty stage.
    ///
    /// - Parameters:
    ///   - program: the flows and their centre.
    ///   - lengths: how long prompts last.
    ///   - pins: what agents prove with who they are.
    ///   - now: the virtual time at which it begins.
    ///   - isTraced: whether ``takePassages()`` tells what calls went through.
    public init(
        program: FlowProgram, lengths: PromptLengths, pins: [AgentID: Secret] = [:],
        now: Duration = .zero, isTraced: Bool = false
    ) {
        centre = CallCentre(program: program, pins: pins)
        state = CallCentre.State(isTraced: isTraced)
        self.lengths = lengths
        clock = now.inMilliseconds
    }

    /// The flows and their centre.
    public var program: FlowProgram { centre.program }

    // MARK: Time

    /// The virtual time.
    public var now: Duration { .milliseconds(clock) }

    /// When the next thing happens by itself; nil where nothing does.
    public var nextTime: Duration? { agenda.nextTime.map { .milliseconds($0) } }

    /// The prompt whose length must be told by ``learn(_:)`` before time can go on.
    public var wantedLength: Utterance? { unmeasured.first?.utterance }

    /// Tells the length of the prompt in ``wantedLength``.
    public mutating func learn(_ length: Duration) {
        guard let utterance = wantedLength else { return }
        lengths.learn(length, of: utterance)
        let waiting = unmeasured
        unmeasured = []
        for (index, prompt) in waiting.enumerated() {
            measure(prompt, as: index == 0 ? length : nil)
        }
    }

    /// Lets the next thing happen: a timer runs out, a prompt ends, a scheduled input comes.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    public mutating func advance() -> Bool {
        precondition(unmeasured.isEmpty, "the length of a prompt is not known")
        guard let time = agenda.nextTime, let item = agenda.removeNext() else { return false }
        clock = max(clock, time)
        switch item {
        case .timer(let cast, let timer, let run):
            guard casts[cast].timers.end(timer, run: run) else { return true }
            step(.timerFired(timer), casts[cast].id)
        case .promptEnd(.call(let cast, let run), let playback):
            guard casts[cast].prompt == playback, casts[cast].promptRun == run else { return true }
            casts[cast].prompt = nil
            casts[cast].silentSince = clock
            step(.promptEnded(playback), casts[cast].id)
        case .promptEnd(.agent(let agent, let leg), let playback):
            step(.agent(agent, .leg(leg, .promptEnded(playback))))
        case .input(let happening):
            bring(happening)
        case .queueTimer(let timer, let run):
            guard queueTimers[timer] == run else { return true }
            queueTimers[timer] = nil
            step(.timerFired(timer))
        }
        return true
    }

    // MARK: Inputs

    /// Lets something happen to a call now, or at a later time before which nothing else happens.
    ///
    /// For the arrival of a call that is replayed from its log, `hidden` is what came of its secrets.
    public mutating func take(
        _ input: CallInput, for call: CallID, at time: Duration, hidden: FlowState.Hidden? = nil
    ) {
        clock = max(clock, time.inMilliseconds)
        step(input, call, hidden)
    }

    /// Lets something happen to a call at a time, in the order of all that happens.
    public mutating func schedule(_ input: CallInput, for call: CallID, at time: Duration) {
        schedule(.call(call, input, hidden: nil), at: time)
    }

    /// Lets something happen now, or at a later time before which nothing else happens.
    public mutating func take(_ happening: CentreInput.Happening, at time: Duration) {
        clock = max(clock, time.inMilliseconds)
        bring(happening)
    }

    /// Lets something happen at a time, in the order of all that happens.
    public mutating func schedule(_ happening: CentreInput.Happening, at time: Duration) {
        agenda.add(.input(happening), at: max(clock, time.inMilliseconds))
    }

    /// Another program answers the calls that come from now on.
    public mutating func reload(_ program: FlowProgram) { centre.program = program }

    /// Has something written down that queues and agents did for a call who are not rehearsed.
    public mutating func note(_ event: CallEvent, of call: CallID, at time: Duration) {
        clock = max(clock, time.inMilliseconds)
        step(.noted(call, event))
    }

    private mutating func bring(_ happening: CentreInput.Happening) {
        if case .call(let call, let input, let hidden) = happening {
            step(input, call, hidden)
        } else {
            step(happening)
        }
    }

    /// Gives a call a place of its own.
    private mutating func enter(_ call: CallID) {
        guard places[call] == nil else { return }
        if let place = freePlaces.popLast() {
            places[call] = place
            casts[place].enter(call, at: clock)
        } else {
            places[call] = casts.count
            casts.append(Cast(id: call, silentSince: clock))
        }
    }

    private mutating func place(of call: CallID) -> Int? {
        if let latest, latest.call == call { return latest.place }
        guard let place = places[call] else { return nil }
        latest = (call, place)
        return place
    }

    private mutating func leave(_ call: CallID) {
        guard let place = places.removeValue(forKey: call) else { return }
        latest = nil
        casts[place].leave()
        unmeasured.removeAll { prompt in
            if case .call(place, _) = prompt.hearer { true } else { false }
        }
        freePlaces.append(place)
        cues.append(.over(call))
    }

    private mutating func step(
        _ input: CallInput, _ call: CallID, _ hidden: FlowState.Hidden? = nil
    ) {
        switch input {
        case .arrived, .calledBack: enter(call)
        default: break
        }
        if case .answered(let request, _) = input, let place = place(of: call),
            casts[place].request == request
        {
            casts[place].request = nil
            casts[place].silentSince = clock
        }
        step(.call(call, input, hidden: hidden))
    }

    private mutating func step(_ happening: consuming CentreInput.Happening) {
        let input = CentreInput(consume happening, now: .milliseconds(clock))
        var effects: [CentreEffect] = []
        swap(&effects, &self.effects)
        centre.step(&state, on: input, into: &effects)
        // Each moves on to where it goes: copies would be most of the work.
        effects.withUnsafeMutableBufferPointer { $0.reverse() }
        while let effect = effects.popLast() {
            switch consume effect {
            case .journal(let record): records.append(record)
            case .act(let call, let act):
                if let place = place(of: call) { perform(act, at: place) }
            case .over(let call): leave(call)
            case .setTimer(let timer, let span):
                queueTimerRuns += 1
                queueTimers[timer] = queueTimerRuns
                let end = clock.addingReportingOverflow(max(0, span.inMilliseconds))
                agenda.add(
                    .queueTimer(timer, run: queueTimerRuns),
                    at: end.overflow ? .max : end.partialValue)
            case .cancelTimer(let timer): queueTimers[timer] = nil
            case .agent(let agent, .play(let leg, let playback, let utterance)):
                measure(
                    Unmeasured(
                        hearer: .agent(agent, leg: leg), playback: playback, utterance: utterance,
                        start: clock))
            case .agent(let agent, let act): cues.append(.agent(agent, act))
            case .callback(let call, let act):
                if case .becomesCall(let name) = act { enter(name) }
                cues.append(.callback(call, act))
            case .consultation(let call, let act): cues.append(.consultation(call, act))
            }
        }
        swap(&effects, &self.effects)
    }

    // MARK: Acts

    private mutating func perform(_ act: CallAct, at place: Int) {
        switch act {
        case .play(let playback, let utterance):
            casts[place].prompt = playback
            casts[place].promptRun += 1
            measure(
                Unmeasured(
                    hearer: .call(place, run: casts[place].promptRun), playback: playback,
                    utterance: utterance, start: clock))
        case .release: cues.append(.released(casts[place].id))
        case .answer, .playMusic, .startRecording, .stopRecording, .hangUp: break
        case .stopPlayback(let playback):
            guard casts[place].prompt == playback else { return }
            casts[place].prompt = nil
            casts[place].silentSince = clock
            let hearer = Hearer.call(place, run: casts[place].promptRun)
            unmeasured.removeAll { $0.hearer == hearer }
        case .setTimer(let timer, let span):
            let run = casts[place].timers.start(timer)
            let end = clock.addingReportingOverflow(max(0, span.inMilliseconds))
            agenda.add(.timer(place, timer, run: run), at: end.overflow ? .max : end.partialValue)
        case .cancelTimer(let timer):
            casts[place].timers.cancel(timer)
        case .lookUp(let request, let directory, let column, let value):
            casts[place].request = request
            ask(
                .lookUp(request, directory: directory, column: column, value: value), at: place)
        case .request(let request, let question):
            casts[place].request = request
            ask(.request(request, question), at: place)
        case .reach(let destination):
            ask(.reach(destination: destination), at: place)
        }
    }

    private mutating func ask(_ question: Question.Kind, at place: Int) {
        questions.append(Question(casts[place].id, question))
    }

    private mutating func measure(_ prompt: Unmeasured, as told: Duration? = nil) {
        guard let length = told ?? lengths.length(of: prompt.utterance) else {
            unmeasured.append(prompt)
            return
        }
        let end = prompt.start + max(0, length.inMilliseconds)
        agenda.add(.promptEnd(prompt.hearer, prompt.playback), at: max(clock, end))
    }

    // MARK: Looking at the stage

    /// Whether there are records that nobody has taken.
    var hasRecords: Bool { !records.isEmpty }

    /// Whether there are records, questions or cues that nobody has taken.
    var hasNews: Bool { !records.isEmpty || !questions.isEmpty || !cues.isEmpty }

    /// Exchanges a list that is empty, and is used again and again, for the records since they were
    /// taken last.
    mutating func takeRecords(into list: inout [JournalRecord]) {
        list.removeAll(keepingCapacity: true)
        swap(&list, &records)
    }

    /// The records since this was asked last.
    public mutating func takeRecords() -> [JournalRecord] {
        var taken: [JournalRecord] = []
        swap(&taken, &records)
        return taken
    }

    /// The questions since this was asked last; each is now for the one who took it to answer.
    public mutating func takeQuestions() -> [Question] {
        var taken: [Question] = []
        swap(&taken, &questions)
        return taken
    }

    /// What calls went through since this was asked last; nothing unless it was asked for.
    public mutating func takePassages() -> [Passage] { state.takePassages() }

    /// The cues since this was asked last.
    public mutating func takeCues() -> [Cue] {
        var taken: [Cue] = []
        swap(&taken, &cues)
        return taken
    }

    /// All calls, agents and queues, to look at.
    public var centreState: CallCentre.State { state }

    /// How many calls are open.
    public var openCalls: Int { state.openCalls }

    /// The flow of an open call, to look at.
    public func flow(of call: CallID) -> FlowState? { state.flow(of: call) }

    /// Whether a call waits for a key, all having been said.
    func awaitsKeys(_ call: CallID) -> Bool { state.awaitsKeys(call) }

    /// Whether a call has come in and is not over.
    public func isOpen(_ call: CallID) -> Bool { places[call] != nil }

    /// Since when a call neither says anything nor waits for an answer; nil while it does, and
    /// once it is over. Music is silence.
    public func silentSince(_ call: CallID) -> Duration? {
        guard let place = places[call], casts[place].prompt == nil, casts[place].request == nil
        else { return nil }
        return .milliseconds(casts[place].silentSince)
    }
}
