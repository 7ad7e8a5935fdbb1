import Telephony
import Testing

@testable import Flows

/// A call under test: inputs go in one by one, events and acts are kept.
struct CallFixture {
    static let centre = """
        format: 1
        centre: fixture
        levels: {level1: 1, level2: 2, vip: 3}
        queues:
          level1: {level: level1, music: calm, max-wait: 1m}
          level2: {level: level2, music: calm, max-wait: 2m}
          vip:
            level: vip
            music: calm
            max-wait: 5m
            announcements: {first: 10s, every: 30s, comfort: [Nous restons avec vous., Encore merci.]}
          night: {level: level2, music: calm, hours: evening, max-length: 9, needs-agents: ready}
        agents:
          desk-1: {phone: "0188000041", levels: [level1, level2]}
          desk-2: {phone: "0188000042", levels: [level2, vip]}
        callbacks: {from: "+33188000010"}
        trunks: {provider: {from: [192.0.2.1], address: 192.0.2.1, allows: ["+33"]}}
        music: {calm: {piece: calme}}
        directories: {clients: {file: clients.csv, telephone: [telephone]}}
        endpoints:
          balance: {url: "https://example.test/balance", method: POST}
        destinations: {outside: {address: "+33188000099"}}
        calendars:
          shop: {open: {monday-friday: "09:00-18:00"}, holidays: france}
          evening: {open: {monday-friday: "18:00-22:00"}}
        """
    static let customers = "telephone,name,code\n+33612345678,Durand,4821\n"
    static let request = RequestID(rawValue: 1)

    private(set) var state: FlowState
    private(set) var events: [CallEvent] = []
    private(set) var acts: [CallAct] = []
    /// What the core was asked for besides acts, in order.
    private(set) var asked: [CallEffect] = []
    /// What the call went through, where it is traced.
    private(set) var passages: [Passage] = []
    /// Why queues take no call; nil while they do.
    var refusal: CallEvent.FlowOutReason?
    /// Whether queues answer.
    var answers = true
    private var now = Duration.zero

    /// Makes a call for the first flow, which has come in at 10:00 UTC on Monday 2026-11-23.
    init(
        _ flows: String..., centre: String = centre, at time: String = "2026-11-23 10:00:00",
        from: String? = "+33612345678", hidden: FlowState.Hidden? = nil, isTraced: Bool = false
    ) throws {
        let sources = flows.map { text in
            let name =
                text.split(separator: "\n").first { $0.hasPrefix("flow: ") }
                .map { $0.dropFirst(6) } ?? "flow"
            return SourceText(path: "\(name).yaml", text: text)
        }
        let result = FlowChecker.check(
            centre: SourceText(path: "centre.yaml", text: centre), flows: sources,
            resources: ResourceListing(
                customerFiles: ["clients.csv": Array(CallFixture.customers.utf8)]))
        let faults = result.diagnostics.filter { $0.severity == .error }.map(\.message)
        let program = try #require(result.program, "\(faults)")
        let name = sources[0].path.dropLast(5)
        state = FlowState(program: program, hidden: hidden, isTraced: isTraced)
        let seconds = try #require(CivilTime(time)).secondsSince1970
        take(
            .arrived(
                Arrival(
                    flow: String(name), caller: CallerID(rawValue: "c"),
                    from: from.flatMap { PhoneNumber($0) }, to: "fixture",
                    unixMilliseconds: Int64(seconds) * 1_000)))
    }

    /// What came of an input, after some milliseconds. Queues answer at once, as the core does.
    @discardableResult
    mutating func take(_ input: CallInput, after milliseconds: Int = 0) -> [CallEffect] {
        now += .milliseconds(milliseconds)
        var effects = FlowInterpreter().step(&state, on: input, now: now)
        var answer: CallInput?
        for effect in effects {
            switch effect {
            case .journal(let event): events.append(event)
            case .act(let act): acts.append(act)
            case .enqueue:
                asked.append(effect)
                answer = refusal.map { .queueRefused($0) } ?? .queueJoined
            case .passed(let passage): passages.append(passage)
            case .noteVisit, .stepAside, .comeBack, .leaveQueue, .wantEstimate, .callBack, .agent:
                asked.append(effect)
            }
        }
        if answers, let answer { effects += take(answer) }
        return effects
    }

    mutating func press(_ digits: String) {
        for digit in digits.compactMap(Digit.init) { take(.digit(digit), after: 100) }
    }

    /// Lets all that is said be heard.
    mutating func hearOut() {
        while case .speaking(let playback, _) = state.listening.phase {
            take(.promptEnded(playback), after: 1_000)
        }
    }

    /// The names of the steps in the order in which they were entered.
    var steps: [String] {
        events.compactMap { event in
            if case .stepEntered(_, let step) = event { step } else { nil }
        }
    }

    /// What has been said so far.
    var said: [String] {
        events.compactMap { event in
            if case .promptStarted(_, let text, _) = event { text.shown } else { nil }
        }
    }

    var ends: [CallEvent.EndReason] {
        events.compactMap { event in if case .ended(let reason) = event { reason } else { nil } }
    }
}
