import CallCentre
public import Flows
import Queues
import Reports
public import Telephony
public import Transcripts

/// One transcript rehearsed against flows, in virtual time.
///
/// What the transcript says that callers and agents do is done; all else must be heard, line by
/// line. An act whose line has a time is done then. One without is done once all before it has
/// been heard and nothing has been said for half a second; keys follow each other by 200 ms.
/// Customer files answer look-ups, with the values that a line tells in place of their own;
/// endpoints answer what a line says, or not at all. A transcript tells the whole call: one that
/// goes on after the last line fails, unless that line is `...`, which ends the test there.
///
/// Of several callers each hears the lines of their own; acts of all are done in the order of the
/// file. Agents at work are rung by the queues, for real; without them what agents do is believed.
///
/// ```swift
/// var test = try TranscriptTest(transcript, name: path, program: program)
/// try await test.finish(with: renderer)
/// print(test.result)
/// ```
public struct TranscriptTest: PausingRun {
    /// How long nothing must have been said before an untimed act.
    public static let reaction = Duration.milliseconds(500)
    /// From one key of a line to the next.
    public static let keySpacing = Duration.milliseconds(200)
    /// The longest rehearsal, in virtual time.
    public static let longestCall = Duration.seconds(86_400)

    /// The name of the test.
    public let name: String
    private let transcript: Transcript
    private let figures: [ExpectedFigure]
    /// Whether agents are at work, as against believed.
    let hasAgents: Bool
    /// The wall clock at time zero, in milliseconds since 1970.
    let start: Int64

    var stage: Stage
    /// The callers, in the order of their calls; never empty.
    var roles: [Role]
    /// What agents do with no caller on the telephone.
    var floor: Floor
    var desks = Desks()
    /// Whose calls and attempts to call back these are.
    var rolesByCall: [CallID: Int] = [:]
    var shifts = 0
    var consultations = 0
    /// Who called whom in a consultation.
    var dialling: [CallID: AgentID] = [:]
    /// What must hold of every centre, whatever its flows say.
    var promises: Invariants

    var heard: [TranscriptLine] = []
    /// The events of the calls and shifts so far.
    public internal(set) var records: [JournalRecord] = []
    var outcome: TestResult.Outcome?
    private var hasBegun = false
    /// Whether every line was met, so that only what agents have yet to wrap up is waited for.
    private var isHeardOut = false

    /// Prepares a test.
    ///
    /// - Parameters:
    ///   - transcript: what callers do and hear.
    ///   - name: how reports call the test, as the path of the transcript.
    ///   - fixtures: the secrets that the transcript names.
    ///   - program: the flows.
    ///   - lengths: how long prompts last.
    ///   - pins: what agents prove with who they are, where a transcript names their PINs.
    ///   - isTraced: whether ``takePassages()`` tells what the calls went through.
    /// - Throws: ``RehearsalError`` where the transcript contradicts itself or names what is not
    ///   there.
    public init(
        _ transcript: Transcript, name: String, fixtures: Fixtures = Fixtures(),
        program: FlowProgram, lengths: PromptLengths = PromptLengths(.text),
        pins: [AgentID: Secret] = [:], isTraced: Bool = false
    ) throws(RehearsalError) {
        let owners = transcript.owners
        roles = try Role.roles(of: transcript, owners, fixtures: fixtures, in: program)
        var check = TranscriptCheck(transcript, owners: owners, in: program)
        try check.check()
        self.name = name
        self.transcript = transcript
        var figures: [ExpectedFigure] = []
        for expectation in transcript.expectations {
            let figure = try ExpectedFigure(expectation, of: transcript, in: program)
            if let first = figures.first(where: figure.contradicts) {
                throw RehearsalError(
                    .contradictoryFigure(
                        figure.figure.key, line: first.expectation.position?.line ?? 0),
                    at: expectation.position)
            }
            figures.append(figure)
        }
        self.figures = figures
        hasAgents = transcript.agents != nil
        start = roles.first?.caller.arrival.unixMilliseconds ?? 0
        floor = Floor(transcript, owners)
        promises = Invariants(hasAgents ? program.centre : program.centre.withoutAgents)
        stage = Stage(
            program: hasAgents
                ? program : program.believingAgents(butIn: transcript.emptyQueues),
            lengths: lengths, pins: pins, isTraced: isTraced)
    }

    /// How the test came out; nil until the run is over.
    public var result: TestResult? {
        outcome.map { TestResult(name: name, outcome: $0, lines: heard, length: stage.now) }
    }

    /// How long the prompts last, with what the test has learned.
    public var lengths: PromptLengths { stage.lengths }

