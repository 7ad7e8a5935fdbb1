import Foundation

/// A folder for what the benchmark writes, on the disk that the command is built on.
struct Workplace {
    let path: String

    init(beside file: String) throws {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        path = folder.appendingPathComponent("bench-\(UUID().uuidString.lowercased())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// The path of a new folder in it, which is made by whoever uses it.
    func newFolder(_ name: String) -> String {
        "\(path)/\(name)-\(UUID().uuidString.lowercased())"
    }

    func remove() {
        // Whatever is left lies in the build folder and harms nobody.
        try? FileManager.default.removeItem(atPath: path)
    }
}
