import Foundation

/// Reading files, with errors in one sentence.
enum Files {
    /// The names of the files of a folder with an ending, in order.
    static func names(in folder: String, ending: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(ending) }.sorted()
        } catch {
            throw Problem("the folder \(folder) can't be read")
        }
    }

    static func contents(of path: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw Problem("\(path) can't be read")
        }
    }
}
