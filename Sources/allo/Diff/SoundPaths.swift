import Flows
import Foundation
import Prompts

/// The sound files of a service.
enum SoundPaths {
    /// Whether a file is one that can be played, by its ending.
    static func isSound(_ path: String) -> Bool {
        let name = Paths.name(of: path)
        guard let dot = name.lastIndex(of: ".") else { return false }
        return RecordingFolder.formats.contains(name[dot...].dropFirst().lowercased())
    }

    /// The sound files of a folder and of those in it, by their paths from there.
    static func below(_ folder: String) -> [String] {
        guard let files = FileManager.default.enumerator(atPath: folder) else { return [] }
        return files.compactMap { $0 as? String }.filter(isSound).sorted()
    }

    /// What tells the file from another; nil where it can't be read.
    static func digest(of path: String) -> [UInt8]? {
        guard let sound = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        else { return nil }
        return FlowComparison.Version.digest(of: sound)
    }
}
