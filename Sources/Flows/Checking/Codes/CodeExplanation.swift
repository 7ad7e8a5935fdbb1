/// What a code means, for designers: `allo explain F012` prints it.
public struct CodeExplanation: Sendable {
    /// A file of an example.
    public struct File: Sendable {
        /// Its path, as in `flows/exemple.yaml`.
        public let path: String
        /// What stands in it. The line at fault ends with `# here`.
        public let text: String
    }

    /// The fault in a few words.
    public let title: String
    /// Why it matters.
    public let reason: String
    /// Files with the fault.
    public let wrong: [File]
    /// The same files without it.
    public let right: [File]
}
