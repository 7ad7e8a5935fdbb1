public import Telephony

/// Says something, then goes on.
public struct Say: Sendable {
    /// What is said.
    public let prompts: [PromptLine]
    /// Where the call goes on.
    public let next: Transition

    /// Describes the step.
    public init(prompts: [PromptLine], next: Transition) {
        self.prompts = prompts
        self.next = next
    }
}

/// Offers choices by key.
public struct Menu: Sendable {
    /// One choice.
    public struct Choice: Sendable {
        /// The keys to press, one after the other; usually one. Never empty.
        public let keys: [Digit]
        /// What is noted when the choice is made.
        public let notes: Notes
        /// The language that the caller hears from then on; nil for no change.
        public let language: LanguageTag?
        /// Where the call goes on.
        public let next: Transition

        /// Describes a choice.
        public init(
            keys: [Digit], notes: Notes = Notes(), language: LanguageTag? = nil, next: Transition
        ) {
            self.keys = keys
            self.notes = notes
            self.language = language
            self.next = next
        }
    }

    /// What is said: the designer's own prompts, then the one composed from the choices.
    public let prompts: [PromptLine]
    /// The choices in the order of the file.
    public let choices: [Choice]
    /// How the step listens.
    public let listening: ListeningRules
    /// What it does about failures.
    public let failures: FailureRules

    /// Describes the step.
    public init(
        prompts: [PromptLine], choices: [Choice], listening: ListeningRules,
        failures: FailureRules
    ) {
        self.prompts = prompts
        self.choices = choices
        self.listening = listening
        self.failures = failures
    }
}

/// Takes several keys into a variable.
public struct Collect: Sendable {
    /// The slot that the entry goes to, as a text, or as a secret.
    public let variable: Int
    /// What is said.
    public let prompts: [PromptLine]
    /// How many digits an entry has.
    public let length: ClosedRange<Int>
    /// Whether no log may show the entry.
    public let isSecret: Bool
    /// A condition that a complete entry must meet, with the entry in its slot.
    public let validity: CompiledExpression?
    /// Keys that leave the step while nothing has been typed.
    public let escapes: [Menu.Choice]
    /// How the step listens.
    public let listening: ListeningRules
    /// What it does about failures.
    public let failures: FailureRules
    /// Where the call goes on with the entry.
    public let next: Transition

    /// Describes the step.
    public init(
        variable: Int, prompts: [PromptLine], length: ClosedRange<Int>, isSecret: Bool,
        validity: CompiledExpression?, escapes: [Menu.Choice], listening: ListeningRules,
        failures: FailureRules, next: Transition
    ) {
        self.variable = variable
        self.prompts = prompts
        self.length = length
        self.isSecret = isSecret
        self.validity = validity
        self.escapes = escapes
        self.listening = listening
        self.failures = failures
        self.next = next
    }
}

/// Goes on by the first condition that holds.
public struct Choose: Sendable {
    /// A condition and where it leads.
    public struct Case: Sendable {
        /// The condition as the designer wrote it.
        public let text: String
        /// The condition.
        public let condition: CompiledExpression
        /// Where the call goes on if it holds.
        public let next: Transition

        /// Describes a case.
        public init(text: String, condition: CompiledExpression, next: Transition) {
            self.text = text
            self.condition = condition
            self.next = next
        }
    }

    /// The cases in order.
    public let cases: [Case]
    /// Where the call goes on if none holds.
    public let otherwise: Transition

    /// Describes the step.
    public init(cases: [Case], otherwise: Transition) {
        self.cases = cases
        self.otherwise = otherwise
    }
}

/// A variable with the expression that gives its value.
public struct Assignment: Sendable {
    /// The slot of the variable.
    public let variable: Int
    /// What it gets.
    public let value: CompiledExpression

    /// Describes an assignment.
    public init(variable: Int, value: CompiledExpression) {
        self.variable = variable
        self.value = value
    }
}

/// Gives variables new values, in order.
public struct Assign: Sendable {
    /// The assignments in the order of the file.
    public let assignments: [Assignment]
    /// Where the call goes on.
    public let next: Transition

    /// Describes the step.
    public init(assignments: [Assignment], next: Transition) {
        self.assignments = assignments
        self.next = next
    }
}

/// Where a question to the outside leads.
public struct AnswerExits: Hashable, Sendable {
    /// An answer came.
    public var found: Transition
    /// There is no such thing.
    public var missing: Transition
    /// No answer came.
    public var failed: Transition

    /// Describes the exits.
    public init(found: Transition, missing: Transition, failed: Transition) {
        self.found = found
        self.missing = missing
        self.failed = failed
    }
}

/// Asks an HTTP endpoint of the centre file.
public struct Request: Sendable {
    /// The name of the endpoint.
    public let endpoint: String
    /// What is sent, by name in ascending order.
    public let parameters: [(name: String, value: CompiledExpression)]
    /// The slot for the answer, a record; nil to drop it.
    public let variable: Int?
    /// What is said while the answer is awaited.
    public let prompts: [PromptLine]
    /// Where the call goes on.
    public let exits: AnswerExits

