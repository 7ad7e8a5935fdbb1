package import Foundation

/// A folder for the files of one program; gone with whoever holds it.
package final class TestFolder: Sendable {
    package let path: String

    package init(_ name: String) throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("allo-\(name)-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    // What can't be removed lies in the folder for temporary files.
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Where a file of this folder lies.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, with the folders above it.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try write(Data(text.utf8), to: name)
    }

    @discardableResult
    package func write(_ data: Data, to name: String) throws -> String {
        let file = URL(fileURLWithPath: file(name))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        return file.path
    }
}
