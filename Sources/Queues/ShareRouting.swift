/// Whose turn it is among several who share the calls, as 60 to 40 between two providers.
///
/// The turns are spread as evenly as can be, and as many turns as the shares add up to give each
/// exactly its share (the smooth weighted round robin of nginx).
///
/// ```swift
/// var routing = ShareRouting([.init("prestataire-a", 60), .init("prestataire-b", 40)])
/// let provider = routing.next { isOpen($0) }
/// ```
public struct ShareRouting: Equatable, Sendable {
    /// One who has a share.
    public struct Share: Hashable, Sendable {
        /// The name of the queue or provider.
        public var name: String
        /// How much of the whole, in the unit of the others; who has none gets no turn.
        public var weight: Int

        /// Gives a share.
        public init(_ name: String, _ weight: Int) {
            self.name = name
            self.weight = weight
        }
    }

    /// Who has a share, in the order that settles ties.
    public let shares: [Share]
    /// What each has to its credit; the sum is zero.
    private var credits: [Int]

    /// Nobody has had a turn. Weights count up to a million.
    public init(_ shares: [Share]) {
        self.shares = shares.map { Share($0.name, min(max($0.weight, 0), 1_000_000)) }
        credits = shares.map { _ in 0 }
    }

    /// Whose turn it is; it counts as taken.
    ///
    /// - Parameter isOpen: who can take calls now; the others neither gain nor lose by it.
    /// - Returns: nil where nobody can.
    public mutating func next(where isOpen: (String) -> Bool = { _ in true }) -> String? {
        let open = shares.indices.filter { shares[$0].weight > 0 && isOpen(shares[$0].name) }
        for index in open { credits[index] += shares[index].weight }
        // The first of equals, as `max(by:)` would give the last.
        guard let turn = open.min(by: { credits[$0] > credits[$1] }) else { return nil }
        credits[turn] -= open.reduce(0) { $0 + shares[$1].weight }
        return shares[turn].name
    }
}
