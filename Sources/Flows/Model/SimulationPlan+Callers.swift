public import Telephony

extension SimulationPlan {
    /// A sort of callers: who they are and what they do.
    public struct CallerProfile: Hashable, Sendable {
        /// Whom of them a customer file knows; nil for nobody.
        public var customers: Customers?
        /// The share of the others who hide their number, 0 to 1.
        public var withheld = 0.0
        /// How long they wait in a queue before they hang up.
        public var patience = Distribution.never
        /// From the end of a prompt to the key.
        public var reaction = Distribution.constant(.seconds(2))
        /// The share of keys that are pressed during the prompt, 0 to 1.
        public var bargeIn = 0.0
        /// Who calls again after giving up; nil for nobody.
        public var repetition: Repetition?
        /// Who calls again for the same matter after a talk; nil for nobody.
        public var unresolved: Repetition?
        /// How long they speak where they are recorded.
        public var speech = Distribution.constant(.seconds(10))
        /// What they do at steps, by `FLOW/STEP` or by `STEP`.
        public var presses: [String: [Share<Press>]] = [:]
        /// What they answer to questions of surveys, by name.
        public var answers: [String: [Share<Press>]] = [:]

        /// Callers who know what they want, and never give up.
        public init() {}
    }

    /// Callers who are lines of a customer file.
    public struct Customers: Hashable, Sendable {
        /// The customer file.
        public var directory: String
        /// The column of their numbers; nil where the file names but one.
        public var column: String?
        /// What columns must hold.
        public var conditions: [Condition]
        /// The share of callers who are such customers, 0 to 1.
        public var share: Double

        /// What a column must hold.
        public struct Condition: Hashable, Sendable {
            /// The column.
            public var column: String
            /// Its value.
            public var value: String
        }
    }

    /// Who calls again, after giving up or after a talk.
    public struct Repetition: Hashable, Sendable {
        /// Their share, 0 to 1.
        public var share: Double
        /// After how long.
        public var after: Distribution
        /// How often at most.
        public var most: Int
    }

    /// What a caller does at a step.
    public enum Press: Hashable, Sendable {
        /// These keys.
        case keys([Digit])
        /// Nothing, until the time is over.
        case nothing
        /// A key that the step has no use for.
        case wrong
        /// Hangs up.
        case hangUp
        /// Goes on listening, or waiting.
        case stay
        /// Digits that fit.
        case random
        /// What a column of a customer file holds.
        case column(directory: String, column: String)
    }
}
