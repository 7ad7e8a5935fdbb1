import Foundation
import GRDB
import Telephony
import Testing

@testable import CallLog

@Suite struct JournalFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Makes a journal with a call in it.
    private func makeJournal() async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.append(JournalRecord.call("a", [.answered, .ended(.flow)]))
        try await journal.close()
    }

    private func overwrite(at offset: Int, with bytes: [UInt8]) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: folder.journal))
        data.replaceSubrange(offset..<min(offset + bytes.count, data.count), with: bytes)
        try data.write(to: URL(fileURLWithPath: folder.journal))
    }

    /// Writes a file that this process has not looked at. Where a journal of another test was, which
    /// is gone, the disk has place for this one too.
    private func write(_ content: [UInt8]) throws {
        var taken: [TemporaryFolder] = []
        defer { withExtendedLifetime(taken) {} }
        try Data(content).write(to: URL(fileURLWithPath: folder.journal))
        while JournalFile.isKnown(at: folder.journal) {
            let aside = try TemporaryFolder()
            try FileManager.default.moveItem(atPath: folder.journal, toPath: aside.journal)
            taken.append(aside)
            try Data(content).write(to: URL(fileURLWithPath: folder.journal))
        }
    }

    /// What opening the file says, for writing and for reading.
    private func reasons() async -> [JournalError.Reason?] {
        var reasons: [JournalError.Reason?] = []
        do {
            _ = try await JournalReader.open(at: folder.journal).calls()
            reasons.append(nil)
        } catch {
            reasons.append(error.reason)
        }
        do {
            let options = JournalStore.Options(timeout: .milliseconds(50))
            _ = try await Journal.open(at: folder.journal, by: .fixture(), options: options)
            reasons.append(nil)
        } catch {
            reasons.append(error.reason)
        }
        return reasons
    }

    @Test(arguments: [
        Array("a letter to my aunt, longer than the header of a database would be".utf8),
        Array("short".utf8), Array("SQLite format 3\0".utf8) + Array(repeating: 0, count: 84),
    ]) func `a file that is something else is foreign, and stays as it was`(
        content: [UInt8]
    ) async throws {
        try write(content)
        #expect(await reasons() == [.foreign, .foreign])
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.journal)) == Data(content))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
    }

    @Test func `another program's database is foreign`() async throws {
        try await makeJournal()
        try overwrite(at: 68, with: [0, 0, 0, 1])
        #expect(await reasons() == [.foreign, .foreign])
    }

    @Test func `a folder is no journal`() async throws {
        try FileManager.default.createDirectory(
            atPath: folder.journal, withIntermediateDirectories: false)
        #expect(await reasons() == [.foreign, .foreign])
    }

    @Test func `a later schema is refused`() async throws {
        try await makeJournal()
        try overwrite(at: 60, with: [0, 0, 0, 9])
        let newer = JournalError.Reason.newer(found: 9, known: JournalSchema.version)
        #expect(await reasons() == [newer, newer])
    }

    @Test(arguments: ["4", "12", "later"])
    func `a change that a later Allo made is refused`(change: String) async throws {
        try await makeJournal()
        let database = try DatabaseQueue(path: folder.journal)
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [change])
        }
        try database.close()
        let newer = JournalError.Reason.newer(
            found: Int(change) ?? JournalSchema.version + 1, known: JournalSchema.version)
        #expect(await reasons() == [newer, newer])
    }

    @Test func `damage is told`() async throws {
        try await makeJournal()
        let size = try Data(contentsOf: URL(fileURLWithPath: folder.journal)).count
        try overwrite(at: 4_096, with: Array(repeating: 0xA5, count: size - 4_096))
        #expect(await reasons() == [.corrupt, .corrupt])
    }

    @Test func `a journal that was cut short is damaged`() async throws {
        try await makeJournal()
        let header = try Data(contentsOf: URL(fileURLWithPath: folder.journal)).prefix(100)
        try header.write(to: URL(fileURLWithPath: folder.journal))
        #expect(await reasons() == [.corrupt, .corrupt])
    }

    @Test func `a file that others lock for too long is locked`() async throws {
        try await makeJournal()
        let options = JournalStore.Options(timeout: .milliseconds(50))
        let other = try DatabaseQueue(path: folder.journal)
        let path = folder.journal
        let held = AsyncStream<Void>.makeStream()
        let release = DispatchSemaphore(value: 0)
        other.asyncWriteWithoutTransaction { database in
            do {
                try database.inTransaction(.immediate) {
                    held.continuation.finish()
                    release.wait()
                    return .rollback
                }
            } catch {
                Issue.record(error)
            }
        }
        for await _ in held.stream {}
        let error = await #expect(throws: JournalError.self) {
            try await Journal.open(at: path, by: .fixture(), options: options)
        }
        release.signal()
        #expect(error?.reason == .locked)
        #expect(error?.description.contains(path) == true)
        // Readers don't mind a writer.
        #expect(try await JournalReader.open(at: path).calls().count == 1)
    }

    @Test func `reading what isn't there makes nothing`() async throws {
        let error = await #expect(throws: JournalError.self) {
            try await JournalReader.open(at: folder.journal)
        }
        #expect(error?.reason == .missing)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `the folder is made, and the file is its owner's alone`() async throws {
        let path = folder.path + "/deep/er/journal.sqlite"
        let journal = try await Journal.open(at: path, by: .fixture())
        try await journal.close()
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: ["/dev/null/journal.sqlite", "/proc/allo/journal.sqlite"])
    func `a folder that can't be made is told`(path: String) async {
        let error = await #expect(throws: JournalError.self) {
            try await Journal.open(at: path, by: .fixture())
        }
        #expect(error?.reason == .notWritable)
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everything"))
    func `a file that may not be written can still be read`() async throws {
        try await makeJournal()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o400], ofItemAtPath: folder.journal)
        #expect(await reasons() == [nil, .notWritable])
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o000], ofItemAtPath: folder.journal)
        #expect(await reasons() == [.notReadable, .notReadable])
    }
}
