import Flows
import Queues
import Telephony

/// What must always hold of a centre (DESIGN.md §6 and §8), checked record by record and, after
/// every event, against the state itself.
///
/// It knows nothing of how queues and calls are made: it reads what is written down, as anybody
/// could.
public struct Invariants: Sendable {
    /// A promise that was broken.
    public struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
        /// Which promise.
        public let rule: Rule
        /// What happened, with names.
        public let text: String
        /// When, since the beginning of the simulation.
        public let time: Duration

        /// One sentence.
        public var description: String { "\(rule.text): \(text)" }
    }

    /// A promise.
    public enum Rule: String, CaseIterable, Hashable, Sendable {
        case numbering
        case ended
        case visits
        case oneCall = "one-call"
        case present
        case zombieRings = "zombie-rings"
        case order
        case callbacks
        case recovery
        case complete

        /// What is promised.
        public var text: String {
            switch self {
            case .numbering: "the records of a call are numbered without gaps"
            case .ended: "nothing follows the end of a call"
            case .visits: "every visit to a queue has exactly one end"
            case .oneCall: "an agent has one call at most"
            case .present: "only agents who are at work are rung"
            case .zombieRings: "nobody is rung for a caller who has gone"
            case .order: "callers are served by priority, then age, within the bound on starvation"
            case .callbacks: "never more callbacks are out than agents have taken"
            case .recovery: "nothing that was acknowledged is lost by a crash"
            case .complete: "every call, attempt and shift has an end"
            }
        }
    }

    /// The first promise that was broken.
    public internal(set) var violation: Violation?

    /// A stream of records that goes on.
    struct Stream: Sendable {
        var number: Int
        var waits: String?
        var talksWith: String?
        var ringing: Set<String> = []
        var agent: String?
        var presence = AgentPresence.unknown
        var callback: CallID?
        /// Who let it ring in the visit that goes on.
        var missedBy: Set<String> = []
    }

    /// What a shift has told of its agent.
    enum AgentPresence: Hashable, Sendable {
        case unknown, ready
        case away(String)
    }

    private(set) var streams: [CallID: Stream] = [:]
    /// What each agent at work has to do with calls.
    private var engaged: [String: Engagement] = [:]
    /// Callbacks that were accepted, and neither came about nor were given up.
    private(set) var callbacks: [CallID: Callback] = [:]
    private var firstWaits: [CallID: Duration] = [:]
    private var callerNames: [CallID: CallerID] = [:]
    /// Rings that began since the last look at the state.
    var offers: [(call: CallID, agent: String)] = []
    var now = Duration.zero
    let centre: Centre

    /// A callback that is owed.
    struct Callback: Sendable {
        var queue: String
        var caller: CallerID
        var number: LoggedText
        var since: Duration
        var accepted: Duration
        var recordsTalks: Bool
        var attempts = 0
        var lastFailed: Duration?
    }

    enum Engagement: Hashable {
        case ringing(CallID)
        case talking(CallID)
        case wrapUp(CallID)
    }

    init(_ centre: Centre) { self.centre = centre }

    mutating func fail(_ rule: Rule, _ text: String) {
        violation = violation ?? Violation(rule: rule, text: text, time: now)
    }

    // MARK: Records

    /// Takes in the next record.
    mutating func take(_ record: JournalRecord) {
        now = record.time
        // What is written is in sequences of its own, and on nobody's telephone.
        if case .written = record.event { return }
        let call = record.call
        if onlyCounts(record.event), streams[call]?.number == record.number - 1 {
            streams[call]?.number = record.number
            return
        }
        var stream = streams[call] ?? Stream(number: 0)
        if record.number != stream.number + 1 {
            let isLate = streams[call] == nil
            fail(
                isLate ? .ended : .numbering,
                "\(call) has record \(record.number) after \(stream.number)")
        }
        stream.number = record.number
        take(record.event, of: call, &stream)
        streams[call] = isEnd(record.event) ? nil : stream
    }

    /// Whether nothing is to be known of an event but that it came, as of most.
    private func onlyCounts(_ event: CallEvent) -> Bool {
        switch event {
        case .stepEntered, .promptStarted, .promptEnded, .keys, .noInput, .noMatch, .motive,
            .lookedUp, .identified, .announced:
            true
        default: false
        }
    }

    private func isEnd(_ event: CallEvent) -> Bool {
        switch event {
        case .ended, .agent(.logout): true
        default: false
        }
    }

    private mutating func take(_ event: CallEvent, of call: CallID, _ stream: inout Stream) {
        switch event {
        case .arrived(let arrival): callerNames[call] = arrival.caller
        case .enqueued(let queue, _, _, _): enqueue(queue, call, &stream)
        case .offered(let agent): offer(agent, call, &stream)
        case .ringNoAnswer(let agent, _):
            if stream.ringing.remove(agent) == nil, centre.isAgent(agent) {
                fail(.visits, "\(call) is not answered by \(agent), who was not rung")
            }
            stream.missedBy.insert(agent)
            if engaged[agent] == .ringing(call) { engaged[agent] = nil }
        case .transferFailed(let to, _): stream.ringing.remove(to)
        case .connected(let agent): connect(agent, call, &stream, isCallback: false)
        case .callbackConnected(let agent):
            connect(agent, call, &stream, isCallback: true)
            if let callback = stream.callback { callbacks[callback] = nil }
        case .abandoned, .flowedOut: endVisit(event, call, &stream)
        case .callbackAccepted(let queue, let number, let recordsTalks):
            endVisit(event, call, &stream)
            callbacks[call] = Callback(
                queue: queue, caller: callerNames[call] ?? CallerID(rawValue: ""),
                number: number, since: firstWaits[call] ?? now, accepted: now,
                recordsTalks: recordsTalks)
        case .callbackAttempted(let attempt):
            stream.callback = attempt.callback
            callbacks[attempt.callback]?.attempts = attempt.attempt
        case .callbackFailed(_, let isLast):
            guard let callback = stream.callback else { break }
            callbacks[callback]?.lastFailed = now
            if isLast { callbacks[callback] = nil }
            freeAgents(of: call, &stream)
        case .talkEnded: endTalk(call, &stream)
        case .ended(let reason): end(call, reason, &stream)
        case .agent(let event): take(event, &stream)
        default: break
        }
    }

    private mutating func enqueue(_ queue: String, _ call: CallID, _ stream: inout Stream) {
        if let waits = stream.waits {
            fail(.visits, "\(call) enters \(queue) and still waits in \(waits)")
        }
        endTalk(call, &stream)
        stream.waits = queue
        stream.missedBy = []
        if firstWaits[call] == nil { firstWaits[call] = now }
    }

    private mutating func endVisit(_ event: CallEvent, _ call: CallID, _ stream: inout Stream) {
        if stream.waits == nil { fail(.visits, "\(call) leaves a queue in which it does not wait") }
        stream.waits = nil
    }

    private mutating func end(
        _ call: CallID, _ reason: CallEvent.EndReason, _ stream: inout Stream
    ) {
        let isCutShort = reason == .engineCrash || reason == .stopped
        if let waits = stream.waits, !isCutShort {
            fail(.visits, "\(call) ends, and its visit to \(waits) does not")
        }
        endTalk(call, &stream)
        if isCutShort { freeAgents(of: call, &stream) }
        for agent in stream.ringing.sorted() where !isCutShort && centre.isAgent(agent) {
            fail(.zombieRings, "\(agent) is rung for \(call), which is over")
        }
        callerNames[call] = nil
        firstWaits[call] = nil
    }

    // MARK: Agents

    private mutating func offer(_ agent: String, _ call: CallID, _ stream: inout Stream) {
        guard centre.isAgent(agent) else {
            stream.ringing.insert(agent)
            return
        }
        if let other = engaged[agent] {
            fail(.oneCall, "\(agent) is rung for \(call) while \(other.text)")
        }
        if !isAtWork(agent) { fail(.present, "\(agent) is rung for \(call) and is not at work") }
        stream.ringing.insert(agent)
        engaged[agent] = .ringing(call)
        if stream.callback == nil { offers.append((call, agent)) }
    }

    private mutating func connect(
        _ agent: String, _ call: CallID, _ stream: inout Stream, isCallback: Bool
    ) {
        if !isCallback, stream.waits == nil {
            fail(.visits, "\(agent) answers \(call), which does not wait")
        }
        if let other = stream.talksWith {
            fail(.oneCall, "\(call) is answered by \(agent) and talks with \(other)")
        }
        stream.waits = nil
        stream.talksWith = agent
        stream.ringing.remove(agent)
        guard centre.isAgent(agent) else { return }
        if let other = engaged[agent], other != .ringing(call) {
            fail(.oneCall, "\(agent) answers \(call) while \(other.text)")
        }
        engaged[agent] = .talking(call)
    }

    private mutating func endTalk(_ call: CallID, _ stream: inout Stream) {
        guard let agent = stream.talksWith else { return }
        stream.talksWith = nil
        if engaged[agent] == .talking(call) { engaged[agent] = .wrapUp(call) }
    }

    private mutating func freeAgents(of call: CallID, _ stream: inout Stream) {
        for (agent, engagement) in engaged where engagement.call == call { engaged[agent] = nil }
        stream.ringing = []
    }

    private mutating func take(_ event: AgentEvent, _ stream: inout Stream) {
        switch event {
        case .login(let login): stream.agent = login.agent
        case .ready:
            stream.presence = .ready
            settle(stream)
        case .away(let reason):
            stream.presence = .away(reason)
            settle(stream)
        case .wrapEnded(let call, _):
            if let agent = stream.agent, engaged[agent] == .wrapUp(call) { engaged[agent] = nil }
        case .logout:
            if let agent = stream.agent { engaged[agent] = nil }
        case .dialled, .consulted, .consultationEnded: break
        }
    }

    /// Who is ready or away has nothing left to do.
    private mutating func settle(_ stream: Stream) {
        guard let agent = stream.agent, case .wrapUp = engaged[agent] else { return }
        engaged[agent] = nil
    }

    private func isAtWork(_ agent: String) -> Bool {
        streams.values.contains { $0.agent == agent }
    }

    /// Who is at work as far as it was written down, with what they do when no call has them.
    var atWork: [String: AgentPresence] {
        let inOrder = streams.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
        return Dictionary(
            inOrder.compactMap { stream in stream.agent.map { ($0, stream.presence) } },
            uniquingKeysWith: { $1 })
    }
}

extension Centre {
    fileprivate func isAgent(_ name: String) -> Bool { agents[AgentID(rawValue: name)] != nil }
}

extension Invariants.Engagement {
    fileprivate var call: CallID {
        switch self {
        case .ringing(let call), .talking(let call), .wrapUp(let call): call
        }
    }

    fileprivate var text: String {
        switch self {
        case .ringing(let call): "being rung for \(call)"
        case .talking(let call): "talking in \(call)"
        case .wrapUp(let call): "wrapping up \(call)"
        }
    }
}
