import Foundation

/// When the files of some folders were written last, to notice that one was saved.
struct FileStamps: Equatable {
    private struct Stamp: Equatable {
        var time: Date
        var size: Int
    }

    private let stamps: [String: Stamp]

    /// Looks at files, and at all files of folders; hidden ones are left out.
    init(of places: Set<String>) {
        var stamps: [String: Stamp] = [:]
        for place in places {
            let url = URL(fileURLWithPath: place)
            stamps[url.path] = FileStamps.stamp(of: url)
            let files = FileManager.default.enumerator(
                at: url, includingPropertiesForKeys: [.contentModificationDateKey, .fileSizeKey],
                options: .skipsHiddenFiles)
            while let file = files?.nextObject() as? URL {
                stamps[file.path] = FileStamps.stamp(of: file)
            }
        }
        self.stamps = stamps
    }

    /// Nil for what is no file, or is not there any more.
    private static func stamp(of file: URL) -> Stamp? {
        // A file that has just gone has no stamp.
        guard
            let values = try? file.resourceValues(forKeys: [
                .contentModificationDateKey, .fileSizeKey, .isRegularFileKey,
            ]), values.isRegularFile == true
        else { return nil }
        return Stamp(
            time: values.contentModificationDate ?? .distantPast, size: values.fileSize ?? 0)
    }
}
