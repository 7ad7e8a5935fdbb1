extension Centre {
    /// Where recordings of calls are kept, and for how long.
    public struct Recordings: Hashable, Sendable {
        /// How they are written.
        public enum Format: String, CaseIterable, Hashable, Sendable {
            case opus, wav
        }

        /// The path of the folder, relative to the centre file; nil for the usual one.
        public var folder: String?
        /// How they are written.
        public var format: Format
        /// How long they are kept.
        public var retention: Duration

        /// The longest time that recordings may be kept in France without more ado: six months
        /// (CNIL 2014-474).
        public static let usualRetention = Duration.seconds(180 * 86_400)

        /// Describes how recordings are kept; for the checker and for tests.
        public init(
            folder: String? = nil, format: Format = .opus, retention: Duration = usualRetention
        ) {
            self.folder = folder
            self.format = format
            self.retention = retention
        }
    }
}
