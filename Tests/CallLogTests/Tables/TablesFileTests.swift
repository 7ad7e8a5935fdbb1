import Foundation
import GRDB
import Telephony
import Testing

@testable import CallLog

@Suite struct TablesFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func fill(_ calls: Int) async throws -> Journal {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.append(RandomCentre.records(seed: 3, calls: calls))
        return journal
    }

    private func calls(_ tables: Tables) async throws -> Int {
        try await tables.catchUp()
        var count = 0
        for try await _ in tables.calls(CallSelection(quarters: 0..<Int.max / 900_000)) {
            count += 1
        }
        return count
    }

    @Test func `they lie beside the journal, for its owner alone`() async throws {
        _ = try await fill(20)
        let tables = try await Tables.open(journal: folder.journal)
        #expect(tables.path == folder.path + "/journal-tables.sqlite")
        #expect(try await calls(tables) == 20)
        let attributes = try FileManager.default.attributesOfItem(atPath: tables.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(TablesFile.path(journal: "/a/journal") == "/a/journal-tables")
    }

    @Test func `tables that were thrown away are made again`() async throws {
        _ = try await fill(20)
        let path = try await Tables.open(journal: folder.journal).path
        #expect(try await calls(Tables.open(journal: folder.journal)) == 20)
        TablesFile.delete(path)
        #expect(try await calls(Tables.open(journal: folder.journal)) == 20)
    }

    @Test func `damaged tables are made again`() async throws {
        _ = try await fill(20)
        let path = TablesFile.path(journal: folder.journal)
        try Data("SQLite format 3\0 and then nothing that it would be".utf8)
            .write(to: URL(fileURLWithPath: path))
        #expect(try await calls(Tables.open(journal: folder.journal)) == 20)
    }

    @Test func `somebody else's file is left alone`() async throws {
        _ = try await fill(5)
        let path = TablesFile.path(journal: folder.journal)
        let other = try DatabaseQueue(path: path)
        try await other.write { try $0.execute(sql: "CREATE TABLE letters (text)") }
        try other.close()
        let error = await #expect(throws: JournalError.self) {
            try await Tables.open(journal: folder.journal)
        }
        #expect(error?.reason == .foreign)
        #expect(error?.path == path)
    }

    @Test func `tables of an earlier form are made again`() async throws {
        _ = try await fill(20)
        #expect(try await calls(Tables.open(journal: folder.journal)) == 20)
        let other = try DatabaseQueue(path: TablesFile.path(journal: folder.journal))
        try await other.write {
            try $0.execute(sql: "DROP TABLE visit; PRAGMA user_version = 0")
        }
        try other.close()
        #expect(try await calls(Tables.open(journal: folder.journal)) == 20)
    }

    @Test func `tables of another journal are made again`() async throws {
        let journal = try await fill(20)
        #expect(try await calls(Tables.open(journal: folder.journal)) == 20)
        try await journal.close()
        for suffix in ["", "-wal", "-shm", "-processes"] {
            try? FileManager.default.removeItem(atPath: folder.journal + suffix)
        }
        let new = try await Journal.open(at: folder.journal, by: .fixture())
        try await new.append(JournalRecord.call("alone", [.ended(.flow)]))
        #expect(try await calls(Tables.open(journal: folder.journal)) == 1)
    }

    @Test func `a full disk is told, and nothing is lost`() async throws {
        let journal = try await fill(5)
        let tables = try await Tables.open(journal: folder.journal)
        #expect(try await calls(tables) == 5)
        try await tables.limit(pages: 60)
        var error: JournalError?
        var count = 0
        while error == nil, count < 1_000 {
            count += 1
            try await journal.append(
                JournalRecord.call(
                    "more-\(count)", at: .seconds(count * 1_000),
                    [
                        .stepEntered(flow: String(repeating: "f", count: 500), step: "s"),
                        .ended(.flow),
                    ]))
            do { try await tables.catchUp() } catch let failure { error = failure }
        }
        #expect(error?.reason == .full)
        #expect(error?.path == tables.path)
        try await tables.limit(pages: 1_000_000)
        #expect(try await calls(tables) == 5 + count)
        let anew = try await Tables.open(journal: folder.journal, at: folder.path + "/anew.sqlite")
        try await anew.catchUp()
        #expect(try await tables.differences(from: anew) == [])
    }

    @Test func `tables that others lock for too long are locked, and go on afterwards`()
        async throws
    {
        _ = try await fill(20)
        let tables = try await Tables.open(
            journal: folder.journal, at: nil, pageSize: 10, timeout: .milliseconds(50))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: tables.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let error = await #expect(throws: JournalError.self) { try await tables.catchUp() }
        #expect(error?.reason == .locked)
        #expect(error?.path == tables.path)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await calls(tables) == 20)
    }

    @Test func `a journal that isn't there has no tables`() async throws {
        let error = await #expect(throws: JournalError.self) {
            try await Tables.open(journal: folder.journal)
        }
        #expect(error?.reason == .missing)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
}
