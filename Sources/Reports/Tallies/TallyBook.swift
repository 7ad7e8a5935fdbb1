import Telephony

/// Tallies by quarter of an hour and dimension: what reports are made from, and what is stored.
///
/// What a call adds does not depend on what others added, so a book may be filled in pieces, each
/// merged into what is stored already. Three things come after the call they belong to, and are
/// added on their own, each once: the wrap-up of a talk, an attempt to call back, and a new call
/// for the same motive.
public struct TallyBook: Hashable, Sendable {
    /// The tallies by their place.
    public private(set) var tallies: [TallyKey: Tally] = [:]
    /// The only dimension that is counted by; nil for all.
    private let only: Dimension?

    /// Whether all time counts as one: every tally is that of quarter 0.
    private let isTimeless: Bool

    /// An empty book, which counts by one dimension alone or, for nil, by all of them.
    ///
    /// - Parameters:
    ///   - only: the dimension.
    ///   - isTimeless: whether nothing is told by time, so that it never grows: every tally is that
    ///     of quarter 0. Motives, numbers and languages are left out then.
    public init(by only: Dimension? = nil, isTimeless: Bool = false) {
        self.only = only
        self.isTimeless = isTimeless
    }

    /// Counts a call with its visits, steps and answers, as far as it has come.
    ///
    /// A call that goes on may be counted in a book of its own, which is thrown away afterwards.
    /// An attempt to call back is no arrival, and adds what came of it once somebody was reached;
    /// that it was made is added by ``add(attempt:of:)``.
    public mutating func add(_ call: CallFacts) {
        // Without time they are the same at every moment.
        let own = isTimeless ? call.keys(at: nil) : nil
        if call.isIncoming {
            count(at: own ?? call.keys(at: call.arrived)) { $0.add(arrivalOf: call) }
        }
        for visit in call.visits { add(visit, of: call, at: own) }
        for survey in call.surveys {
            count(at: call.keys(of: survey, among: own)) { $0.add(survey) }
        }
        if only == nil || only == .step {
            for step in call.steps {
                count(at: TallyKey(step.entered, .step, step.name)) { $0.add(step) }
            }
        }
        guard call.isIncoming, call.isHandled, !call.isOpen else { return }
        addFirstContact(.firstContacts, call, at: own)
    }

    /// Counts a wrap-up whose end became known after its call had been counted.
    ///
    /// - Parameters:
    ///   - wrap: how long it took, as ``CallFacts/wrapEnded(visit:agent:at:)`` told.
    ///   - agent: whose it is.
    ///   - visit: the visit it follows.
    ///   - call: the call of the visit.
    public mutating func add(
        wrap: Duration, by agent: String, of visit: VisitFacts, in call: CallFacts
    ) {
        let keys = call.keys(of: visit) + [TallyKey(visit.entered, .agent, agent)]
        count(at: keys) { $0[.wrap] &+= wrap.wholeMilliseconds }
    }

    /// Counts an attempt to call back, where its callback was accepted.
    ///
    /// - Parameters:
    ///   - attempt: what became of it; one that goes on is to be counted when it has ended.
    ///   - call: the call in which the callback was accepted.
    public mutating func add(attempt: AttemptFacts, of call: CallFacts) {
        guard let visit = call.visits.last(where: { $0.outcome == .callback }) else { return }
        count(at: call.keys(of: visit)) { $0.add(attempt) }
    }

    /// Counts that the caller of a handled call called again for the same motive in time.
    public mutating func add(repeatOf call: CallFacts) {
        guard call.isHandled, call.isIncoming else { return }
        addFirstContact(.repeated, call)
    }

    /// Counts a span of an agent, shared out among the quarters it touches.
    public mutating func add(_ span: AgentSpan) {
        guard let end = span.end else { return }
        if span.beginsContact {
            count(at: span.keys(at: span.begin)) { $0[.contacts] &+= 1 }
        }
        share(span.begin, to: end, as: span.state.counter, at: span.keys)
    }

    /// Counts a span of time, shared out among the quarters it touches.
    mutating func share(
        _ begin: WallTime, to end: WallTime, as counter: Tally.Counter,
        at keys: (WallTime) -> [TallyKey]
    ) {
        var begin = begin
        while begin < end {
            let next = WallTime(
                seconds: (TallyKey.quarter(of: begin) + 1) * TallyKey.quarterLength)
            let stop = isTimeless ? end : min(end, next)
            let time = stop.milliseconds(since: begin)
            count(at: keys(begin)) { $0[counter] &+= time }
            begin = stop
        }
    }

