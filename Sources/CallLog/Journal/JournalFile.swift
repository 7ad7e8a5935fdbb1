import Foundation
import GRDB

/// What tells the journal's file from others, before and after the database is open.
enum JournalFile {
    /// `Allo` in ASCII, in the header of the file (SQLite file format, §1.3.13).
    static let applicationID: Int32 = 0x416C_6C6F

    /// Looks at the header of a file without touching it.
    ///
    /// - Returns: whether there is a journal; false where there is no file, or an empty one.
    /// - Throws: ``JournalError`` where the file can't be read, and where it is no journal.
    static func exists(at path: String) throws(JournalError) -> Bool {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return false
        }
        guard !isFolder.boolValue else {
            throw JournalError(.foreign, path: path, cause: "it is a folder")
        }
        let header: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }  // Only read: nothing is lost.
            header = try file.read(upToCount: 100) ?? Data()
        } catch {
            throw JournalError(.notReadable, path: path, cause: "permission denied")
        }
        guard !header.isEmpty else { return false }
        let id = header.dropFirst(68).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        guard header.starts(with: "SQLite format 3\0".utf8), id == UInt32(applicationID) else {
            throw JournalError(.foreign, path: path)
        }
        return true
    }

    /// Makes the folder of a journal, open to its owner alone where it is new.
    static func makeFolder(for path: String) throws(JournalError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw JournalError(.notWritable, path: path, cause: "no folder \(folder.path)")
        }
        guard FileManager.default.isWritableFile(atPath: folder.path) else {
            throw JournalError(.notWritable, path: path, cause: "folder \(folder.path)")
        }
    }

    /// Makes the empty file, for its owner alone: it will hold numbers and names.
    static func make(at path: String) throws(JournalError) {
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw JournalError(.notWritable, path: path) }
    }

    /// Refuses a schema that this Allo doesn't know.
    static func checkSchema(_ database: Database, path: String) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= JournalSchema.version else {
            throw JournalError(.newer(found: found, known: JournalSchema.version), path: path)
        }
    }
}
