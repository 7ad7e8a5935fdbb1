/// How long a wait may yet be, as callers are told: between two spans, or more than one.
public struct WaitBand: Hashable, Sendable {
    /// The least.
    public var lower: Duration
    /// The most; nil where only the least is told.
    public var upper: Duration?

    /// Describes a wait; `upper` is not below `lower`.
    public init(lower: Duration, upper: Duration?) {
        self.lower = lower
        self.upper = upper
    }
}
