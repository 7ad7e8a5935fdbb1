import Telephony

/// Runs flows: takes in what happens to a call and says what the call does.
///
/// Pure: it has no clock, no sound and no file, so that live calls, rehearsals and replays run in
/// the very same engine. One input is carried to rest: steps follow one another until the flow
/// needs the outside.
///
/// ```swift
/// var state = FlowState(program: program)
/// let effects = FlowInterpreter().step(&state, on: .arrived(arrival), now: .zero)
/// ```
public struct FlowInterpreter: Sendable {
    /// Makes an interpreter; it holds nothing.
    public init() {}

    /// Takes in what happened to a call.
    ///
    /// - Parameters:
    ///   - state: the call.
    ///   - input: what happened; what does not fit the state (a late timer, a key after the end)
    ///     changes nothing.
    ///   - now: the monotonic clock of the process; never earlier than at the step before.
    /// - Returns: what the call does, in order.
    public func step(
        _ state: inout FlowState, on input: CallInput, now: Duration
    ) -> [CallEffect] {
        var effects: [CallEffect] = []
        step(&state, on: input, now: now, into: &effects)
        return effects
    }

    /// Takes in what happened to a call, and adds what it does to a list that is used again and
    /// again.
    ///
    /// - Parameters:
    ///   - state: the call.
    ///   - input: what happened, as above.
    ///   - now: the monotonic clock of the process; never earlier than at the step before.
    ///   - effects: what the call does is added here, in order.
    public func step(
        _ state: inout FlowState, on input: CallInput, now: Duration,
        into effects: inout [CallEffect]
    ) {
        state.now = now
        swap(&effects, &state.outbox)
        state.take(input)
        swap(&effects, &state.outbox)
    }
}

extension FlowState {
    mutating func take(_ input: CallInput) {
        guard activity != .over else { return }
        switch input {
        case .arrived(let arrival): arrive(arrival)
        case .calledBack(let talk): begin(talk)
        case .digit(let digit): press(digit)
        case .promptEnded(let playback): listen(to: .promptEnded(playback))
        case .timerFired(.recording): endRecording()
        case .timerFired(.maximumWait): endWait()
        case .timerFired(.announcement): announce()
        case .timerFired(.offer): makeOffer()
        // Queues are rung for by the centre.
        case .timerFired(.nextTry): break
        case .timerFired(let timer): listen(to: .timerFired(timer))
        case .answered(let request, let answer): receive(answer, to: request)
        case .agentAnswered(let agent): connect(agent)
        case .queueJoined: beginWait()
        case .queueRefused(let reason): flowOut(reason)
        case .estimated(let position, let wait): announce(position, wait)
        case .callbackTaken(let isTaken): endCallback(isTaken)
        case .agentDone(let outcome): endAgentWish(outcome)
        case .held: hold()
        case .retrieved: retrieve()
        case .agentTransferred(let target, let kind): transfer(to: target, kind)
        case .agentHungUp: endTalk()
        case .transferAnswered: joinDestination()
        case .transferFailed(let reason): failTransfer(reason)
        case .hungUp: end(.caller)
        case .stopped: end(.stopped)
        case .troubled: stumble()
        }
    }

    private mutating func arrive(_ arrival: Arrival) {
        guard activity == .new, let flow = program.flows[arrival.flow] else { return }
        self.arrival = (now, arrival.unixMilliseconds)
        language = firstLanguage(of: flow, called: arrival.to)
        let clock = civilTime(in: program.centre.zone)
        write(
            .arrived(
                CallEvent.Arrival(
                    caller: arrival.caller, from: arrival.from.map { .personal($0.text) },
                    to: arrival.to, flow: flow.name, version: flow.version, language: language,
                    time: clock, zone: program.centre.zone.name)))
        write(.answered)
        outbox.append(.act(.answer))
        begin(flow, caller: arrival.from?.text, called: arrival.to)
        follow(.step(flow.start))
    }

    /// The language of the number that was called, where the flow speaks it; else the flow's first.
    private func firstLanguage(of flow: Flow, called: String) -> LanguageTag {
        if let service = program.centre.service(called: called), service.flow == flow.name,
            let language = service.language, flow.languages.contains(language)
        {
            return language
        }
        return flow.languages.first ?? .french
    }

    /// Begins a flow, with nothing on its way yet.
    mutating func begin(_ flow: Flow, caller: String?, called: String) {
        let clock = civilTime(in: program.centre.zone)
        var frame = Frame(flow: flow, step: flow.start, slots: flow.initialValues, caller: nil)
        let builtIns: [Value] = BuiltIn.allCases.map { builtIn in
            switch builtIn {
            case .caller: caller.map { .text($0) } ?? .nothing
            case .called: .text(called)
            case .today: .date(clock.date)
            case .time: .time(secondOfDay: clock.secondOfDay)
            case .language: .text(language.rawValue)
            }
        }
        frame.slots.replaceSubrange(..<min(builtIns.count, frame.slots.count), with: builtIns)
        frames = [frame]
        variableBytes = frame.slots.reduce(0) { $0 + $1.approximateSize }
    }

    /// What the clocks of a zone show now.
    func civilTime(in zone: TimeZoneRules) -> CivilTime {
        let milliseconds = arrival.unixMilliseconds &+ (now - arrival.now).inMilliseconds
        return zone.civilTime(at: Int(milliseconds).flooredDivision(by: 1_000).quotient)
    }

    mutating func write(_ event: CallEvent) { outbox.append(.journal(event)) }

    /// Ends the call, whatever it is in, and writes down what ends with it.
    mutating func end(_ reason: CallEvent.EndReason) {
        let interrupted = activity
        perform(listening.interrupt())
        writeSecretly(listening.takeKeys())
        switch interrupted {
        case .recording(let start):
            outbox += [.act(.cancelTimer(.recording)), .act(.stopRecording)]
            writeRecordingEnd(since: start)
        case .queueing:
            silenceQueue()
            cancelWaitTimers()
        case .talking(_, _, let held):
            if let held {
                outbox.append(.act(.stopPlayback(held)))
                write(.holdOff)
            }
            write(.talkEnded(by: reason == .caller ? .caller : .flow))
        case .transferring(let music):
            if let music { outbox.append(.act(.stopPlayback(music))) }
            outbox.append(.act(.release))
        case .transferred:
            if reason != .transferred {
                write(.talkEnded(by: reason == .caller ? .caller : .flow))
                outbox.append(.act(.release))
            }
        case .new, .speaking, .listening, .asking, .announcingRecording, .announcingTransfer,
            .joining, .callingBack, .changingAgent, .leaving, .over:
            break
        }
        endVisit(with: reason)
        activity = .over
        write(.ended(reason))
        if reason != .caller { outbox.append(.act(.hangUp)) }
    }
}
