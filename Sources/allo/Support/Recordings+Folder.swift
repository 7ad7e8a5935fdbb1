import Flows
import SoundFiles

extension Centre.Recordings {
    /// Where the recordings lie: where the centre file says, or beside the journal.
    ///
    /// - Parameters:
    ///   - centreFolder: the folder of the centre file.
    ///   - journal: the path of the journal.
    /// - Returns: the folder.
    func folder(centreFolder: String, journal: String) -> String {
        guard let folder else { return Paths.join(Paths.parent(of: journal), "recordings") }
        return Paths.join(centreFolder, folder)
    }

    /// How files are written.
    var fileFormat: RecordingFormat {
        switch format {
        case .opus: .opus
        case .wav: .wav
        }
    }
}
