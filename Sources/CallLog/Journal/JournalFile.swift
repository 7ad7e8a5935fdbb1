import Foundation
import GRDB
import Glibc
import Synchronization

/// What tells the journal's file from others, before and after the database is open.
enum JournalFile {
    /// `Allo` in ASCII, in the header of the file (SQLite file format, §1.3.13).
    static let applicationID: Int32 = 0x416C_6C6F

    /// Which file it is, whatever leads to it.
    private struct Identity: Hashable {
        let device: UInt64
        let number: UInt64

        init(_ status: stat) {
            device = UInt64(status.st_dev)
            number = UInt64(status.st_ino)
        }
    }

    /// The files that this process has looked at, or made.
    ///
    /// Closing a file drops every POSIX lock that the process holds on it, those of SQLite too
    /// (SQLite, "How To Corrupt An SQLite Database File", §2.2). So each file is looked at once,
    /// before it is ever open as a database.
    private static let known = Mutex<Set<Identity>>([])

    /// Looks at the header of a file without touching it.
    ///
    /// - Returns: whether there is a journal; false where there is no file, or an empty one.
    /// - Throws: ``JournalError`` where the file can't be read, and where it is no journal.
    static func exists(at path: String) throws(JournalError) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw JournalError(.foreign, path: path, cause: "it is a folder")
        }
        let identity = Identity(status)
        let isEmpty = status.st_size == 0
        let failure = known.withLock { known -> JournalError? in
            guard !known.contains(identity) else { return nil }
            if !isEmpty, let failure = fault(in: path) { return failure }
            known.insert(identity)
            return nil
        }
        if let failure { throw failure }
        return !isEmpty
    }

    /// Whether this process has looked at a file, or at one that is gone and had the same place on
    /// the disk.
    static func isKnown(at path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        let identity = Identity(status)
        return known.withLock { $0.contains(identity) }
    }

    /// What is wrong with the header of a file.
    private static func fault(in path: String) -> JournalError? {
        let header: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }  // Only read: nothing is lost.
            header = try file.read(upToCount: 100) ?? Data()
        } catch {
            return JournalError(.notReadable, path: path, cause: "permission denied")
        }
        let id = header.dropFirst(68).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        guard header.starts(with: "SQLite format 3\0".utf8), id == UInt32(applicationID) else {
            return JournalError(.foreign, path: path)
        }
        return nil
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
        var status = stat()
        if stat(path, &status) == 0 { known.withLock { _ = $0.insert(Identity(status)) } }
    }

    /// Refuses a file that is no journal after all, and a schema that this Allo doesn't know.
    static func checkSchema(_ database: Database, path: String) throws {
        let id = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        guard id == applicationID else { throw JournalError(.foreign, path: path) }
        let found = try JournalSchema.found(in: database)
        guard found <= JournalSchema.version else {
            throw JournalError(.newer(found: found, known: JournalSchema.version), path: path)
        }
    }
}
