/// Something that happened to a written contact, a letter or an e-mail, in the sequence of its own.
///
/// It is no call and in no figure of calls. Its sequence may go on in a later process.
///
/// ```
///   received ─▶ waiting ──given──▶ in hand ──answered──▶ over
///                  ▲                │   ▲ │
///                  └────returned────┘   └─┘ paused, resumed: a call comes between
/// ```
public enum WrittenEvent: Hashable, Sendable {
    /// It came. The first event. Boxed, as an arrival is.
    indirect case received(Receipt)
    /// An agent, for whom no caller waited, is to answer it.
    case given(agent: String)
    /// The agent who has it in hand talks with a caller.
    case paused
    /// That is done: the agent goes on with it.
    case resumed
    /// The agent has it no more, and it waits again.
    case returned(ReturnReason)
    /// It was answered. A last event.
    case answered(by: Author?)
    /// It needs no answer. A last event.
    case dropped

    /// Who answered it.
    public enum Author: Hashable, Sendable {
        /// An agent of the house.
        case agent(String)
        /// People outside, by the name of a destination.
        case provider(String)
    }

    /// Why an agent has it no more.
    public enum ReturnReason: String, Hashable, Sendable, CaseIterable {
        /// They are away.
        case away
        /// They went.
        case logout
        /// The one who runs Allo stopped it.
        case stopped
        /// Allo died.
        case engineCrash = "engine-crash"
    }

    /// What came.
    public struct Receipt: Hashable, Sendable {
        /// The queue in which it waits.
        public var queue: String
        /// The level of the queue.
        public var level: String
        /// The rank of the level; nil where none was declared.
        public var rank: Int?
        /// Who wrote it, under a random name.
        public var caller: CallerID
        /// Their address or number; nil where nobody said.
        public var from: LoggedText?
        /// What it is about, in the writer's words.
        public var subject: LoggedText?
        /// The kind of customer.
        public var segment: String?
        /// What it is about, in a word of the centre's.
        public var motive: String?
        /// The people outside who are to answer it; nil for the agents of the house.
        public var provider: String?
        /// How long it had been there when it was written down.
        public var age: Duration
        /// How long after it came it is to be answered.
        public var due: Duration
        /// What tells it from all others where it came from a file: no second one is taken.
        public var source: String?
        /// The clocks on the wall when it came.
        public var time: CivilTime
        /// The zone of those clocks, as in `Europe/Paris`.
        public var zone: String

        /// Describes what came.
        public init(
            queue: String, level: String, rank: Int? = nil, caller: CallerID,
            from: LoggedText? = nil, subject: LoggedText? = nil, segment: String? = nil,
            motive: String? = nil, provider: String? = nil, age: Duration = .zero, due: Duration,
            source: String? = nil, time: CivilTime, zone: String
        ) {
            self.queue = queue
            self.level = level
            self.rank = rank
            self.caller = caller
            self.from = from
            self.subject = subject
            self.segment = segment
            self.motive = motive
            self.provider = provider
            self.age = age
            self.due = due
            self.source = source
            self.time = time
            self.zone = zone
        }
    }

    /// Whether nothing follows it.
    public var isLast: Bool {
        switch self {
        case .answered, .dropped: true
        case .received, .given, .paused, .resumed, .returned: false
        }
    }
}
