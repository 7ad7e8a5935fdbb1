public import Telephony
public import Transcripts

/// How a test came out.
public struct TestResult: Hashable, Sendable {
    /// How a test can come out.
    public enum Outcome: Hashable, Sendable {
        /// Every line was heard as written.
        case passed
        /// Something else was heard.
        case failed(Difference)
        /// The transcript can't be rehearsed, for this reason.
        case broken(String)
    }

    /// The name of the test, as the path of its file.
    public var name: String
    /// How it came out.
    public var outcome: Outcome
    /// The call as it went, to the point where the outcome was known; empty for a broken test.
    public var lines: [TranscriptLine]
    /// How long the call lasted, in virtual time.
    public var length: Duration

    /// Describes how a test came out.
    public init(
        name: String, outcome: Outcome, lines: [TranscriptLine] = [], length: Duration = .zero
    ) {
        self.name = name
        self.outcome = outcome
        self.lines = lines
        self.length = length
    }

    /// Whether it passed.
    public var hasPassed: Bool { outcome == .passed }
}

/// Where a call went another way than its transcript.
public struct Difference: Hashable, Sendable {
    /// What sort of difference it is.
    public enum Kind: Hashable, Sendable {
        /// Another line was heard than expected.
        case other
        /// The line was heard, but earlier or later than told.
        case untimely
        /// The call was over before.
        case over
        /// Nothing more happened in the call.
        case silence
        /// The call went on for longer than a test may.
        case endless
        /// The call went on after the last line.
        case goesOn
        /// What the caller or an agent did had no effect on the call.
        case noEffect
        /// Figures came out otherwise.
        case figures([FigureGap])
        /// Something happened that must never happen, whatever flows say.
        case promise(Invariants.Violation)
    }

    /// A place in a flow.
    public struct Step: Hashable, Sendable {
        /// The name of the step.
        public var name: String
        /// Where it stands; nil where the flow is not known.
        public var position: SourcePosition?

        /// Names a place.
        public init(name: String, position: SourcePosition?) {
            self.name = name
            self.position = position
        }
    }

    /// What sort of difference it is.
    public var kind: Kind
    /// The line of the transcript; nil at its end.
    public var expected: TranscriptLine?
    /// What was heard instead; nil where nothing was.
    public var heard: TranscriptLine?
    /// How many lines of the transcript come after the expected one.
    public var remaining: Int
    /// The step that the call was in; nil before the first.
    public var step: Step?
    /// A word on what can be done about it; nil where there is none.
    public var hint: String?

    /// Describes a difference.
    public init(
        kind: Kind, expected: TranscriptLine?, heard: TranscriptLine?, remaining: Int, step: Step?,
        hint: String? = nil
    ) {
        self.kind = kind
        self.expected = expected
        self.heard = heard
        self.remaining = remaining
        self.step = step
        self.hint = hint
    }

    /// Where it stands in the transcript; nil at its end.
    public var position: SourcePosition? {
        if case .figures(let gaps) = kind { return gaps.first?.expected.position }
        return expected?.position
    }
}
