/// Keeps records for ever. `CallLog` fills it in.
public protocol Journaling: Sendable {
    /// Writes records down, in order; returns once they are durable.
    ///
    /// - Throws: An error of the journal, a ``JournalingError`` where it may pass. Nothing of these
    ///   records may then be taken as written.
    func append(_ records: [JournalRecord]) async throws
}

/// An error of a journal that tells whether it may pass.
public protocol JournalingError: Error {
    /// Whether the records that could not be written, and only those, may be tried again: none of
    /// them was written, and none before is in doubt.
    var mayPass: Bool { get }
}
