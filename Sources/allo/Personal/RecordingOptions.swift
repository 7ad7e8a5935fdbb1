import ArgumentParser
import Flows
import Foundation

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
    ///
    /// - Throws: ``Failure`` where a folder was named and there is none: nobody shall think that it
    ///   holds nothing.
    func store(
        _ loaded: LoadedCentreFile?, besideJournal journal: JournalOptions
    ) throws -> RecordingStore {
        if let recordings {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: recordings, isDirectory: &isFolder),
                isFolder.boolValue
            else { throw Failure("there is no folder of recordings \(recordings)") }
            return RecordingStore(folder: recordings)
        }
        let rules = loaded?.centre.recordings ?? Centre.Recordings()
        return RecordingStore(
            folder: rules.folder(
                centreFolder: loaded?.folder ?? ".", journal: try journal.path()))
    }
}
