import Telephony

/// Keeps nothing: for measurements of all that is not the journal.
struct NoJournal: Journaling {
    func append(_ records: [JournalRecord]) async {}
}
