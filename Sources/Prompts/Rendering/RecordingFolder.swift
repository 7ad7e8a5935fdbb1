import Foundation
public import Telephony

/// The recordings that a designer has dropped in: `prompts/<language>/<name>.<format>`.
///
/// A recording is found by its name with any of the ``formats``, in either case. A regional
/// language without a recording of its own uses that of its language: `fr-BE`, then `fr`.
public struct RecordingFolder: Sendable {
    /// The `prompts` folder.
    let path: String
    /// Recordings with names of their own, by language and prompt: paths in the folder.
    let named: [LanguageTag: [String: String]]

    /// Names the `prompts` folder; it need not be there.
    public init(path: String, named: [LanguageTag: [String: String]] = [:]) {
        self.path = path
        self.named = named
    }

    /// The endings of recordings, the one that counts first when there are several.
    public static let formats = [
        "wav", "flac", "ogg", "opus", "mp3", "al", "alaw", "pcma", "ul", "ulaw", "pcmu",
    ]

    /// Where the recording of a prompt is, or nil when there is none.
    func recording(of name: String, in language: LanguageTag) -> String? {
        if let file = named[language]?[name] { return "\(path)/\(file)" }
        let folders = [language.rawValue, String(language.language)]
        return folders.lazy.compactMap { find(name, in: $0) }.first
    }

    /// Where the music of a name is: `prompts/music/<name>`, or nil.
    func music(named name: String) -> String? { find(name, in: "music") }

    /// The names of the recordings in a folder of a language, or of the music, in order.
    public func names(in folder: String) -> [String] {
        Set(files(in: folder).compactMap { Self.split($0)?.name }).sorted()
    }

    /// Looks for the file among those that are there, so that no name can lead out of the folder.
    private func find(_ name: String, in folder: String) -> String? {
        let found = files(in: folder).compactMap { file -> (order: Int, file: String)? in
            guard let (stem, order) = Self.split(file), stem == name else { return nil }
            return (order, file)
        }
        return found.min { ($0.order, $0.file) < ($1.order, $1.file) }
            .map { "\(path)/\(folder)/\($0.file)" }
    }

    private func files(in folder: String) -> [String] {
        guard !folder.contains("/"), !folder.hasPrefix(".") else { return [] }
        // No folder is no recordings.
        return (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
    }

    /// The name of the prompt in the name of a file, and the place of its ending among the formats.
    private static func split(_ file: String) -> (name: String, order: Int)? {
        guard !file.hasPrefix("."), let dot = file.lastIndex(of: "."),
            let order = formats.firstIndex(of: file[dot...].dropFirst().lowercased())
        else { return nil }
        return (String(file[..<dot]), order)
    }
}
