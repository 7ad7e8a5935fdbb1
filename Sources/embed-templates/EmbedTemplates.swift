import Foundation

/// Writes the services of `flows` as Swift: each file with its path and its bytes.
///
/// A service is a folder of `flows` with a centre file; and the flows of `flows` itself with the
/// prompts of `prompts`.
@main
enum EmbedTemplates {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else {
            throw Misuse(description: "embed-templates ROOT OUTPUT")
        }
        let root = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
        var files: [(path: String, data: Data)] = []
        let flows = root.appending(path: "flows")
        for name in try names(in: flows) {
            let place = flows.appending(path: name)
            if isFolder(place) {
                guard
                    FileManager.default.fileExists(
                        atPath: place.appending(path: "centre.yaml").path)
                else { continue }
                // What is only measured with is no start for anybody.
                if name != "bench" { files += try contents(of: place, as: name) }
            } else if ["yaml", "csv"].contains(place.pathExtension) {
                files.append(("accueil/\(name)", try Data(contentsOf: place)))
            }
        }
        for name in ["pins", "tests"] {
            files += try contents(of: flows.appending(path: name), as: "accueil/\(name)")
        }
        files += try contents(of: root.appending(path: "prompts"), as: "accueil/prompts")
        try Data(swift(files).utf8).write(
            to: URL(fileURLWithPath: CommandLine.arguments[2]), options: .atomic)
    }

    /// All files of a folder and of those below it.
    private static func contents(
        of folder: URL, as path: String
    ) throws -> [(path: String, data: Data)] {
        guard isFolder(folder) else { return [] }
        return try names(in: folder).flatMap { name -> [(path: String, data: Data)] in
            let place = folder.appending(path: name)
            if isFolder(place) { return try contents(of: place, as: "\(path)/\(name)") }
            return [("\(path)/\(name)", try Data(contentsOf: place))]
        }
    }

    private static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    private static func isFolder(_ place: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private static func swift(_ files: [(path: String, data: Data)]) -> String {
        let lines = files.map { file in
            "        (\(file.path.debugDescription), \"\(file.data.base64EncodedString())\"),"
        }
        return """
            /// The services that `allo new` begins with. Made by `embed-templates`.
            enum EmbeddedTemplates {
                /// Each file: its path from the folder of its service on, and its bytes in Base64.
                static let files: [(path: String, base64: String)] = [
            \(lines.joined(separator: "\n"))
                ]
            }

            """
    }

    private struct Misuse: Error, CustomStringConvertible {
        let description: String
    }
}
