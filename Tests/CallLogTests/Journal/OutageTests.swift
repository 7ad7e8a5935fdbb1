import GRDB
import Telephony
import Testing

@testable import CallLog

/// A journal whose file is locked, or whose disk is full, for a while.
@Suite struct OutageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Another process at the same file.
    private func other() throws -> DatabaseQueue {
        var configuration = Configuration()
        // It begins to write in one access, and stops in another.
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: folder.journal, configuration: configuration)
    }

    private func numbers(of call: String) async throws -> [Int] {
        let reader = try await JournalReader.open(at: folder.journal)
        return try await reader.events(of: CallID(rawValue: call)).map(\.record.number)
    }

    @Test func `what comes while another process writes can be appended again, and comes next`()
        async throws
    {
        let journal = try await Journal.open(
            at: folder.journal, by: .fixture(),
            options: JournalStore.Options(
                timeout: .milliseconds(20), retryTimeout: .milliseconds(10)))
        let records = JournalRecord.call("a", [.answered, .motive("x"), .ended(.caller)])
        try await journal.append(Array(records[..<1]))
        let other = try other()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        for _ in 0..<3 {
            let error = await #expect(throws: JournalError.self) {
                try await journal.append(Array(records[1...]))
            }
            #expect(error?.reason == .locked)
            #expect(error?.mayPass == true)
            #expect(await journal.patience == .milliseconds(10), "nobody waits behind it for long")
        }
        // A call that began and ended meanwhile, and a new caller, as well.
        let error = await #expect(throws: JournalError.self) {
            try await journal.append(JournalRecord.call("b", [.ended(.flow)]))
        }
        #expect(error?.reason == .locked)
        await #expect(throws: JournalError.self) {
            try await journal.callerID(for: "+33612345678", at: .zero) { CallerID(rawValue: "x") }
        }
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await journal.append(Array(records[1...2]))
        #expect(await journal.patience == .milliseconds(20))
        try await journal.append(Array(records[3...]))
        try await journal.append(JournalRecord.call("b", [.ended(.flow)]))
        #expect(try await numbers(of: "a") == [1, 2, 3, 4])
        #expect(try await numbers(of: "b") == [1, 2])
        let caller = try await journal.callerID(for: "+33612345678", at: .zero) {
            CallerID(rawValue: "y")
        }
        #expect(caller == CallerID(rawValue: "y"), "the first name was never written")
        try await journal.close()
    }

    @Test func `a full disk that has room again is written again`() async throws {
        try await Journal.open(at: folder.journal, by: .fixture()).close()
        let other = try other()
        let pages = try await other.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE ballast (bytes BLOB);
                    INSERT INTO ballast VALUES (zeroblob(200000));
                    """)
            return try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        }
        let journal = try await Journal.open(
            at: folder.journal, by: .fixture(),
            options: JournalStore.Options(maxPages: pages + 4))
        var acknowledged = 0
        var failure: JournalError?
        func fill() async {
            for index in 0..<1_000 where failure == nil {
                do {
                    try await journal.append(
                        JournalRecord.call(
                            "c\(acknowledged + index)-\(acknowledged)",
                            [.motive(String(repeating: "m", count: 900)), .ended(.flow)]))
                    acknowledged += 1
                } catch {
                    failure = error
                }
            }
        }
        await fill()
        #expect(failure?.reason == .full)
        #expect(failure?.mayPass == true)
        let before = acknowledged
        try await other.write { try $0.execute(sql: "DROP TABLE ballast") }
        failure = nil
        await fill()
        #expect(acknowledged > before)
        let reader = try await JournalReader.open(at: folder.journal)
        #expect(try await reader.calls().count == acknowledged)
    }

    @Test(arguments: [
        (ResultCode.SQLITE_BUSY, true), (.SQLITE_LOCKED, true), (.SQLITE_PROTOCOL, true),
        (.SQLITE_FULL, true), (.SQLITE_IOERR_SHMSIZE, true), (.SQLITE_IOERR_FSYNC, false),
        (.SQLITE_IOERR_DIR_FSYNC, false), (.SQLITE_IOERR_WRITE, false), (.SQLITE_IOERR, false),
        (.SQLITE_CORRUPT, false), (.SQLITE_NOTADB, false), (.SQLITE_READONLY, false),
        (.SQLITE_CONSTRAINT, false),
    ]) func `only what leaves the file whole may pass`(code: ResultCode, mayPass: Bool) {
        #expect(JournalError(DatabaseError(resultCode: code), path: "/j").mayPass == mayPass)
    }
}
