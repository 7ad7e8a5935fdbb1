import Foundation

/// The folder in which recordings lie, each in a folder named as its call: `CALL/NAME.opus`.
struct RecordingStore {
    /// The folder.
    let folder: String

    /// A file of a recording.
    struct File: Hashable, Comparable {
        /// Its path.
        let path: String
        /// Its name in the folder of the call.
        let name: String
        /// The call in which it was made.
        let call: String
        /// In bytes.
        let size: Int
        /// When it was last written, since 1970-01-01 00:00:00 UTC.
        let written: Duration

        /// Whether it is still being written.
        var isGrowing: Bool { name.hasSuffix(".part") }

        static func < (left: File, right: File) -> Bool { left.path < right.path }
    }

    // MARK: - Finding

    /// Whether there is such a folder.
    var exists: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// The files of a recording: one, where it is still there, whatever its ending is; it has two
    /// while it grows.
    ///
    /// - Throws: ``Failure`` where the folder of the call can't be read.
    func files(of name: String, in call: String) throws -> [File] {
        // A name that leads out of the folder is none that Allo gave.
        guard isPlain(call), isPlain(name) else { return [] }
        return try files(of: call).filter { $0.name.hasPrefix("\(name).") || $0.name == name }
    }

    /// All recordings, by their paths; none where there is no folder.
    ///
    /// - Throws: ``Failure`` where it can't be read.
    func files() throws -> [File] {
        try names(in: folder).filter(isPlain).flatMap(files(of:)).sorted()
    }

    private func files(of call: String) throws -> [File] {
        let place = Paths.join(folder, call)
        return try names(in: place).compactMap { name in
            let path = Paths.join(place, name)
            // A file that went away meanwhile is not there.
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
                attributes[.type] as? FileAttributeType == .typeRegular
            else { return nil }
            let written = attributes[.modificationDate] as? Date ?? .distantPast
            return File(
                path: path, name: name, call: call, size: attributes[.size] as? Int ?? 0,
                written: .seconds(written.timeIntervalSince1970))
        }
    }

    private func names(in folder: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
            isFolder.boolValue
        else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw Failure("the folder \(folder) can't be read")
        }
    }

    private func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.contains("/") && !name.hasPrefix(".")
    }

    // MARK: - Deleting

    /// Deletes files for good, and the folders of calls that are empty then.
    ///
    /// - Throws: ``Failure`` for the first that can't be deleted.
    func delete(_ files: [File]) throws {
        for file in files {
            guard unlink(file.path) == 0 || errno == ENOENT else {
                let reason = String(cString: strerror(errno))
                throw Failure("\(file.path) can't be deleted: \(reason)")
            }
        }
        // A folder that holds something else stays.
        for call in Set(files.map(\.call)) { rmdir(Paths.join(folder, call)) }
    }
}

extension Sequence<RecordingStore.File> {
    /// How many they are and how large, as in `2 recordings (0.31 MiB)`.
    var summary: String {
        let count = reduce(0) { count, _ in count + 1 }
        let size = reduce(0) { $0 + $1.size }
        let mebibytes = (Double(size) / 1_048_576).text
        return "\(count) \(count == 1 ? "recording" : "recordings") (\(mebibytes) MiB)"
    }
}
