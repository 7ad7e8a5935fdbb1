/// How many calls came into each step of the flows, and how they left it.
public struct ChartTraffic: Hashable, Sendable {
    /// What happened in one step.
    public struct Visits: Hashable, Sendable {
        /// How often calls came in.
        public var entered = 0
        /// How many callers hung up in it, those who gave up waiting among them.
        public var hungUp = 0
        /// How many of these gave up waiting in its queue.
        public var abandoned = 0

        /// Nothing happened.
        public init() {}
    }

    /// Where a call left a step to.
    public enum Destination: Hashable, Sendable {
        /// To a step of the same flow.
        case step(String)
        /// The flow hung up.
        case hangUp
        /// Back to the calling flow.
        case back
    }

    /// A way from a step.
    public struct Passage: Hashable, Sendable {
        /// The step that was left.
        public var from: ChartPlace
        /// Where to.
        public var to: Destination
    }

    /// What happened in each step that a call came into.
    public private(set) var visits: [ChartPlace: Visits] = [:]
    /// How often each way was taken.
    public private(set) var passages: [Passage: Int] = [:]
    /// How many calls it is of.
    public private(set) var calls = 0

    /// Of no call.
    public init() {}

    /// What happened in a step.
    public func visits(flow: String, step: String) -> Visits {
        visits[ChartPlace(flow: flow, step: step)] ?? Visits()
    }

    /// How often a way was taken.
    public func passages(flow: String, from step: String, to destination: Destination) -> Int {
        passages[Passage(from: ChartPlace(flow: flow, step: step), to: destination)] ?? 0
    }

    mutating func countCall() { calls += 1 }

    mutating func count(_ place: ChartPlace, _ change: (inout Visits) -> Void) {
        change(&visits[place, default: Visits()])
    }

    mutating func count(from place: ChartPlace, to destination: Destination) {
        passages[Passage(from: place, to: destination), default: 0] += 1
    }
}
