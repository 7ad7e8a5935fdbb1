/// Names one party's side of a call: the SIP dialog with a caller, a provider or an agent.
///
/// Numbers are given out by ``UserAgent/State/nextLeg()`` and never used twice in one state.
public struct LegID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number.
    public let rawValue: UInt64

    /// Takes a number that ``UserAgent/State/nextLeg()`` gave out.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// As it stands in a log: `leg 7`.
    public var description: String { "leg \(rawValue)" }
}

/// Names a question for the addresses of a URI, so that the answer finds who asked.
public struct LookUpID: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt64

    /// Takes a number that an effect gave out.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }
}

/// Names a request that the shell sent outside any leg, so that its answer finds who asked.
public struct RequestToken: RawRepresentable, Hashable, Sendable {
    /// The number; the shell chooses it.
    public let rawValue: UInt64

    /// Takes the shell's number.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }
}
