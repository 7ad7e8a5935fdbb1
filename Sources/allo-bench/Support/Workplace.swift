import Foundation

/// A folder for what the benchmark writes, on the disk that the command is built on.
///
/// Names are short: a socket in it has a path of at most 107 bytes (`sun_path` of Linux).
struct Workplace {
    let path: String

    init(beside file: String) throws {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        path = folder.appendingPathComponent("bench-\(Self.newName)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    private static var newName: String { String(UInt32.random(in: 0...UInt32.max), radix: 36) }

    /// The path of a new folder in it, which is made by whoever uses it.
    func newFolder(_ name: String) -> String {
        "\(path)/\(name)-\(Self.newName)"
    }

    func remove() {
        // Whatever is left lies in the build folder and harms nobody.
        try? FileManager.default.removeItem(atPath: path)
    }
}
