public import Telephony

/// The durable record of every call, open for writing.
///
/// A record that ``append(_:)`` has taken survives the death of the process and of the machine.
/// Whoever waits at the same time is written in one transaction; the next group forms while the
/// disk is busy with this one. While the file is locked or the disk is full nothing is written, and
/// the same records may be appended again later. After the first failure of the disk the journal
/// takes nothing more: what a disk said after a failed write can't be trusted.
///
/// ```swift
/// let journal = try await Journal.open(at: path, by: writer)
/// try await journal.append(records)  // durable from here on
/// try await journal.close()
/// ```
///
/// A journal that is let go without ``close()`` looks like a crash to the next one who opens it.
public actor Journal: Journaling {
    /// What waits to be written together.
    private final class Group {
        var rows: [EventRow] = []
        var people: [NewPerson] = []
        /// What became of it; nil while it waits.
        var outcome: Result<[String: CallerID], JournalError>?

        var isEmpty: Bool { rows.isEmpty && people.isEmpty }
    }

    private let queue: WriterQueue
    private let store: JournalStore
    private nonisolated let known = KnownCallers()
    private var dataVersion: Int
    private var order = CallOrder()
    private var group = Group()
    private(set) var commits = 0
    private var failure: JournalError?
    /// How long the next write waits for another process.
    private(set) var patience: Duration

    /// The number of this process in the journal.
    var process: Int64 { store.process }

    /// The journal runs on a thread of its own, because writing blocks it.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        queue.asUnownedSerialExecutor()
    }

    /// Opens a journal, and makes it with its folder where there is none.
    ///
    /// Calls of processes that died get their `ended` with ``CallEvent/EndReason/engineCrash``, at
    /// the time of their last event; shifts of agents get their `logout`, at the last time at which
    /// the process is known to have lived. ``unfinished()`` tells what to go on with.
    ///
    /// - Parameters:
    ///   - path: the file; see ``defaultPath(environment:)``.
    ///   - writer: this process.
    /// - Returns: the journal, ready to be written.
    /// - Throws: ``JournalError`` where the file is locked, foreign, newer, damaged or not to be
    ///   written.
    public static func open(
        at path: String, by writer: JournalWriter
    ) async throws(JournalError) -> Journal {
        try await open(at: path, by: writer, options: JournalStore.Options())
    }

    static func open(
        at path: String, by writer: JournalWriter, options: JournalStore.Options
    ) async throws(JournalError) -> Journal {
        let queue = WriterQueue()
        let store = try await queue.run { () throws(JournalError) in
            try JournalStore(path: path, writer: writer, options: options)
        }
        return Journal(queue: queue, store: store)
    }

    private init(queue: WriterQueue, store: JournalStore) {
        self.queue = queue
        self.store = store
        patience = store.options.timeout
        dataVersion = 0
    }

    // MARK: - Writing

    /// Writes records in order and returns once they are durable, all or none.
    ///
    /// The records of a call come in the order of their numbers, from its arrival (number 1) to its
    /// end; so do those of a shift, from login to logout, and those of an attempt to call somebody
    /// back.
    ///
    /// - Throws: ``JournalError``. Records out of order are refused and leave the journal as it was,
    ///   as do those that come while it is locked or the disk is full (``JournalError/mayPass``): they
    ///   come next still. Any other error is for good, and every later append throws it at once.
    public func append(_ records: [JournalRecord]) async throws(JournalError) {
        if let failure { throw failure }
        group.rows += try admitted(records)
        _ = try await written(with: group)
    }

    private func admitted(_ records: [JournalRecord]) throws(JournalError) -> [EventRow] {
        let callers: [CallerID]
        do {
            callers = try order.admit(records)
        } catch {
            throw JournalError(
                .outOfOrder(call: error.record.call, number: error.record.number),
                path: store.path)
        }
        return zip(records, callers).map { EventRow($0, caller: $1) }
    }

    /// Waits until a group is durable. The first who comes back from the end of the queue writes
    /// the group for all: everybody who was waiting has joined it by then.
    private func written(with group: Group) async throws(JournalError) -> [String: CallerID] {
        await Task.yield()
        if group.outcome == nil { commitGroup() }
        guard let outcome = group.outcome else { return [:] }
        return try outcome.get()
    }

    private func commitGroup() {
        guard !group.isEmpty else { return }
        let group = group
        self.group = Group()
        if let failure {
            group.outcome = .failure(failure)
            return
        }
        do {
            let callers = try store.commit(group.rows, people: group.people)
            group.outcome = .success(callers)
            wait(for: store.options.timeout)
            commits += 1
            try forgetWhatOthersErased()
            for (number, caller) in callers { known.keep(caller, for: number) }
            if commits.isMultiple(of: store.options.commitsPerCheckpoint) {
                try store.checkpoint()
            }
        } catch {
            if !error.mayPass { failure = error }
            guard group.outcome == nil else { return }
            group.outcome = .failure(error)
            order.giveBack(group.rows)
            if error.reason == .locked { wait(for: store.options.retryTimeout) }
        }
    }

    /// Who has found the file locked for long does not wait as long again: others wait behind them.
    private func wait(for patience: Duration) {
        guard patience != self.patience else { return }
        do {
            try store.waitForOthers(patience)
            self.patience = patience
        } catch {
            // The next try waits as long as this one did.
        }
    }

    // MARK: - Going on

    /// What processes that are no more left unfinished: agents who were at work when one died, and
    /// callbacks that are still to be made, after a planned stop too.
    ///
    /// It is this process's own from here on: other living processes are not told of it. Asking
    /// again gives the same, and what this process has accepted since; an agent is forgotten with
    /// their next login, a callback when it came about or failed for good.
    ///
    /// - Throws: ``JournalError``, as ``append(_:)`` does.
    public func unfinished() async throws(JournalError) -> Unfinished {
        if let failure { throw failure }
        commitGroup()
        return try store.takeUnfinished()
    }

    /// The written contacts that are to be answered and that no living process has, as
    /// ``unfinished()`` tells them: agents and callbacks stay whose they are.
    ///
    /// - Throws: ``JournalError``, as ``append(_:)`` does.
    public func unfinishedContacts() async throws(JournalError) -> Unfinished {
        if let failure { throw failure }
        commitGroup()
        return try store.takeContacts()
    }

    /// The written contact that was made of a source, as of a file; nil where none was.
    ///
    /// - Throws: ``JournalError``, as ``append(_:)`` does.
    public func contact(from source: String) async throws(JournalError) -> CallID? {
        if let failure { throw failure }
        commitGroup()
        return try store.contact(from: source)
    }

    // MARK: - People

    /// The random name under which the journal knows a caller; the same for every call of a number.
    ///
    /// - Parameters:
    ///   - number: the caller's number; nil where it is withheld, and then each call has a new name.
    ///   - time: now, on the clock of the records.
    ///   - make: makes a random name.
    /// - Returns: the caller's name.
    /// - Throws: ``JournalError``, as ``append(_:)`` does.
    public nonisolated func callerID(
        for number: String?, at time: Duration, making make: @Sendable () -> CallerID
    ) async throws(JournalError) -> CallerID {
        // Nobody waits for the disk who calls again, or does not say who they are.
        guard let number else { return make() }
        if let caller = known[number] { return caller }
        return try await findOrEnter(NewPerson(caller: make(), number: number, time: time))
    }

    /// The caller who has the number of a person, who is entered where the number is new.
    private func findOrEnter(_ person: NewPerson) async throws(JournalError) -> CallerID {
        if let failure { throw failure }
        if let caller = try store.caller(for: person.number) {
            known.keep(caller, for: person.number)
            return caller
        }
        group.people.append(person)
        return try await written(with: group)[person.number] ?? person.caller
    }

    private func forgetWhatOthersErased() throws(JournalError) {
        let version = try store.dataVersion()
        guard version != dataVersion else { return }
        dataVersion = version
        known.forget()
    }

    /// Forgets a caller: number, name, and every personal text of their calls leave the files for
    /// good. Events and figures stay as they are.
    ///
    /// - Returns: what was erased, with the recordings whose files are to be deleted.
    /// - Throws: ``JournalError``; with ``JournalError/Reason/locked`` a reader holds on to pages
    ///   from before: erase again when it is done.
    public func erase(caller: CallerID) async throws(JournalError) -> Erasure {
        try erase(.caller(caller))
    }

    /// Forgets who has a number, as ``erase(caller:)`` does, and every call in which a callback at
    /// that number was accepted or tried.
    ///
    /// - Returns: what was erased, with the recordings whose files are to be deleted.
    /// - Throws: ``JournalError``, as ``erase(caller:)`` does.
    public func erase(number: String) async throws(JournalError) -> Erasure {
        try erase(.number(number))
    }

    private func erase(_ subject: PersonalTraces.Subject) throws(JournalError) -> Erasure {
        if let failure { throw failure }
        commitGroup()
        known.forget()
        return try store.erase(subject)
    }

    // MARK: - Closing

    /// Writes what is waiting and closes the file; the journal takes nothing more.
    ///
    /// Calls that have not ended get their end from the next one who opens the file.
    /// - Throws: ``JournalError`` where what was waiting can't be written, or where the journal had
    ///   failed before; it is closed nevertheless. Closing twice is no error.
    public func close() async throws(JournalError) {
        commitGroup()
        if let failure, failure.reason == .closed { return }
        let failure = failure
        self.failure = JournalError(.closed, path: store.path)
        guard let failure else { return try store.close() }
        // What closing a failed journal says would hide why it failed.
        try? store.close()
        throw failure
    }
}
