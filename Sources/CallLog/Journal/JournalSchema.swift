import GRDB

/// The tables of the journal.
///
/// `event` is append-only and holds nothing personal. `person` and `personal` can be erased, and
/// every figure stays. `open_call`, `open_callback`, `lost_shift` and `open_contact` follow from `event`: they say at
/// once what is not finished, however long the journal is. Tables of figures lie in a file of their
/// own (``Tables``).
enum JournalSchema {
    /// The latest schema, in the file's `user_version`.
    static let version = 3

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
        migrator.registerMigration("1", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: first)
        }
        migrator.registerMigration("2", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: second)
        }
        migrator.registerMigration("3", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: third)
        }
        return migrator
    }

    /// The schema of a file, be it one of a later Allo: its number, or that of a change which this one
    /// does not know.
    static func found(in database: Database) throws -> Int {
        let number = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard try migrator.hasBeenSuperseded(database) else { return number }
        let changes = try migrator.appliedIdentifiers(database).compactMap(Int.init)
        return max(number, version + 1, changes.max() ?? 0)
    }

    private static let first = """
        CREATE TABLE process (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            node TEXT NOT NULL,
            version TEXT NOT NULL,
            pid INTEGER NOT NULL,
            wall_ms INTEGER NOT NULL,
            monotonic_ms INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE event (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            process INTEGER NOT NULL REFERENCES process (id),
            call TEXT NOT NULL,
            number INTEGER NOT NULL,
            time_ms INTEGER NOT NULL,
            kind TEXT NOT NULL,
            json TEXT NOT NULL,
            UNIQUE (call, number)
        ) STRICT;
        CREATE INDEX event_first ON event (seq) WHERE number = 1;

        -- So that what a dead process left open is found at once, however long the journal is.
        CREATE TABLE open_call (
            call TEXT PRIMARY KEY,
            process INTEGER NOT NULL REFERENCES process (id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE person (
            caller TEXT PRIMARY KEY,
            number TEXT UNIQUE,
            name TEXT,
            first_seen_ms INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE personal (
            call TEXT NOT NULL,
            number INTEGER NOT NULL,
            idx INTEGER NOT NULL,
            caller TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (call, number, idx),
            FOREIGN KEY (call, number) REFERENCES event (call, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX personal_caller ON personal (caller);

        PRAGMA user_version = 1;
        """
    private static let second = """
        -- Streams begin with calls, shifts and attempts to call somebody back: each is found alone.
        DROP INDEX event_first;
        CREATE INDEX event_first ON event (kind, seq) WHERE number = 1;
        CREATE INDEX event_recording ON event (seq) WHERE kind = 'recording-started';

        -- Callbacks that were accepted by event `number` of a call, and are still to be made.
        CREATE TABLE open_callback (
            call TEXT PRIMARY KEY,
            process INTEGER NOT NULL REFERENCES process (id),
            number INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            attempt TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX open_callback_attempt ON open_callback (attempt);

        -- Agents whose shift ended with the death of its process, until they are at work again.
        CREATE TABLE lost_shift (
            agent TEXT PRIMARY KEY,
            process INTEGER NOT NULL REFERENCES process (id),
            shift TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Where the numbers stand at which people are called back, so that they can be erased.
        CREATE TABLE callback_number (
            number TEXT NOT NULL,
            call TEXT NOT NULL,
            caller TEXT NOT NULL,
            PRIMARY KEY (number, call)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX callback_number_caller ON callback_number (caller);

        PRAGMA user_version = 2;
        """
    private static let third = """
        -- Written contacts that are still to be answered, and who has each in hand.
        CREATE TABLE open_contact (
            contact TEXT PRIMARY KEY,
            process INTEGER NOT NULL REFERENCES process (id),
            agent TEXT
        ) STRICT, WITHOUT ROWID;

        -- So that a file is taken once, however often its folder is read.
        CREATE INDEX event_source ON event (json_extract(json, '$.source'))
            WHERE kind = 'written-received';

        PRAGMA user_version = 3;
        """
}
