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
        let text = try Project.text(of: path)
        transcript = try Transcript(parsing: text, file: path)
        fixtures =
            try transcript.fixtures.map { name in
                let file = Paths.join(Paths.parent(of: path), name)
                guard FileManager.default.fileExists(atPath: file) else {
                    throw Failure(
                        "\(path):\(Self.line(ofFixturesIn: text)): error: there is no \(file)")
                }
                return try Fixtures(parsing: Project.text(of: file), file: file)
            } ?? Fixtures()
    }

    /// The number of the line that names the fixture file: it stands once.
    private static func line(ofFixturesIn text: String) -> Int {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let place = lines.firstIndex { $0.drop(while: \.isWhitespace).hasPrefix("fixtures") }
        return (place ?? 0) + 1
    }
}
