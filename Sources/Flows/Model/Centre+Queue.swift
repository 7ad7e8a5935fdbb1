public import Telephony

extension Centre {
    /// A place to wait for an agent.
    public struct Queue: Sendable {
        /// Who of the agents that are ready is rung first.
        public enum Strategy: String, CaseIterable, Hashable, Sendable {
            /// Who has been without a call for longest.
            case longestIdle = "longest-idle"
            /// All at once; the first to answer has the call.
            case ringAll = "ring-all"
            /// The first in the order of the centre file.
            case fixedOrder = "fixed-order"
            /// Who has had the fewest calls.
            case leastCalls = "least-calls"
            /// Who is best at what the queue asks for.
            case bestSkilled = "best-skilled"
        }

        /// Who must be there for callers to wait.
        public enum AgentsNeeded: String, CaseIterable, Hashable, Sendable {
            /// Nobody: callers wait for whoever logs in.
            case never
            /// An agent who is logged in.
            case loggedIn = "logged-in"
            /// An agent who is logged in and not away.
            case ready
        }

        /// The name.
        public var name: String
        /// The name of its level.
        public var level: String
        /// The name of the music that waiting callers hear.
        public var music: String
        /// The longest wait.
        public var limit: Duration
        /// How many callers may wait; nil for any number.
        public var maxLength: Int?
        /// Callers of a queue with a higher one go first; 0 unless said.
        public var priority: Int
        /// Who is rung first.
        public var strategy: Strategy
        /// How long an agent is rung before it is the next one's turn.
        public var ring: Duration
        /// What an agent must be able to do to have its calls, each with how well at least.
        public var skills: [String: Int]
        /// The name of the calendar of its hours; nil where it is always open.
        public var calendar: String?
        /// Who must be there for callers to wait.
        public var agentsNeeded: AgentsNeeded
        /// What an agent hears before the caller; nil for what Allo says of itself.
        public var whisper: Whisper?
        /// Whether an agent hears anything before the caller.
        public var whispers = true
        /// Whether talks are recorded, of callers who were told so and did not refuse.
        public var recordsTalks = false
        /// What waiting callers are told.
        public var announcements: Announcements
        /// What an agent dials or transfers to for this queue; nil for nothing.
        public var number: String?
        /// How its letters and e-mails are treated.
        public var written = Written()

        /// What a queue has that says nothing else (DESIGN.md §11).
        public static let usualLimit = Duration.seconds(600), usualRing = Duration.seconds(20)

        /// Describes a queue; for the checker and for tests.
        public init(
            name: String, level: String, music: String, limit: Duration = usualLimit,
            maxLength: Int? = nil, priority: Int = 0, strategy: Strategy = .longestIdle,
            ring: Duration = usualRing, skills: [String: Int] = [:], calendar: String? = nil,
            agentsNeeded: AgentsNeeded = .never, whisper: Whisper? = nil,
            announcements: Announcements = Announcements(), number: String? = nil
        ) {
            self.name = name
            self.level = level
            self.music = music
            self.limit = limit
            self.maxLength = maxLength
            self.priority = priority
            self.strategy = strategy
            self.ring = ring
            self.skills = skills
            self.calendar = calendar
            self.agentsNeeded = agentsNeeded
            self.whisper = whisper
            self.announcements = announcements
            self.number = number
        }
    }

    /// What callers are told while they wait.
    public struct Announcements: Sendable {
        /// How long the music plays before the first.
        public var first: Duration
        /// How long the music plays from one to the next.
        public var every: Duration
        /// Whether they tell the position.
        public var tellsPosition: Bool
        /// Whether they tell how long the wait may yet be.
        public var tellsWait: Bool
        /// What is said in turn with these.
        public var comfort: [PromptLine]

        /// The usual pace of announcements.
        public static let usualFirst = Duration.seconds(15), usualEvery = Duration.seconds(45)

        /// Describes what callers are told; nothing by default.
        public init(
            first: Duration = usualFirst, every: Duration = usualEvery, tellsPosition: Bool = false,
            tellsWait: Bool = false, comfort: [PromptLine] = []
        ) {
            self.first = first
            self.every = every
            self.tellsPosition = tellsPosition
            self.tellsWait = tellsWait
            self.comfort = comfort
        }

        /// Whether there is nothing to tell.
        public var isSilent: Bool { !tellsPosition && !tellsWait && comfort.isEmpty }
    }

    /// What an agent hears before the caller: a text with the values `queue`, `wait` and `customer`.
    public struct Whisper: Hashable, Sendable {
        /// The values that the text may have; the raw value is the slot.
        public enum Value: Int, CaseIterable, Sendable {
            /// The name of the queue, a text.
            case queue
            /// How long the caller has waited, a duration.
            case wait
            /// What the caller is called, a text; nothing where nobody knows.
            case customer
        }

        /// The text by language.
        public var texts: [LanguageTag: CompiledTextTemplate]

        /// Describes a whisper; for the checker and for tests.
        public init(texts: [LanguageTag: CompiledTextTemplate]) { self.texts = texts }
    }
}
