public import Flows

/// What calls went through, gathered: each passage once.
public struct Coverage: Hashable, Sendable {
    /// What they went through.
    public private(set) var passages: Set<Passage>

    /// Gathers passages; none by default.
    public init(_ passages: some Sequence<Passage> = []) { self.passages = Set(passages) }

    /// Adds what further calls went through.
    public mutating func add(_ passages: some Sequence<Passage>) {
        self.passages.formUnion(passages)
    }

    /// Adds what other calls went through.
    public mutating func merge(_ other: Coverage) { passages.formUnion(other.passages) }
}
