/// Keeps records for ever. `CallLog` fills it in.
public protocol Journaling: Sendable {
    /// Writes records down, in order; returns once they are durable.
    ///
    /// - Throws: An error of the journal. Nothing of these records may then be taken as written.
    func append(_ records: [JournalRecord]) async throws
}
