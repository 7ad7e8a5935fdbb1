public import Telephony

extension Switchboard {
    /// What the switchboard works with.
    public struct Parts: Sendable {
        /// Where records go.
        public var journal: any Journaling
        /// Who speaks.
        public var renderer: any PromptRendering
        /// The music of the centre by name.
        public var music: @Sendable (String) async throws -> Sound
        /// The music that is at hand without any waiting, by name; nil where it is not.
        public var readyMusic: @Sendable (String) -> Sound?
        /// Who asks HTTP endpoints.
        public var web: any WebAsking
        /// Who rings agents; nil where there is no telephone to ring them by.
        public var exchange: (any Exchange)?
        /// Who records; nil where nothing is kept.
        public var recorder: (any CallRecording)?
        /// Told of records once they are durable, in order.
        public var announce: @Sendable ([JournalRecord]) -> Void
        /// Told of what went wrong, one sentence each.
        public var report: @Sendable (String) -> Void

        /// Joins the parts.
        public init(
            journal: any Journaling, renderer: any PromptRendering,
            music: @escaping @Sendable (String) async throws -> Sound,
            readyMusic: @escaping @Sendable (String) -> Sound? = { _ in nil },
            web: any WebAsking, exchange: (any Exchange)? = nil,
            recorder: (any CallRecording)? = nil,
            announce: @escaping @Sendable ([JournalRecord]) -> Void,
            report: @escaping @Sendable (String) -> Void
        ) {
            self.journal = journal
            self.renderer = renderer
            self.music = music
            self.readyMusic = readyMusic
            self.web = web
            self.exchange = exchange
            self.recorder = recorder
            self.announce = announce
            self.report = report
        }
    }
}
