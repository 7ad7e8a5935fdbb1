public import Telephony

/// Calls written down line by line: what `allo call` prints, `allo test` reads, `allo replay` shows.
///
/// ```swift
/// let transcript = try Transcript(parsing: text, file: "flows/tests/solde.call")
/// print(transcript.text)
/// ```
///
/// Mostly it is one call. A hand-written one may tell several, whose callers have names then, and
/// the agents at work who are rung for them.
public struct Transcript: Hashable, Sendable {
    /// Who called what, and when: of several the first.
    public var header: Header
    /// The calls after the first, in the order of their lines.
    public var otherCalls: [Header]
    /// The agents who are at work when the first call comes in. Nil where a transcript does not say:
    /// what agents do is believed then, and nobody is rung for real.
    public var agents: [Named]?
    /// Others who stand in queues when the first call comes in.
    public var crowds: [Crowd]
    /// The path of the file with the secrets that the lines name, relative to the transcript; only
    /// hand-written transcripts have one.
    public var fixtures: String?
    /// The moments of the calls in order.
    public var lines: [TranscriptLine]
    /// The figures that the calls must come to, in order.
    public var expectations: [Expectation]

    /// Describes calls.
    public init(
        header: Header, otherCalls: [Header] = [], agents: [Named]? = nil, crowds: [Crowd] = [],
        fixtures: String? = nil, lines: [TranscriptLine] = [], expectations: [Expectation] = []
    ) {
        self.header = header
        self.otherCalls = otherCalls
        self.agents = agents
        self.crowds = crowds
        self.fixtures = fixtures
        self.lines = lines
        self.expectations = expectations
    }

    /// All calls, in the order of their lines.
    public var calls: [Header] { [header] + otherCalls }
}

extension Transcript {
    /// Who called what, and when: the `call` line of a transcript.
    public struct Header: Hashable, Sendable {
        /// Who calls.
        public enum Caller: Hashable, Sendable {
            /// A number that the caller shows.
            case number(PhoneNumber)
            /// A caller who hides their number.
            case withheld
            /// A number that this transcript does not tell in full, as it is shown: `+336…78`.
            case hidden(String)
        }

        /// What the lines of several calls name the caller; nil in a transcript of one.
        public var name: String?
        /// Who calls; nil where a hand-written transcript leaves it open.
        public var from: Caller?
        /// What is called: a number of the centre, or the name of a flow.
        public var to: String
        /// The clocks on the wall when the call comes in; nil where it does not matter.
        public var time: CivilTime?
        /// The customer who calls, as the customer file names them; hand-written only.
        public var customer: String?
        /// How many lines of other calls stand before this call.
        public var linesBefore: Int
        /// Where the line stands; nil for one that was not read from a file.
        public var position: SourcePosition?

        /// Describes how a call comes in.
        public init(
            name: String? = nil, from: Caller? = nil, to: String, time: CivilTime? = nil,
            customer: String? = nil, linesBefore: Int = 0, position: SourcePosition? = nil
        ) {
            self.name = name
            self.from = from
            self.to = to
            self.time = time
            self.customer = customer
            self.linesBefore = linesBefore
            self.position = position
        }
    }

    /// A name that stands somewhere.
    public struct Named: Hashable, Sendable {
        /// The name.
        public var name: String
        /// Where it stands; nil for one that was not read from a file.
        public var position: SourcePosition?

        /// Names somebody.
        public init(name: String, position: SourcePosition? = nil) {
            self.name = name
            self.position = position
        }
    }

    /// Others who stand in a queue from the start. They are in no figure, no agent is rung for them,
    /// and they never leave: `waiting level1 60`.
    public struct Crowd: Hashable, Sendable {
        /// The queue.
        public var queue: Named
        /// How many; 1 or more.
        public var count: Int

        /// Describes those who wait.
        public init(queue: Named, count: Int) {
            self.queue = queue
            self.count = count
        }
    }
}
