/// The name of one transaction in a ``TransactionLayer``.
///
/// It is never used again for another, as long as the layer lives: one that is over is not found.
public struct TransactionID: Hashable, Sendable {
    /// Where the layer keeps it.
    let place: UInt32
    /// How often that place has been used before.
    let generation: UInt32
}

extension TransactionID: CustomStringConvertible {
    /// For logs: where the layer keeps it, and the how manieth there.
    public var description: String { "\(place).\(generation)" }
}
