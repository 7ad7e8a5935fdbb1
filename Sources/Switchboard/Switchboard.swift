public import CallCentre
public import Flows
public import Telephony

/// The live driver: brings what happens on real lines into the core and carries out what the core
/// wants, at the pace of real time.
///
/// It owns the state of the ``CallCentre`` and steps it in the order in which things happen. A
/// record is durable before its effect is visible outside: requests, transfers and hanging up
/// wait for the journal; sound and timers do not.
public actor Switchboard {
    /// What the switchboard works with.
    public struct Parts: Sendable {
        /// Where records go.
        public var journal: any Journaling
        /// Who speaks.
        public var renderer: any PromptRendering
        /// The music of the centre by name.
        public var music: @Sendable (String) async throws -> Sound
        /// Who asks HTTP endpoints.
        public var web: any WebAsking
        /// Told of records once they are durable, in order.
        public var announce: @Sendable ([JournalRecord]) -> Void
        /// Told of what went wrong, one sentence each.
        public var report: @Sendable (String) -> Void

        /// Joins the parts.
        public init(
            journal: any Journaling, renderer: any PromptRendering,
            music: @escaping @Sendable (String) async throws -> Sound, web: any WebAsking,
            announce: @escaping @Sendable ([JournalRecord]) -> Void,
            report: @escaping @Sendable (String) -> Void
        ) {
            self.journal = journal
            self.renderer = renderer
            self.music = music
            self.web = web
            self.announce = announce
            self.report = report
        }
    }

    /// Something that waits for the records before it to be durable.
    private enum Deferred {
        case record(JournalRecord)
        case act(CallID, CallAct)
        case over(CallID)
    }

    let parts: Parts
    private let centre: CallCentre
    private var state = CallCentre.State()
    var legs: [CallID: Leg] = [:]
    private var deferred: [Deferred] = []
    private let work: AsyncStream<Void>
    private let workIsThere: AsyncStream<Void>.Continuation
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    /// Why the journal takes no more records, once it does not.
    public private(set) var journalFailure: (any Error)?

    /// Makes a switchboard whose calls run a program.
    ///
    /// - Parameters:
    ///   - program: the flows and their centre.
    ///   - parts: what the switchboard works with.
    ///   - start: the zero of the times in the journal.
    public init(
        program: FlowProgram, parts: Parts, start: ContinuousClock.Instant = .now
    ) {
        centre = CallCentre(program: program)
        self.parts = parts
        self.start = start
        (work, workIsThere) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Writes records down until ``shutDown()``; runs beside the calls.
    public func run() async {
        for await _ in work {
            while !deferred.isEmpty {
                let batch = deferred
                deferred = []
                await commit(batch)
            }
        }
    }

    /// Ends ``run()`` once all that waits has been written.
    public func shutDown() {
        workIsThere.yield()
        workIsThere.finish()
    }

    /// Answers a call on a line and stays with it until it is over.
    public func answer(
        _ arrival: Arrival, as call: CallID, on line: any Line, script: KeyScript? = nil
    ) async {
        legs[call] = Leg(line: line, caller: script.map { ScriptedCaller($0) })
        take(.arrived(arrival), of: call)
        for await event in line.events {
            switch event {
            case .played(let playback): take(.promptEnded(playback), of: call)
            case .digit(let digit): take(.digit(digit), of: call)
            case .hungUp: take(.hungUp, of: call)
            case .reached: take(.transferAnswered, of: call)
            case .notReached(let reason): take(.transferFailed(reason: reason), of: call)
            case .otherPartyHungUp: take(.agentHungUp, of: call)
            case .deviceLost(let reason): parts.report(reason)
            }
        }
        // A line that ends by itself has lost its caller.
        if state.flow(of: call) != nil { take(.hungUp, of: call) }
        await withCheckedContinuation { done in
            if legs[call]?.isOver == true { done.resume() } else { legs[call]?.whenOver = done }
        }
        legs[call]?.cancelAll()
        legs[call] = nil
    }

    /// Ends a call from this side.
    public func hangUp(_ call: CallID, as input: CallInput) {
        take(input, of: call)
    }

    // MARK: The core

    func lookUp(
        _ value: String, in directory: String, column: String, of call: CallID
    ) -> OutsideAnswer {
        state.flow(of: call)?.program.answer(directory: directory, column: column, value: value)
            ?? .failed
    }

    private var now: Duration { clock.now - start }

    /// Lets the caller without hands do what comes next.
    private func followScript(of call: CallID, after input: CallInput) {
        guard let flow = state.flow(of: call) else { return }
        for planned in legs[call]?.caller?.plan(after: input, in: flow, at: now) ?? [] {
            let time = start + planned.time
            legs[call]?.begin { [weak self] in
                // A cancelled sleep throws: the call is over.
                guard (try? await ContinuousClock().sleep(until: time, tolerance: .zero)) != nil
                else { return }
                await self?.take(planned.input, of: call)
            }
        }
    }

    func take(_ input: CallInput, of call: CallID) {
        let effects = centre.step(&state, on: CentreInput(call: call, input: input, now: now))
        for effect in effects {
            switch effect.kind {
            case .journal(let record): deferred.append(.record(record))
            case .act(let act) where act.waitsForJournal: deferred.append(.act(effect.call, act))
            case .act(let act): perform(act, of: effect.call)
            case .over: deferred.append(.over(effect.call))
            }
        }
        if !deferred.isEmpty { workIsThere.yield() }
        followScript(of: call, after: input)
    }

    private func commit(_ batch: [Deferred]) async {
        let records = batch.compactMap { item in
            if case .record(let record) = item { record } else { nil }
        }
        if journalFailure == nil {
            do {
                try await parts.journal.append(records)
                parts.announce(records)
            } catch {
                journalFailure = error
                parts.report("\(error)")
            }
        }
        for item in batch {
            switch item {
            case .record: break
            case .act(let call, let act): carryOut(act, of: call)
            case .over(let call): await close(call)
            }
        }
    }

    /// Does what others act on, now that it is written down; without a journal, nothing that
    /// others act on is done, and calls end.
    private func carryOut(_ act: CallAct, of call: CallID) {
        guard journalFailure != nil else { return perform(act, of: call) }
        switch act {
        case .request(let request, _): take(.answered(request, .failed), of: call)
        case .transfer: take(.transferFailed(reason: "the journal has failed"), of: call)
        case .play, .playMusic, .stopPlayback, .setTimer, .cancelTimer, .lookUp, .startRecording,
            .stopRecording, .hangUp:
            perform(act, of: call)
        }
    }

    private func close(_ call: CallID) async {
        guard let leg = legs[call] else { return }
        await leg.line.close()
        legs[call]?.isOver = true
        legs[call]?.whenOver?.resume()
        legs[call]?.whenOver = nil
    }
}

extension CallAct {
    /// Whether somebody outside acts on it.
    var waitsForJournal: Bool {
        switch self {
        case .request, .transfer, .hangUp: true
        case .play, .playMusic, .stopPlayback, .setTimer, .cancelTimer, .lookUp, .startRecording,
            .stopRecording:
            false
        }
    }
}
