public import Telephony

/// A call written down line by line: what `allo call` prints, `allo test` reads, `allo replay` shows.
///
/// ```swift
/// let transcript = try Transcript(parsing: text, file: "flows/tests/solde.call")
/// print(transcript.text)
/// ```
public struct Transcript: Hashable, Sendable {
    /// Who called what, and when.
    public var header: Header
    /// The path of the file with the secrets that the lines name, relative to the transcript; only
    /// hand-written transcripts have one.
    public var fixtures: String?
    /// The moments of the call in order.
    public var lines: [TranscriptLine]
    /// The figures that the call must come to, in order.
    public var expectations: [Expectation]

    /// Describes a call.
    public init(
        header: Header, fixtures: String? = nil, lines: [TranscriptLine] = [],
        expectations: [Expectation] = []
    ) {
        self.header = header
        self.fixtures = fixtures
        self.lines = lines
        self.expectations = expectations
    }
}

extension Transcript {
    /// Who called what, and when: the first line of a transcript.
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

        /// Who calls; nil where a hand-written transcript leaves it open.
        public var from: Caller?
        /// What is called: a number of the centre, or the name of a flow.
        public var to: String
        /// The clocks on the wall when the call comes in; nil where it does not matter.
        public var time: CivilTime?
        /// The customer who calls, as the customer file names them; hand-written only.
        public var customer: String?
        /// Where the line stands; nil for one that was not read from a file.
        public var position: SourcePosition?

        /// Describes how a call comes in.
        public init(
            from: Caller? = nil, to: String, time: CivilTime? = nil, customer: String? = nil,
            position: SourcePosition? = nil
        ) {
            self.from = from
            self.to = to
            self.time = time
            self.customer = customer
            self.position = position
        }
    }

    /// A figure that a call must come to: `expect sl.connect(20s) = 66.67`.
    public struct Expectation: Hashable, Sendable {
        /// What stands after `expect`.
        public var text: String
        /// Where it stands; nil for one that was not read from a file.
        public var position: SourcePosition?

        /// Describes an expectation.
        public init(text: String, position: SourcePosition? = nil) {
            self.text = text
            self.position = position
        }
    }
}