    /// Describes the step.
    public init(
        endpoint: String, parameters: [(name: String, value: CompiledExpression)], variable: Int?,
        prompts: [PromptLine], exits: AnswerExits
    ) {
        self.endpoint = endpoint
        self.parameters = parameters
        self.variable = variable
        self.prompts = prompts
        self.exits = exits
    }
}

/// Looks a customer up in a directory of the centre file.
public struct LookUp: Sendable {
    /// The name of the directory.
    public let directory: String
    /// The column that is searched.
    public let column: String
    /// What is searched for.
    public let key: CompiledExpression
    /// The slot for the customer's record; nil to drop it.
    public let variable: Int?
    /// The column that names a customer in the journal, that of their segment, and that of what
    /// they are called; nil where a hit identifies nobody.
    public let identifies: (customer: String, segment: String?, name: String?)?
    /// Where the call goes on.
    public let exits: AnswerExits

    /// Describes the step.
    public init(
        directory: String, column: String, key: CompiledExpression, variable: Int?,
        identifies: (customer: String, segment: String?, name: String?)?, exits: AnswerExits
    ) {
        self.directory = directory
        self.column = column
        self.key = key
        self.variable = variable
        self.identifies = identifies
        self.exits = exits
    }
}

/// Goes on by whether a calendar of the centre file is open now.
public struct Hours: Sendable {
    /// The name of the calendar.
    public let calendar: String
    /// Where the call goes on while it is open.
    public let open: Transition
    /// Where the call goes on while it is closed.
    public let closed: Transition
    /// Where the call goes on during a public holiday.
    public let holiday: Transition

    /// Describes the step.
    public init(calendar: String, open: Transition, closed: Transition, holiday: Transition) {
        self.calendar = calendar
        self.open = open
        self.closed = closed
        self.holiday = holiday
    }
}

/// Runs another flow, which returns.
public struct SubFlow: Sendable {
    /// The name of the other flow.
    public let flow: String
    /// What goes to the other flow: a slot there, an expression here.
    public let arguments: [Assignment]
    /// What comes back: a slot there, a slot here.
    public let results: [(from: Int, to: Int)]
    /// Where the call goes on, one for each exit of the other flow; a single one where it has none.
    public let exits: [Transition]

    /// Describes the step.
    public init(
        flow: String, arguments: [Assignment], results: [(from: Int, to: Int)],
        exits: [Transition]
    ) {
        self.flow = flow
        self.arguments = arguments
        self.results = results
        self.exits = exits
    }
}

/// Records what the caller says, until a key, the longest time or a hang-up.
public struct Record: Sendable {
    /// The name of the recording.
    public let name: String
    /// What is said first.
    public let prompts: [PromptLine]
    /// The longest time.
    public let limit: Duration
    /// The question of a survey that it answers; nil for none.
    public let question: String?
    /// Where the call goes on.
    public let next: Transition

    /// Describes the step.
    public init(
        name: String, prompts: [PromptLine], limit: Duration, question: String? = nil,
        next: Transition
    ) {
        self.name = name
        self.prompts = prompts
        self.limit = limit
        self.question = question
        self.next = next
    }
}

/// Hands the call to a destination of the centre file.
public struct Transfer: Sendable {
    /// The name of the destination.
    public let destination: String
    /// What is said first.
    public let prompts: [PromptLine]
    /// The name of the music that the caller hears while the destination is rung; nil for silence.
    public let music: String?
    /// Where the call goes on when the destination does not take it.
    public let failed: Transition

    /// Describes the step.
    public init(
        destination: String, prompts: [PromptLine], music: String? = nil, failed: Transition
    ) {
        self.destination = destination
        self.prompts = prompts
        self.music = music
        self.failed = failed
    }
}

/// Asks questions that are answered with a number.
public struct Survey: Sendable {
    /// One question.
    public struct Question: Sendable {
        /// The name of the question, as `nps`.
        public let name: String
        /// What is said.
        public let prompts: [PromptLine]
        /// The answers that count; from 0 or more, to 99 at most.
        public let answers: ClosedRange<Int>

        /// Describes a question.
        public init(name: String, prompts: [PromptLine], answers: ClosedRange<Int>) {
            self.name = name
            self.prompts = prompts
            self.answers = answers
        }
    }

    /// The name of the survey.
    public let name: String
    /// The questions in order; never empty.
    public let questions: [Question]
    /// How the step listens.
    public let listening: ListeningRules
    /// What it does about failures, which are counted for each question.
    public let failures: FailureRules
    /// Where the call goes on after the last answer.
    public let next: Transition

    /// Describes the step.
    public init(
        name: String, questions: [Question], listening: ListeningRules, failures: FailureRules,
        next: Transition
    ) {
        self.name = name
        self.questions = questions
        self.listening = listening
        self.failures = failures
        self.next = next
    }
}

/// Says something, then hangs up.
public struct HangUp: Sendable {
    /// What is said first.
    public let prompts: [PromptLine]

    /// Describes the step.
    public init(prompts: [PromptLine]) {
        self.prompts = prompts
    }
}
