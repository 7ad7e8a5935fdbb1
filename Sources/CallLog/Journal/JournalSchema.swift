import GRDB

/// The tables of the journal.
///
/// `event` is append-only and holds nothing personal. `person` and `personal` can be erased, and
/// every figure stays. `open_call` follows from `event`, as tables of figures will that come later.
enum JournalSchema {
    /// The latest schema, in the file's `user_version`.
    static let version = 1

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
        migrator.registerMigration("1", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: first)
        }
        return migrator
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
}