    /// Counts a tally at a place.
    public mutating func merge(_ tally: Tally, at key: TallyKey) {
        tallies[key, default: Tally()].merge(tally)
    }

    /// Counts what another book counted too.
    public mutating func merge(_ other: TallyBook) {
        for (key, tally) in other.tallies { merge(tally, at: key) }
    }

    private mutating func add(_ visit: VisitFacts, of call: CallFacts, at own: [TallyKey]?) {
        count(at: call.keys(of: visit, among: own)) { $0.add(visit) }
        for agent in visit.agentsInvolved {
            count(at: TallyKey(visit.entered, .agent, agent)) { $0.add(visit, by: agent) }
        }
    }

    private mutating func addFirstContact(
        _ counter: Tally.Counter, _ call: CallFacts, at own: [TallyKey]? = nil
    ) {
        count(at: call.firstContactKeys(among: own)) { $0[counter] &+= 1 }
    }

    mutating func count(at keys: [TallyKey], _ change: (inout Tally) -> Void) {
        for key in keys { count(at: key, change) }
    }

    private mutating func count(at key: TallyKey, _ change: (inout Tally) -> Void) {
        guard only == nil || only == key.dimension else { return }
        guard isTimeless else { return change(&tallies[key, default: Tally()]) }
        guard !key.dimension.isOfCallAlone else { return }
        var place = key
        place.quarter = 0
        change(&tallies[place, default: Tally()])
    }
}

extension CallFacts {
    /// The places of what belongs to the call as a whole; for nil those in a book without time.
    func keys(at time: WallTime?) -> [TallyKey] {
        var keys = [TallyKey(time, .all)]
        if let segment { keys.append(TallyKey(time, .segment, segment)) }
        if !flow.isEmpty { keys.append(TallyKey(time, .flowVersion, flowVersion)) }
        guard time != nil else { return keys }
        if let motive { keys.append(TallyKey(time, .motive, motive)) }
        if !called.isEmpty { keys.append(TallyKey(time, .number, called)) }
        if let language { keys.append(TallyKey(time, .language, language.rawValue)) }
        return keys
    }

    /// The flow with its version, as in `accueil@3fa9c1`.
    public var flowVersion: String { version.isEmpty ? flow : "\(flow)@\(version)" }

    /// The places of a visit, those of agents apart; among these of the call in a book without time.
    func keys(of visit: VisitFacts, among own: [TallyKey]? = nil) -> [TallyKey] {
        let time = own == nil ? visit.entered : nil
        var keys = own ?? keys(at: time)
        keys.append(TallyKey(time, .queue, visit.queue))
        keys.append(TallyKey(time, .level, visit.level))
        keys.append(TallyKey(time, .provider, visit.provider ?? Dimension.house))
        return keys
    }

    /// The places of an answer: those of the visit that it is about, else those of the call.
    func keys(of survey: SurveyFacts, among own: [TallyKey]? = nil) -> [TallyKey] {
        guard let visit = visits.first(where: { $0.number == survey.visit }) else {
            return own ?? keys(at: arrived)
        }
        var keys = keys(of: visit, among: own)
        if let agent = survey.agent { keys.append(TallyKey(visit.entered, .agent, agent)) }
        return keys
    }

    /// The places at which it counts whether the first contact was enough: at the arrival of the
    /// call, with each queue, level, agent and provider that talked.
    func firstContactKeys(among own: [TallyKey]? = nil) -> [TallyKey] {
        let arrived = own == nil ? self.arrived : nil
        var keys = own ?? keys(at: arrived)
        for visit in visits where visit.outcome == .answered {
            var more = [
                TallyKey(arrived, .queue, visit.queue), TallyKey(arrived, .level, visit.level),
            ]
            more += visit.talks.flatMap { talk in
                talk.isProvider
                    ? [TallyKey(arrived, .provider, talk.agent)]
                    : [
                        TallyKey(arrived, .provider, Dimension.house),
                        TallyKey(arrived, .agent, talk.agent),
                    ]
            }
            for key in more where !keys.contains(key) { keys.append(key) }
        }
        return keys
    }
}

extension VisitFacts {
    /// The agents who were rung or talked, each once.
    var agentsInvolved: [String] {
        var agents: [String] = []
        for offer in offers where !offer.isProvider && !agents.contains(offer.agent) {
            agents.append(offer.agent)
        }
        for talk in talks where !talk.isProvider && !agents.contains(talk.agent) {
            agents.append(talk.agent)
        }
        return agents
    }
}
