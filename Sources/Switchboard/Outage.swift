import Telephony

/// A time in which the journal takes no records: what happens is kept, in order, and comes first
/// once it takes them again.
///
/// ```
///             it may pass            written
///   ─────────▶ passing ─────────────────────────▶ over
///      │          │  │ too many are kept
///      │          │  └──────────▶ overflowing ──┐  what is kept is tried once more
///      │ for good ▼                             ▼  at the end
///      └───────▶ final ◀────────────────────────┘
/// ```
struct Outage {
    /// What is to be expected of the journal.
    enum Prospect {
        /// It is tried again and again. Left by success, by an error for good, by too many records.
        case passing
        /// It is tried once more at the end: what came after the records that are kept is lost.
        case overflowing
        /// It is not tried again.
        case final
    }

    /// Why it takes none.
    private(set) var error: any Error
    /// When it took none for the first time.
    let since: Duration
    private(set) var prospect: Prospect
    /// The records from the first that was not written.
    private var records: [JournalRecord] = []
    /// How many of them have been written since.
    private(set) var written = 0
    /// Calls that were turned away since, of which nothing is kept.
    private var turnedAway: Set<CallID> = []

    init(_ error: any Error, since: Duration) {
        self.error = error
        self.since = since
        prospect = Outage.mayPass(error) ? .passing : .final
    }

    /// How many records are kept.
    var kept: Int { records.count - written }

    /// Keeps records; where they would be more than so many, neither these nor any later ones.
    mutating func keep(_ more: [JournalRecord], most: Int) {
        guard prospect == .passing else { return }
        let more = more.filter { !turnedAway.contains($0.call) }
        guard kept + more.count <= most else {
            prospect = .overflowing
            return
        }
        records += more
    }

    /// Keeps nothing of a call that was turned away, as of those that are at the door; where some
    /// of it has been written, the rest is kept.
    mutating func forget(_ call: CallID) {
        guard records[written...].contains(where: { $0.call == call && $0.number == 1 }) else {
            return
        }
        turnedAway.insert(call)
        records.removeAll { $0.call == call }
    }

    /// The first records that are kept, no more than so many.
    func first(_ most: Int) -> [JournalRecord] { Array(records[written...].prefix(most)) }

    /// So many of the first have been written.
    mutating func wrote(_ count: Int) { written += count }

    /// It was tried again in vain.
    mutating func fail(_ error: any Error) {
        self.error = error
        if !Outage.mayPass(error) { prospect = .final }
    }

    private static func mayPass(_ error: any Error) -> Bool {
        (error as? any JournalingError)?.mayPass ?? false
    }
}
