public import Telephony

/// A checked simulation file: who calls when, what callers do, and who is there to answer.
public struct SimulationPlan: Sendable {
    /// The name of the simulation.
    public var name: String
    /// The first day, on the clocks of the centre.
    public var firstDay: CivilDate
    /// How many days it takes; positive.
    public var days: Int
    /// The seed unless another is told.
    public var seed: UInt64
    /// The share of callers to be answered in time, 0 to 1, and what in time is.
    public var target: Target
    /// The streams of callers, in the order of the file.
    public var streams: [Stream]
    /// The streams of letters and e-mails, in the order of the file.
    public var written: [WrittenStream]
    /// Who the callers are, by name.
    public var profiles: [String: CallerProfile]
    /// The groups of agents, in the order of the file.
    public var staff: [StaffGroup]
    /// How long is talked in a queue.
    public var talk: [String: Distribution]
    /// Where talks of a queue lead, each to so many percent.
    public var transfers: [String: [Share<String>]]
    /// What becomes of a call back; always answered where it is empty.
    public var callbackAnswers: [Share<CallbackAnswer>]
    /// The people outside, by destination.
    public var destinations: [String: Outside]
    /// What endpoints answer, by name.
    public var endpoints: [String: Endpoint]
    /// What would be if something were otherwise, in the order of the file.
    public var alternatives: [Alternative]

    /// A part of several, in proportion to its weight.
    public struct Share<Value: Hashable & Sendable>: Hashable, Sendable {
        /// What has the part.
        public var value: Value
        /// The weight, 0 or more.
        public var weight: Double

        /// Describes a part.
        public init(_ value: Value, weight: Double) {
            self.value = value
            self.weight = weight
        }
    }

    /// A service level to reach.
    public struct Target: Hashable, Sendable {
        /// The share of the callers, 0 to 1.
        public var share: Double
        /// The wait within which they are answered.
        public var within: Duration

        /// 80 % within 20 s unless told otherwise.
        public init(share: Double = 0.8, within: Duration = .seconds(20)) {
            self.share = share
            self.within = within
        }

        /// Reads `80/20s`; nil for anything else, parts of seconds too: waits are counted by the
        /// second.
        public init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let percent = ScalarReading.decimal(parts[0]),
                percent > 0, percent < 100,
                let within = ScalarReading.duration(String(parts[1])), within <= .seconds(86_400),
                within.inMilliseconds.isMultiple(of: 1_000)
            else { return nil }
            self.init(share: percent / 100, within: within)
        }
    }

    /// What becomes of a call back.
    public enum CallbackAnswer: String, Hashable, Sendable, CaseIterable {
        /// They answer.
        case answer
        /// Nobody answers.
        case noAnswer = "no-answer"
        /// The line is busy.
        case busy
    }

    /// Changes that are tried under a name.
    public struct Alternative: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The changes.
        public var changes: [SimulationChange]

        /// Names changes.
        public init(name: String, changes: [SimulationChange]) {
            self.name = name
            self.changes = changes
        }
    }

    /// A plan without anybody; for the checker and for tests.
    public init(name: String, firstDay: CivilDate, days: Int) {
        self.name = name
        self.firstDay = firstDay
        self.days = days
        seed = 1
        target = Target()
        streams = []
        written = []
        profiles = [:]
        staff = []
        talk = [:]
        transfers = [:]
        callbackAnswers = []
        destinations = [:]
        endpoints = [:]
        alternatives = []
    }
}

extension SimulationPlan {
    /// Callers who call for the same.
    public struct Stream: Hashable, Sendable {
        /// How often they call.
        public enum Volume: Hashable, Sendable {
            /// So many on average in each of these.
            case calls(Double, every: Period)
            /// When others called, by the path of a log.
            case replay(String)
        }

        /// What a number of calls is told for.
        public enum Period: String, Hashable, Sendable, CaseIterable {
            case year, month, week, day, hour
            /// The whole simulation.
            case all
        }

        /// How the calls lie in time.
        public enum Process: String, Hashable, Sendable, CaseIterable {
            /// By chance: a Poisson process.
            case chance
            /// Evenly.
            case clock
        }

        /// The name.
        public var name: String
        /// What is called: a number or a flow.
        public var called: String
        /// The flow that takes the calls.
        public var flow: String
        /// How often they call.
        public var volume: Volume
        /// How the calls lie in time.
        public var process: Process
        /// The weight of each day of the week.
        public var days: [Weekday: Double]
        /// Spans of the day, each with the weight of an hour in it; empty for all day.
        public var hours: [HourWeight]
        /// The weights of months, 1 to 12; 1 for others.
        public var months: [Int: Double]
        /// The calendar on whose closed days nobody calls.
        public var calendar: String?
        /// Who calls, by profile.
        public var callers: [Share<String>]

        /// A span of the day with its weight.
        public struct HourWeight: Hashable, Sendable {
            /// The span.
            public var span: DaySpan
            /// The weight of an hour in it.
            public var weight: Double

            /// Describes a span.
            public init(span: DaySpan, weight: Double) {
                self.span = span
                self.weight = weight
            }
        }

        /// Describes a stream; for the checker and for tests.
        public init(
            name: String, called: String, flow: String, volume: Volume, process: Process = .chance,
            days: [Weekday: Double] = [:], hours: [HourWeight] = [], months: [Int: Double] = [:],
            calendar: String? = nil, callers: [Share<String>]
        ) {
            self.name = name
            self.called = called
            self.flow = flow
            self.volume = volume
            self.process = process
            self.days = days
            self.hours = hours
            self.months = months
            self.calendar = calendar
            self.callers = callers
        }
    }
}
