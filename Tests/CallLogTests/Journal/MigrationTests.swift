import Foundation
import GRDB
import Reports
import Telephony
import Testing

@testable import CallLog

/// A journal as the first Allo wrote it.
@Suite struct MigrationTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let database = try DatabaseQueue(path: folder.journal)
        try database.writeWithoutTransaction { try $0.execute(sql: Self.journal) }
        try database.close()
    }

    private static let journal = """
        PRAGMA application_id = 1097624687;
        PRAGMA journal_mode = WAL;
        CREATE TABLE process (
            id INTEGER PRIMARY KEY AUTOINCREMENT, node TEXT NOT NULL, version TEXT NOT NULL,
            pid INTEGER NOT NULL, wall_ms INTEGER NOT NULL, monotonic_ms INTEGER NOT NULL) STRICT;
        CREATE TABLE event (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            process INTEGER NOT NULL REFERENCES process (id), call TEXT NOT NULL,
            number INTEGER NOT NULL, time_ms INTEGER NOT NULL, kind TEXT NOT NULL,
            json TEXT NOT NULL, UNIQUE (call, number)) STRICT;
        CREATE INDEX event_first ON event (seq) WHERE number = 1;
        CREATE TABLE open_call (
            call TEXT PRIMARY KEY, process INTEGER NOT NULL REFERENCES process (id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE person (
            caller TEXT PRIMARY KEY, number TEXT UNIQUE, name TEXT, first_seen_ms INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE personal (
            call TEXT NOT NULL, number INTEGER NOT NULL, idx INTEGER NOT NULL,
            caller TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (call, number, idx),
            FOREIGN KEY (call, number) REFERENCES event (call, number)) STRICT, WITHOUT ROWID;
        CREATE INDEX personal_caller ON personal (caller);
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('1');
        PRAGMA user_version = 1;
        INSERT INTO process VALUES (1, 'paris', '0.1', 4711, 1795424400000, 0);
        INSERT INTO person VALUES ('c1', '+33612345678', NULL, 1795424410000);
        INSERT INTO event VALUES
            (1, 1, 'a', 1, 10000, 'arrived', '{"caller":"c1","flow":"accueil","from":{"reference":0},"kind":"arrived","language":"fr-FR","time":"2026-11-23 10:00:10","to":"3949","version":"abc123","zone":"Europe/Paris"}'),
            (2, 1, 'a', 2, 10100, 'answered', '{"kind":"answered"}'),
            (3, 1, 'a', 3, 10100, 'step-entered', '{"flow":"accueil","kind":"step-entered","step":"menu"}'),
            (4, 1, 'a', 4, 12000, 'keys', '{"digits":"1","kind":"keys"}'),
            (5, 1, 'a', 5, 13000, 'enqueued', '{"kind":"enqueued","level":"level1","position":1,"queue":"niveau1"}'),
            (6, 1, 'a', 6, 18000, 'abandoned', '{"kind":"abandoned","queue":"niveau1"}'),
            (7, 1, 'a', 7, 18000, 'ended', '{"kind":"ended","reason":"caller"}'),
            (8, 1, 'b', 1, 20000, 'arrived', '{"caller":"c2","flow":"accueil","kind":"arrived","language":"fr-FR","time":"2026-11-23 10:00:20","to":"3949","version":"abc123","zone":"Europe/Paris"}'),
            (9, 1, 'b', 2, 20100, 'answered', '{"kind":"answered"}');
        INSERT INTO personal VALUES ('a', 1, 0, 'c1', '+33612345678');
        INSERT INTO open_call VALUES ('b', 1);
        """

    private func check(ended: Bool) async throws {
        let reader = try await JournalReader.open(at: folder.journal)
        #expect(try await reader.calls().map(\.call.rawValue) == ["b", "a"])
        #expect(try await reader.calls(limit: 1).first?.end == (ended ? .engineCrash : nil))
        #expect(try await reader.shifts() == [])
        #expect(try await reader.recordings(endedBefore: .seconds(9_999_999_999)) == [])
        #expect(try await reader.export(number: "+33612345678")?.contains("abandoned") == true)
        let tables = try await Tables.open(journal: folder.journal)
        try await tables.catchUp()
        let tally = try await tables.tallies(
            by: .all, in: 0..<Int.max / 900_000, into: { _ in 0 }
        ).first?.tally
        #expect(tally?[.arrived] == 2)
        #expect(tally?[.abandoned] == 1)
        #expect(tally?.abandonedWaits.count(atMost: 5) == 1)
    }

    @Test func `an older journal is read and reported as it is`() async throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.journal))
        try await check(ended: false)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.journal)) == before)
    }

    @Test func `an older journal is brought up to date when it is written, and loses nothing`()
        async throws
    {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await check(ended: true)
        #expect(try await journal.unfinished() == Unfinished(agents: [], callbacks: []))
        try await journal.append(
            JournalRecord.shift("s", [.ready])
                + JournalRecord.call(
                    "c", [.callbackAccepted(queue: "q", number: .personal("+33698765432"))]))
        #expect(try await journal.unfinished().callbacks.count == 1)
        #expect(try await journal.erase(number: "+33612345678").wasKnown)
        try await journal.close()
        let found = try DatabaseQueue(path: folder.journal)
        let version = try await found.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(version == JournalSchema.version)
    }
}
