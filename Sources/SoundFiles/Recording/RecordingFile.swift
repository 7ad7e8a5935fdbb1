import Foundation

/// The file of one recording: under another name as long as it grows.
///
/// Only the user whom Allo runs as may read it.
struct RecordingFile: Sendable {
    /// What stands behind the name of a file that is not whole yet.
    static let growing = ".part"

    /// The name in the folder, with its ending.
    let name: String
    let format: RecordingFormat
    private let folder: String

    /// The file of a recording of this name, in a folder of recordings.
    init(_ name: String, in folder: String, as format: RecordingFormat) {
        self.name = "\(name).\(format.ending)"
        self.folder = folder
        self.format = format
    }

    private var path: String { "\(folder)/\(name)" }
    private var partPath: String { path + RecordingFile.growing }

    /// Begins the file.
    ///
    /// - Throws: ``SoundFileError`` when it can't be created, or is there already.
    func create(channels: Int) throws(SoundFileError) -> SoundFileWriter {
        guard !name.split(separator: "/").contains(".."), !name.utf8.contains(0) else {
            throw SoundFileError(path: path, .cannotOpen("the name leads out of its folder"))
        }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw SoundFileError(path: path, .cannotOpen(String(cString: strerror(EEXIST))))
        }
        let place = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        do {
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw SoundFileError(path: path, .cannotOpen("\(error.localizedDescription)"))
        }
        return try SoundFileWriter(
            newPath: partPath, rate: 8_000, channels: channels, format: format)
    }

    /// Gives the whole file its name, once it is safely on the disk.
    ///
    /// - Throws: ``SoundFileError`` when the system can't do it.
    func keep() throws(SoundFileError) {
        guard RecordingFile.flush(partPath), rename(partPath, path) == 0,
            RecordingFile.flush(
                URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false))
        else {
            throw SoundFileError(path: path, .cannotWrite(String(cString: strerror(errno))))
        }
    }

    /// Removes what has been written.
    func remove() { unlink(partPath) }

    /// Sees to it that a file, or the names in a folder, are on the disk.
    private static func flush(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }
}
