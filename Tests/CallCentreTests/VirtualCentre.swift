import CallCentre
import Flows
import Queues
import Telephony
import Testing

/// A whole centre in virtual time: callers, agents at their telephones, timers, prompts that last a
/// second. What is to happen outside is for the test to play.
struct VirtualCentre {
    let centre: CallCentre
    var state = CallCentre.State()
    private(set) var now = Duration.zero
    private(set) var records: [JournalRecord] = []
    /// What was done outside and not looked at yet.
    private(set) var acts: [CentreEffect] = []
    /// The ring of each agent's telephone that goes on.
    private(set) var rings: [AgentID: AgentAct.Ring] = [:]
    /// Whose telephones rang no longer since a colleague was faster.
    private(set) var withdrawn: [AgentID] = []
    /// Who hears whom.
    private(set) var joined: [AgentID: CallID] = [:]
    /// Who is called back, and where.
    private(set) var callbacks: [CallID: CallbackAct.Ring] = [:]
    /// The calls that came of it.
    private(set) var calledBack: [CallID: CallID] = [:]
    /// Which colleague hears an agent who called, and in which consultation.
    private(set) var consulting: [AgentID: CallID] = [:]
    /// The lines of agents who called, and whether they are answered.
    private(set) var dialled: [CallID: Bool] = [:]
    /// Which of their calls were turned away.
    private(set) var refused: [CallID: DialRefusal] = [:]
    private var due: [(time: Duration, order: Int, happening: CentreInput.Happening, key: Key)] = []
    private var live: [Key: Int] = [:]
    private var order = 0

    /// What can be cancelled.
    enum Key: Hashable {
        case call(CallID, CallTimer)
        case prompt(CallID, PlaybackID)
        case queue(QueueTimer)
        case whisper(AgentID, Int)
    }

    /// A centre with `level1` and `level2`, and agents `n1-a`, `n1-b`, `n2-a`.
    init(
        centre text: String = VirtualCentre.text, flow: String = VirtualCentre.flow,
        others: [String: String] = [:]
    ) throws {
        let others = others.map { SourceText(path: "\($0.key).yaml", text: $0.value) }
        let result = FlowChecker.check(
            centre: SourceText(path: "centre.yaml", text: text),
            flows: [SourceText(path: "line.yaml", text: flow)] + others)
        let program = try #require(result.program, "\(result.diagnostics)")
        centre = CallCentre(
            program: program,
            pins: Dictionary(
                uniqueKeysWithValues: program.centre.agents.keys.map { ($0, Secret("1234")) }))
    }

    // MARK: What happens

    mutating func call(_ name: String, from number: String? = nil, after span: Duration = .zero) {
        take(
            .call(
                CallID(rawValue: name),
                .arrived(
                    Arrival(
                        flow: "line", caller: CallerID(rawValue: "caller-\(number ?? name)"),
                        from: number.flatMap { PhoneNumber($0) }, to: "line",
                        unixMilliseconds: 1_795_424_400_000 + (now + span).inMilliseconds)),
                hidden: nil), after: span)
    }

    mutating func happen(_ input: CallInput, to call: String, after span: Duration = .zero) {
        take(.call(CallID(rawValue: call), input, hidden: nil), after: span)
    }

    mutating func logIn(_ agent: String, away: String? = nil) {
        take(
            .agent(
                AgentID(rawValue: agent),
                .login(
                    AgentInput.Login(
                        away: away, shift: CallID(rawValue: "shift-\(agent)-\(records.count)"),
                        unixMilliseconds: 1_795_424_400_000 + now.inMilliseconds))))
    }

    mutating func happen(_ input: AgentInput, to agent: String, after span: Duration = .zero) {
        take(.agent(AgentID(rawValue: agent), input), after: span)
    }

    /// Something happens on the telephone that rings, or rang last, for an agent.
    mutating func happen(
        _ input: AgentInput.LegInput, at agent: String, after span: Duration = .zero
    ) {
        let leg = legs[AgentID(rawValue: agent)] ?? 0
        take(.agent(AgentID(rawValue: agent), .leg(leg, input)), after: span)
    }

    mutating func happen(_ input: CallbackInput, toCallback call: String) {
        take(.callback(CallID(rawValue: call), input))
    }

    /// An agent calls a number from their telephone.
    mutating func dial(_ number: String, from phone: String, as call: String) {
        dialled[CallID(rawValue: call)] = false
        take(.consultation(CallID(rawValue: call), .dialled(number, phone: phone)))
    }

    /// An agent who called hangs up.
    mutating func hangUp(consultation call: String, after span: Duration = .zero) {
        take(.consultation(CallID(rawValue: call), .hungUp), after: span)
    }

    private var legs: [AgentID: Int] = [:]

    /// Brings something in after a span, in which timers and prompts go their way.
    mutating func take(_ happening: CentreInput.Happening, after span: Duration = .zero) {
        let time = now + span
        advance(to: time)
        step(happening)
    }

    /// Lets time pass.
    mutating func pass(_ span: Duration) { advance(to: now + span) }

    private mutating func advance(to time: Duration) {
        while let next = due.first, next.time <= time {
            due.removeFirst()
            now = max(now, next.time)
            guard live[next.key] == next.order else { continue }
            live[next.key] = nil
            step(next.happening)
        }
        now = max(now, time)
    }

