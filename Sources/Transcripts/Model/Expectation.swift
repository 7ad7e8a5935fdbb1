public import Telephony

extension Transcript {
    /// A figure that the calls must come to: `expect sl.connect(20s) queue level1 = 66.67`.
    public struct Expectation: Hashable, Sendable {
        /// The key of the figure, as `sl.connect`.
        public var figure: String
        /// The wait up to which an answer is in time, in seconds; nil for the usual one.
        public var within: Int?
        /// The wait up to which an abandonment is short, in seconds; nil for the usual one.
        public var short: Int?
        /// What it is the figure of; nil for everything.
        public var subject: Subject?
        /// What the figure must be; nil for `n/a`, where there is nothing to divide by.
        public var value: Decimal?
        /// Where the figure stands; nil for one that was not read from a file.
        public var position: SourcePosition?

        /// Describes an expectation.
        public init(
            figure: String, within: Int? = nil, short: Int? = nil, subject: Subject? = nil,
            value: Decimal?, position: SourcePosition? = nil
        ) {
            self.figure = figure
            self.within = within
            self.short = short
            self.subject = subject
            self.value = value
            self.position = position
        }

        /// The one queue, level, agent … that a figure is told of.
        public struct Subject: Hashable, Sendable {
            /// What it can be, by the word for it.
            public enum Kind: String, Hashable, Sendable, CaseIterable {
                case queue, level, agent, provider, segment, motive, number, language, flow, step
            }

            /// What it is.
            public var kind: Kind
            /// Its name; that of a step with its flow before it, as `accueil/menu`.
            public var name: String
            /// Where the name stands; nil for one that was not read from a file.
            public var position: SourcePosition?

            /// Names what a figure is of.
            public init(kind: Kind, name: String, position: SourcePosition? = nil) {
                self.kind = kind
                self.name = name
                self.position = position
            }
        }

        /// A number with the decimals that were written: `66.67`.
        public struct Decimal: Hashable, Sendable {
            /// All digits as a whole number, with the sign.
            public var digits: Int
            /// How many of them are decimals; 0 to 6.
            public var decimals: Int

            /// Describes a number.
            public init(digits: Int, decimals: Int) {
                self.digits = digits
                self.decimals = decimals
            }
        }
    }
}
