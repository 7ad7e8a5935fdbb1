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
        let rules = loaded?.centre.recordings ?? Centre.Recordings()
        return RecordingStore(
            folder: rules.folder(
                centreFolder: loaded?.folder ?? ".", journal: try journal.path()))
    }
}