    private mutating func step(_ happening: CentreInput.Happening) {
        switch happening {
        case .agent(let agent, .leg(let leg, .hungUp)),
            .agent(let agent, .leg(let leg, .notReached)),
            .agent(let agent, .leg(let leg, .notRung)):
            if rings[agent]?.leg == leg {
                rings[agent] = nil
                joined[agent] = nil
                consulting[agent] = nil
                live[.whisper(agent, leg)] = nil
            }
        case .consultation(let call, .hungUp): dialled[call] = nil
        case .callback(let call, .notReached), .callback(let call, .notRung): callbacks[call] = nil
        default: break
        }
        for effect in centre.step(&state, on: CentreInput(happening, now: now)) {
            switch effect {
            case .journal(let record): records.append(record)
            case .act(let call, .play(let playback, _)):
                plan(
                    .call(call, .promptEnded(playback), hidden: nil), .seconds(1),
                    .prompt(call, playback))
            case .act(let call, .stopPlayback(let playback)): live[.prompt(call, playback)] = nil
            case .act(let call, .setTimer(let timer, let span)):
                plan(.call(call, .timerFired(timer), hidden: nil), span, .call(call, timer))
            case .act(let call, .cancelTimer(let timer)): live[.call(call, timer)] = nil
            case .act, .over: acts.append(effect)
            case .setTimer(let timer, let span): plan(.timerFired(timer), span, .queue(timer))
            case .cancelTimer(let timer): live[.queue(timer)] = nil
            case .agent(let agent, .ring(let ring)):
                acts.append(effect)
                rings[agent] = ring
                legs[agent] = ring.leg
            case .agent(let agent, .play(let leg, let playback, _)):
                acts.append(effect)
                plan(
                    .agent(agent, .leg(leg, .promptEnded(playback))), .seconds(2),
                    .whisper(agent, leg))
            case .agent(let agent, .join(_, let call)):
                consulting[agent] = nil
                joined[agent] = call
            case .agent(let agent, .hangUp(let leg)), .agent(let agent, .withdraw(let leg)):
                acts.append(effect)
                if case .agent(_, .withdraw) = effect { withdrawn.append(agent) }
                live[.whisper(agent, leg)] = nil
                if legs[agent] == leg {
                    rings[agent] = nil
                    joined[agent] = nil
                    consulting[agent] = nil
                }
            case .agent(let agent, .joinColleague(_, let call)): consulting[agent] = call
            case .consultation(let call, .answer): dialled[call] = true
            case .consultation(let call, .refuse(let reason)):
                dialled[call] = nil
                refused[call] = reason
            case .consultation(let call, .hangUp): dialled[call] = nil
            case .consultation: acts.append(effect)
            case .agent: acts.append(effect)
            case .callback(let call, .ring(let ring)): callbacks[call] = ring
            case .callback(let call, .hangUp): callbacks[call] = nil
            case .callback(let call, .becomesCall(let name)):
                callbacks[call] = nil
                calledBack[call] = name
            }
        }
    }

    private mutating func plan(
        _ happening: CentreInput.Happening, _ span: Duration, _ key: Key
    ) {
        order += 1
        live[key] = order
        let place = due.firstIndex { $0.time > now + span } ?? due.count
        due.insert((now + span, order, happening, key), at: place)
    }

    // MARK: Looking

    /// The events of a call or a shift that matter to queues.
    func events(_ call: String) -> [CallEvent] {
        records.filter { $0.call.rawValue == call }.map(\.event).filter { event in
            switch event {
            case .arrived, .answered, .stepEntered, .promptStarted, .promptEnded, .keys: false
            default: true
            }
        }
    }

    /// The events of an agent's shifts, the login left out.
    func shift(_ agent: String) -> [AgentEvent] {
        records.filter { $0.call.rawValue.hasPrefix("shift-\(agent)-") }.compactMap { record in
            if case .agent(let event) = record.event { event } else { nil }
        }.filter { if case .login = $0 { false } else { true } }
    }

    func state(_ agent: String) -> AgentState? {
        state.agents.first { $0.agent.rawValue == agent }?.state
    }

    /// Takes what was done outside.
    mutating func takeActs() -> [CentreEffect] {
        defer { acts = [] }
        return acts
    }

    static let flow = """
        format: 1
        flow: line
        start: wait
        steps:
          wait:
            queue: level1
            escape: {2: back}
            next: ask
            timeout: bye
          back:
            callback: level1
            accepted: bye
            refused: wait
          ask:
            survey: after
            questions: [{question: nps, say: From 0 to 10., answers: 0..10}]
            exhausted: bye
            next: bye
          bye: {hang-up: Goodbye.}
        """

    /// Questions for those who stay on the line.
    static let survey = """
        format: 1
        flow: after
        start: ask
        steps:
          ask:
            survey: after
            questions: [{question: nps, say: From 0 to 10., answers: 0..10}]
            inter-digit-timeout: 1s
            exhausted: return
            next: return
        """

    static let text = """
        format: 1
        centre: fixture
        levels: {level1: 1, level2: 2}
        music: {calm: {piece: calme}}
        queues:
          level1: {level: level1, music: calm, max-wait: 10m, number: "81"}
          level2: {level: level2, music: calm, max-wait: 10m, number: "82"}
        agents:
          n1-a: {phone: a, levels: [level1], number: "4001", pin: "1234"}
          n1-b: {phone: b, levels: [level1], number: "4002", pin: "1234"}
          n2-a: {phone: c, levels: [level2], number: "4003", pin: "1234"}
        telephone: {listen: ["udp:127.0.0.1:5060"]}
        trunks:
          out: {from: [192.0.2.1], address: 127.0.0.1:5070, allows: ["+336", "+331"]}
        callbacks: {trunk: out, attempts: 2, pause: 5m}
        phones:
          from: [127.0.0.0/8]
          users: {a: {password: secret-a}, b: {password: secret-b}, c: {password: secret-c}}
        """
}
