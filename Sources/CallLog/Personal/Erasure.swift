/// What became of somebody who was to be forgotten.
public struct Erasure: Hashable, Sendable {
    /// Whether anything was known of them.
    public var wasKnown: Bool
    /// The names of the recordings made in their calls, whose files are to be deleted: calls, spoken
    /// names, comments of surveys.
    public var recordings: [String]
}
