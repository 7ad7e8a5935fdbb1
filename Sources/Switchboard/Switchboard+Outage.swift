import CallCentre
import Telephony

/// What is done while the journal takes no records, and once it takes them again.
extension Switchboard {
    /// What is kept, and for how long it is waited, while the journal takes no records.
    public struct OutageRules: Sendable {
        /// How many records are kept at most. Only calls that run already add to them: at ten a
        /// second half a million last for half a day.
        public var mostKept: Int
        /// From one try to write what is kept to the next.
        public var pause: Duration

        /// Describes the rules; those of Allo unless told otherwise.
        public init(mostKept: Int = 500_000, pause: Duration = .seconds(2)) {
            self.mostKept = mostKept
            self.pause = pause
        }
    }

    /// Why the journal takes no records; nil while it does.
    public var journalFailure: (any Error)? { outage?.error }

    /// Whether who calls now is answered soon: the journal takes records, and the oldest one waits
    /// for it no longer than told.
    public func takesCalls(within delay: Duration) -> Bool {
        outage == nil && self.delay <= delay
    }

    /// So many records that were kept are tried at once: where there is room for some, they are
    /// written.
    private static let portion = 500

    /// Writes records down, or keeps them where the journal takes none.
    func write(_ records: [JournalRecord]) async {
        guard outage == nil else { return keep(records) }
        let time = now
        do {
            try await parts.journal.append(records)
            parts.announce(records)
        } catch {
            begin(Outage(error, since: time), keeping: records)
        }
    }

    private func begin(_ outage: Outage, keeping records: [JournalRecord]) {
        self.outage = outage
        tell(outage)
        keep(records)
        // Callers wait on; agents are rung for them once that can be written down.
        take(.ringing(isAllowed: false))
        tryLater()
    }

    private func tell(_ outage: Outage) {
        switch outage.prospect {
        case .passing:
            parts.report(
                "\(outage.error); until it can be written again what happens is kept, nobody is "
                    + "rung and new calls are turned away")
        case .overflowing:
            parts.report(
                "\(outage.kept) records wait for the journal and no more are kept: until a restart "
                    + "new calls are turned away; \(outage.error)")
        case .final:
            let lost = outage.kept > 0 ? ", \(outage.kept) records that were kept are lost" : ""
            parts.report(
                "\(outage.error)\(lost); until a restart nothing is written, nobody is rung and "
                    + "new calls are turned away")
        }
    }

    private func keep(_ records: [JournalRecord]) {
        guard outage?.prospect == .passing else { return }
        outage?.keep(records, most: rules.mostKept)
        if let outage, outage.prospect != .passing { tell(outage) }
    }

    private func tryLater() {
        if outage?.prospect == .passing { add(.journal, at: now + rules.pause) }
    }

    /// Tries to write what is kept, and goes on as before once all of it is.
    func tryJournal() async {
        guard outage?.prospect == .passing else { return }
        do {
            try await writeKept()
            endOutage()
        } catch {
            outage?.fail(error)
            if let outage, outage.prospect == .final { tell(outage) }
            tryLater()
        }
    }

    private func endOutage() {
        guard let outage else { return }
        self.outage = nil
        let span = max(1, (now - outage.since).components.seconds)
        parts.report(
            "the journal is written again, after \(span) s: nothing is lost, \(outage.written) "
                + "records were kept; calls are taken")
        take(.ringing(isAllowed: true))
    }

    /// At the end, tries a last time to write what is kept.
    func writeLast() async {
        guard let outage, outage.prospect != .final, outage.kept > 0 else { return }
        do {
            try await writeKept()
            if outage.prospect == .passing { endOutage() }
        } catch {
            parts.report("\(self.outage?.kept ?? 0) records are lost; \(error)")
        }
    }

    /// Writes what is kept, the first first, until it is all written or an error comes.
    private func writeKept() async throws {
        while let portion = outage?.first(Self.portion), !portion.isEmpty {
            try await parts.journal.append(portion)
            parts.announce(portion)
            outage?.wrote(portion.count)
        }
    }
}