    /// What the calls went through since this was asked last; nothing unless it was asked for.
    public mutating func takePassages() -> [Passage] { stage.takePassages() }

    /// Tells the length of the prompt that ``resume()`` asked for.
    public mutating func learn(_ length: Duration) { stage.learn(length) }

    /// Goes on until the length of a prompt is wanted, which it gives, or to the end.
    public mutating func resume() -> Utterance? {
        if !hasBegun { begin() }
        while outcome == nil {
            if let wanted = stage.wantedLength { return wanted }
            if isHeardOut { wrapUp() } else { goOn() }
        }
        return nil
    }

    // MARK: The course of the calls

    private mutating func begin() {
        hasBegun = true
        for agent in transcript.agents ?? [] { logIn(AgentID(rawValue: agent.name)) }
        stage.fill(transcript.crowds)
        for place in roles.indices {
            guard let time = roles[place].arrivesAt else { continue }
            arrive(place, at: time)
        }
        listen()
    }

    /// Lets a caller call.
    mutating func arrive(_ place: Int, at time: Duration) {
        let role = roles[place]
        var arrival = role.caller.arrival
        arrival.unixMilliseconds = start + time.inMilliseconds
        roles[place].isCalling = true
        roles[place].reachedAt = time
        rolesByCall[role.call] = place
        if time > stage.now {
            stage.schedule(
                .call(role.call, .arrived(arrival), hidden: role.script.hidden), at: time)
        } else {
            stage.take(.arrived(arrival), for: role.call, at: time, hidden: role.script.hidden)
        }
        // Keys that were written down late are pressed at their times.
        for (index, line) in role.script.lines.enumerated() {
            guard case .press(let pressed) = line.moment else { continue }
            for (digit, time) in zip(role.script.keys[index] ?? [], pressed.pressedAt) {
                stage.schedule(.digit(digit), for: role.call, at: time)
            }
        }
    }

    private mutating func goOn() {
        settle()
        guard outcome == nil, !isHeardOut else { return }
        for place in roles.indices where roles[place].isPending && isOver(place) {
            return fail(.over, of: place)
        }
        guard stage.now <= TranscriptTest.longestCall else { return fail(.endless, of: nil) }
        let next = stage.nextTime
        if let act = nextAct, act.time < next ?? .seconds(Int64.max) {
            perform(act)
        } else if next != nil {
            stage.advance()
            listen()
        } else {
            fail(.silence, of: nil)
        }
    }

    /// Whether nothing more can come of a caller's call.
    private func isOver(_ place: Int) -> Bool {
        roles[place].hasArrived && !stage.isOpen(roles[place].voice)
            && !stage.centreState.awaitsCallback(roles[place].call)
    }

    /// Moves cursors over lines that are neither heard nor done at their place.
    mutating func settle() {
        for place in roles.indices { roles[place].settle(at: stage.now) }
        guard outcome == nil, floor.isDone else { return }
        for place in roles.indices {
            guard roles[place].hasArrived, !roles[place].isPending,
                roles[place].mayDiffer || !stage.isOpen(roles[place].voice)
            else { return }
        }
        isHeardOut = true
        if figures.isEmpty { outcome = .passed }
    }

    // MARK: The figures

    /// Waits for what agents have yet to wrap up, which figures count; then tells them.
    private mutating func wrapUp() {
        let isWrappingUp = stage.centreState.agents.contains { standing in
            if case .wrapUp = standing.state { true } else { false }
        }
        if isWrappingUp, stage.nextTime != nil, stage.now <= TranscriptTest.longestCall {
            stage.advance()
            let new = stage.takeRecords()
            records += new
            return keepPromises(new)
        }
        let counted = RehearsedFigures(
            records, agents: knownAgents, start: start, end: stage.now,
            zone: stage.program.centre.zone)
        let gaps = figures.compactMap { figure in
            counted.cell(of: figure).flatMap(figure.gap)
        }
        outcome =
            gaps.isEmpty
            ? .passed
            : .failed(
                Difference(
                    kind: .figures(gaps), expected: nil, heard: nil, remaining: 0, step: nil))
    }

    /// All who are agents and no destinations: those of the centre, and whom the transcript names.
    private var knownAgents: Set<String> {
        let centre = stage.program.centre
        let named = transcript.lines.compactMap(\.moment.agent)
        return Set(centre.agents.keys.map(\.rawValue) + named)
            .subtracting(centre.destinations.keys)
    }
}

extension FlowProgram {
    /// Where a step stands.
    func position(of step: String, in flow: String) -> SourcePosition? {
        flows[flow]?.steps.first { $0.name == step }?.position
    }
}
