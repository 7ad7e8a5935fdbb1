import ArgumentParser
import CallLog

/// Deletes what has been kept long enough.
struct Purge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Delete the recordings of calls that ended longer ago than they may be kept.",
        discussion: """
            The centre file says how long that is, 180 days unless it does. Recordings of calls \
            that the journal does not know are told, and deleted with --orphans once they are as \
            old. Events and figures stay.
            """)

    @Option(help: ArgumentHelp("How long recordings are kept, as 180d.", valueName: "span"))
    var retention: WrittenSpan?

    @Flag(help: "Delete old recordings of calls that the journal does not know, too.")
    var orphans = false

    @Flag(name: .customLong("dry-run"), help: "Only say what would be deleted.")
    var dryRun = false

    @OptionGroup var recordings: RecordingOptions
    @OptionGroup var journal: JournalOptions

    func run() async throws {
        let centre = try await recordings.centre.load()
        let store = try recordings.store(centre, besideJournal: journal)
        let reader = try await journal.reader()
        try await check(store, reader)
        let plan = try await PurgePlan(
            store, reader, retention: retention?.duration ?? centre.retention)
        let files = plan.old + (orphans ? plan.oldOrphans : [])
        for file in files { Output.line(file.path) }
        if !dryRun { try store.delete(files) }
        Output.line("\(dryRun ? "would delete" : "deleted") \(files.summary)")
        if let warning = plan.warning(orphans: orphans) { Output.message(warning) }
    }

    /// Refuses a folder that is not there, where the journal names recordings.
    private func check(_ store: RecordingStore, _ reader: JournalReader) async throws {
        guard !store.exists, let first = try await reader.firstRecording() else { return }
        throw Failure(
            "there is no folder of recordings \(store.folder), though the journal names some "
                + "(\(first.name) of call \(first.call)): name it with --recordings")
    }
}
