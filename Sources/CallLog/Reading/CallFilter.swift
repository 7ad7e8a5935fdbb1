/// Which calls a reader wants; what is nil doesn't count.
public struct CallFilter: Hashable, Sendable {
    /// Calls that came in at this moment or later, since 1970-01-01 00:00:00 UTC.
    public var since: Duration?
    /// Calls that came in before this moment, since 1970-01-01 00:00:00 UTC.
    public var until: Duration?
    /// Calls of this flow.
    public var flow: String?

    /// Describes what is wanted; without arguments, every call.
    public init(since: Duration? = nil, until: Duration? = nil, flow: String? = nil) {
        self.since = since
        self.until = until
        self.flow = flow
    }
}

/// How a reader wants to see what may tell who somebody is.
public enum PersonalTexts: Hashable, Sendable, CaseIterable {
    /// Callers' numbers shortened, all else hidden.
    case shortened
    /// As they were, where they have not been erased.
    case whole
}
