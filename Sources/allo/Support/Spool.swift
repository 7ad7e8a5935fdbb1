import Foundation

/// Text that waits on the disk for its turn: it may be longer than the memory. The file has no name,
/// and is gone with the value.
final class Spool {
    private static let size = 65_536

    private let file: FileHandle
    private var waiting = Data()

    /// Makes an empty one in the folder for such files (`TMPDIR`).
    ///
    /// - Throws: ``Failure`` where there can be no file.
    init() throws {
        let folder = FileManager.default.temporaryDirectory.path
        var template = Array("\(folder)/allo-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw Failure("\(folder) can't be written: \(String(cString: strerror(errno)))")
        }
        unlink(template)
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Adds a text at the end.
    ///
    /// - Throws: ``Failure`` where the disk is full.
    func write(_ text: String) throws {
        waiting += Data(text.utf8)
        if waiting.count >= Self.size { try flush() }
    }

    /// Gives back what was written, a piece at a time; a character may go on in the next piece.
    ///
    /// - Throws: ``Failure`` where it can't be read.
    func forEach(_ body: (Data) -> Void) throws {
        try flush()
        do {
            try file.seek(toOffset: 0)
            while let piece = try file.read(upToCount: Self.size), !piece.isEmpty { body(piece) }
        } catch {
            throw Failure("what was kept for later can't be read: \(Project.reason(of: error))")
        }
    }

    private func flush() throws {
        do { try file.write(contentsOf: waiting) } catch {
            throw Failure(
                "\(FileManager.default.temporaryDirectory.path) can't hold what is to be listed: "
                    + "\(Project.reason(of: error)); TMPDIR names another folder")
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
