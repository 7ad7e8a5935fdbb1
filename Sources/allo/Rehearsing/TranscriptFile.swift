import Foundation
import Transcripts

/// A transcript on disk with the secrets that it names.
struct TranscriptFile {
    let path: String
    let transcript: Transcript
    let fixtures: Fixtures

    /// Reads a transcript, and its fixture file beside it.
    ///
    /// - Throws: ``TranscriptError`` with every mistake, ``Failure`` where a file can't be read.
    init(path: String) throws {
        self.path = path
        transcript = try Transcript(parsing: Project.text(of: path), file: path)
        fixtures =
            try transcript.fixtures.map { name in
                let file = Paths.join(Paths.parent(of: path), name)
                return try Fixtures(parsing: Project.text(of: file), file: file)
            } ?? Fixtures()
    }
}
