/// A transcript that takes ways out which no other transcript takes.
public struct Suggestion: Hashable, Sendable {
    /// A name for its file, without its ending.
    public let name: String
    /// The ways out that it takes first.
    public let goals: [CoverageGoal]
    /// The transcript as a file holds it.
    public let text: String
}

/// What was found out about the ways out that no transcript takes.
public struct Suggestions: Sendable {
    /// Transcripts that take them, each run and passed as written.
    public let found: [Suggestion]
    /// The ways out to which none was found, and why.
    public let missing: [(goal: CoverageGoal, reason: String)]
}
