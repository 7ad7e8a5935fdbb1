import ArgumentParser
import Flows

/// Where recordings of calls lie, and how long they are kept.
struct RecordingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of the recordings.",
            discussion: """
                By default the one that the centre file names, or `recordings` beside the journal.
                """,
            valueName: "folder"))
    var recordings: String?

    @OptionGroup var centre: CentreOptions

    /// The recordings that lie there.
    func store(
        _ loaded: LoadedCentreFile?, besideJournal journal: JournalOptions
    ) throws -> RecordingStore {
        if let recordings { return RecordingStore(folder: recordings) }
        if let loaded, let folder = loaded.centre.recordings.folder {
            return RecordingStore(folder: Paths.join(loaded.folder, folder))
        }
        return RecordingStore(
            folder: RecordingStore.folder(besideJournal: try journal.path()))
    }
}
