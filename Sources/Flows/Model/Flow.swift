public import Telephony

/// A checked flow: every name in it is resolved, so that the interpreter checks nothing again.
///
/// Made by the checker from a ``FlowDocument``; what it can hold is runnable. It never changes, so
/// that all calls share it.
public final class Flow: Sendable {
    /// The name of the flow, which is the name of its file.
    public let name: String
    /// The hash of the flow's canonical form and of the prompts it names: twelve hexadecimal
    /// digits.
    public let version: String
    /// The languages that the flow can be heard in; the first is the one a call begins in.
    public let languages: [LanguageTag]
    /// The steps in the order of the file; never empty.
    public let steps: [Step]
    /// Where a call begins.
    public let start: Int
    /// The names of the variables, the built-in ones first (``BuiltIn``), one a slot.
    public let variables: [String]
    /// What the variables hold at the start, one a slot.
    public let initialValues: [Value]
    /// The slots that a calling flow fills in.
    public let parameters: [Int]
    /// The names of the exits that a calling flow goes on by; empty where there is but one.
    public let exits: [String]
    /// How many failures (no-input and no-match together) a call may have in all; positive.
    public let callFailures: Int
    /// Where a call goes that failed too often.
    public let tooManyFailures: Transition
    /// Where a call goes when the flow can't go on.
    public let technicalProblem: Transition
    /// The ways out for calls that failed too often or can't go on, where they are written.
    public let alarms: [Exit]

    /// How many failures a call may have in all where the flow does not say.
    static let usualCallFailures = 6

    /// Describes a flow; for the checker and for tests.
    public init(
        name: String, version: String, languages: [LanguageTag], steps: [Step], start: Int,
        variables: [String], initialValues: [Value], parameters: [Int], exits: [String],
        callFailures: Int, tooManyFailures: Transition, technicalProblem: Transition,
        alarms: [Exit] = []
    ) {
        self.name = name
        self.version = version
        self.languages = languages
        self.steps = steps
        self.start = start
        self.variables = variables
        self.initialValues = initialValues
        self.parameters = parameters
        self.exits = exits
        self.callFailures = callFailures
        self.tooManyFailures = tooManyFailures
        self.technicalProblem = technicalProblem
        self.alarms = alarms
    }
}

/// A variable that every flow has and none can set. The raw value is its slot.
public enum BuiltIn: Int, CaseIterable, Sendable {
    /// The caller's number as a text; nothing where it is withheld.
    case caller
    /// What was called, as a text.
    case called
    /// The day on which the call came in.
    case today
    /// The time of day at which the call came in.
    case time
    /// The language that the caller hears, as in `fr-FR`.
    case language

    /// The name in expressions.
    public var name: String {
        switch self {
        case .caller: "caller"
        case .called: "called"
        case .today: "today"
        case .time: "time"
        case .language: "language"
        }
    }
}

/// An edge of a flow: where a call goes on.
public enum Transition: Hashable, Sendable {
    /// To a step of the same flow, by its index.
    case step(Int)
    /// Back to the calling flow, by one of the exits; nil where there is but one.
    case back(exit: Int?)
    /// Nowhere: Allo hangs up.
    case hangUp
}

/// A node of a flow; like the flow, it never changes and is shared by all calls.
public final class Step: Sendable {
    /// The name of the step.
    public let name: String
    /// Where the step stands in its file.
    public let position: SourcePosition
    /// What is noted when the step is entered.
    public let notes: Notes
    /// The language that the caller hears from this step on; nil for no change.
    public let language: LanguageTag?
    /// Whether keys typed in this step may be meant for a secret entry, so that they may be
    /// written down only once it is known that they are not.
    public let secretMayFollow: Bool
    /// What the step does.
    public let kind: Kind
    /// The ways out of the step in the order of the file.
    public let exits: [Exit]

    /// Describes a step; for the checker and for tests.
    public init(
        name: String, position: SourcePosition, notes: Notes = Notes(),
        language: LanguageTag? = nil, secretMayFollow: Bool = false, kind: Kind,
        exits: [Exit] = []
    ) {
        self.exits = exits
        self.name = name
        self.position = position
        self.notes = notes
        self.language = language
        self.secretMayFollow = secretMayFollow
        self.kind = kind
    }

    /// What a step does. Boxed, so that looking at it costs the same for all of them.
    public indirect enum Kind: Sendable {
        case say(Say)
        case menu(Menu)
        case collect(Collect)
        case choose(Choose)
        case set(Assign)
        case request(Request)
        case lookUp(LookUp)
        case hours(Hours)
        case call(SubFlow)
        case record(Record)
        case queue(QueueVisit)
        case callback(CallbackStep)
        case agent(AgentStep)
        case transfer(Transfer)
        case survey(Survey)
        case hangUp(HangUp)
    }
}

/// What the figures are told when a step is entered or a choice is made.
public struct Notes: Hashable, Sendable {
    /// What the caller calls for.
    public var motive: String?
    /// What the caller got without an agent.
    public var done: String?
    /// What the caller agreed to or refused, as `recording` or `callback`.
    public var consent: Consent?
    /// Whether the caller is told here that calls are recorded.
    public var tellsOfRecording = false

    /// An agreement or a refusal.
    public struct Consent: Hashable, Sendable {
        /// What it is about, as `recording`.
        public var kind: String
        /// Whether the caller agreed.
        public var given: Bool

        /// Describes an agreement or a refusal.
        public init(kind: String, given: Bool) {
            self.kind = kind
            self.given = given
        }
    }

    /// Describes what is noted; nothing by default.
    public init(
        motive: String? = nil, done: String? = nil, consent: Consent? = nil,
        tellsOfRecording: Bool = false
    ) {
        self.motive = motive
        self.done = done
        self.consent = consent
        self.tellsOfRecording = tellsOfRecording
    }
}
