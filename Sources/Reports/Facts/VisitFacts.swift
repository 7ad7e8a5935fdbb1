public import Telephony

/// One visit of a caller to a queue: from its `enqueued` to its end.
///
/// The talk of a callback counts as one too, of a queue in which nobody waited: see ``isCallback``.
public struct VisitFacts: Hashable, Sendable {
    /// How a visit ended.
    public enum Outcome: Hashable, Sendable {
        /// The caller waits.
        case waiting
        /// An agent or a provider talked with the caller.
        case answered
        /// The caller hung up while they waited.
        case abandoned
        /// The caller will be called back.
        case callback
        /// The caller left for another exit.
        case flowedOut(CallEvent.FlowOutReason)
        /// Allo was stopped, or died, while the caller waited: nobody's doing, and in no ratio.
        case interrupted
    }

    /// The call.
    public var call: CallID
    /// The number of the visit's `enqueued` in its call: call and number together name a visit.
    public var number: Int
    /// The queue.
    public var queue: String
    /// The level of the queue.
    public var level: String
    /// The rank of the level: a higher one helps where a lower one can't. Nil where nothing tells
    /// it, neither the journal nor the level's name (``LevelRank``).
    public var rank: Int?
    /// The place in the queue at the beginning, from 1.
    public var position: Int
    /// When the visit began.
    public var entered: WallTime
    /// Whether it is the talk for which somebody was called back: it is none of the visits that
    /// figures count, but its talk, transfers and surveys are like those of any.
    public var isCallback = false
    /// How it ended.
    public var outcome = Outcome.waiting
    /// How long the caller waited; nil while they wait, and where the end is unknown.
    public var wait: Duration?
    /// Who was rung, in order.
    public var offers: [OfferFacts] = []
    /// The talks, in order: more than one where an agent handed the caller to a colleague.
    public var talks: [TalkFacts] = []
    /// Where the caller was transferred to out of this visit.
    public var transfers: [TransferFacts] = []
    /// What the caller was told of their place and wait.
    public var announcements: [AnnouncementFacts] = []

    /// Begins a visit.
    public init(
        call: CallID, number: Int, queue: String, level: String, rank: Int? = nil, position: Int,
        entered: WallTime
    ) {
        self.call = call
        self.number = number
        self.queue = queue
        self.level = level
        self.rank = rank
        self.position = position
        self.entered = entered
    }

    /// Who took the call: an agent, or the provider.
    public var answeredBy: String? { talks.first?.agent }

    /// The agent who took the call; nil where a provider or nobody did.
    public var agent: String? { talks.first.flatMap { $0.isProvider ? nil : $0.agent } }

    /// The provider who took the call, or who was rung last where nobody did.
    public var provider: String? {
        if let talk = talks.first { return talk.isProvider ? talk.agent : nil }
        return offers.last.flatMap { $0.isProvider ? $0.agent : nil }
    }

    /// Whether somebody talks with the caller now.
    public var isTalking: Bool { talks.last?.ended == nil && !talks.isEmpty }

    /// How long was talked, holds apart.
    public var talk: Duration { talks.reduce(.zero) { $0 + $1.talk } }
    /// How long the caller was held.
    public var hold: Duration { talks.reduce(.zero) { $0 + $1.hold } }
    /// How often the caller was held.
    public var holds: Int { talks.reduce(0) { $0 + $1.holds } }
    /// How long agents had to do afterwards; nil where none has told the end of it.
    public var wrap: Duration? {
        talks.reduce(nil) { sum, talk in talk.wrap.map { (sum ?? .zero) + $0 } ?? sum }
    }
    /// Whether the caller was transferred to a queue of a higher level.
    public var isEscalated: Bool { transfers.contains { $0.isEscalation } }

    /// Whether its level ranks above that of another visit; never where one rank is unknown.
    func isHigher(than other: VisitFacts) -> Bool {
        guard let rank, let lower = other.rank else { return false }
        return rank > lower
    }
}

/// An agent or a provider who was rung for a caller.
public struct OfferFacts: Hashable, Sendable {
    /// What came of it.
    public enum Outcome: Hashable, Sendable {
        /// It rings.
        case ringing
        /// They took the call.
        case taken
        /// They did not take it.
        case notTaken(CallEvent.NoAnswerReason)
    }

    /// Who was rung.
    public var agent: String
    /// Whether that is a provider.
    public var isProvider: Bool
    /// When.
    public var offered: WallTime
    /// What came of it.
    public var outcome = Outcome.ringing

    /// Describes an offer.
    public init(agent: String, isProvider: Bool, offered: WallTime) {
        self.agent = agent
        self.isProvider = isProvider
        self.offered = offered
    }

    /// Whether the call was theirs to take, and they did not.
    public var isMissed: Bool {
        if case .notTaken(let reason) = outcome { return reason != .withdrawn }
        return false
    }
}

/// One talk of an agent or a provider with a caller.
public struct TalkFacts: Hashable, Sendable {
    /// Who talked.
    public var agent: String
    /// Whether that is a provider.
    public var isProvider: Bool
    /// When the two heard each other first.
    public var connected: WallTime
    /// When the talk ended; nil while it goes on.
    public var ended: WallTime?
    /// Who ended it, where that is known.
    public var endedBy: CallEvent.Party?
    /// How long the caller was held.
    public var hold = Duration.zero
    /// How often.
    public var holds = 0
    /// How long the agent had to do afterwards; nil until they are done.
    public var wrap: Duration?

    /// Begins a talk.
    public init(agent: String, isProvider: Bool, connected: WallTime) {
        self.agent = agent
        self.isProvider = isProvider
        self.connected = connected
    }

    /// How long was talked, holds apart; nothing while the talk goes on.
    public var talk: Duration {
        guard let ended else { return .zero }
        return max(.zero, ended.since(connected) - hold)
    }

    func awaitsWrap(of name: String?) -> Bool {
        ended != nil && wrap == nil && (name == nil || name == agent)
    }

    mutating func wrapEnded(agent name: String?, at time: WallTime) -> Duration? {
        guard awaitsWrap(of: name), let ended else { return nil }
        let span = time.since(ended)
        wrap = span
        return span
    }
}
