import GRDB

/// The tables that follow from the journal. They hold nothing personal.
///
/// What is named by an event has the number of that event in the journal (`event.seq`) as its `id`:
/// a call that of its first event, a visit that of its `enqueued`, an attempt that of its first. So
/// rows come in nearly ascending order, however they are named. An attempt that reached somebody has
/// visits and answers as a call has, the first for the talk of the callback itself. Times are
/// milliseconds since 1970-01-01 00:00:00 UTC, spans milliseconds.
enum TablesSchema {
    /// The form of the tables; those of another are made anew.
    static let version = 6
    /// `AllT` in ASCII, in the header of the file.
    static let applicationID: Int32 = 0x416C_6C54

    /// The tables with what is in them, in the order of their columns.
    static let tables = [
        "call", "visit", "offer", "talk", "survey", "callback", "contact", "span", "tally", "agent",
        "open_wrap",
        "state",
    ]

    static let creation = """
        CREATE TABLE call (
            id INTEGER PRIMARY KEY,
            call TEXT NOT NULL,
            caller TEXT,
            called TEXT NOT NULL,
            flow TEXT NOT NULL,
            version TEXT NOT NULL,
            language TEXT,
            segment TEXT,
            motive TEXT,
            arrived INTEGER NOT NULL,
            local_time TEXT,
            answered INTEGER,
            ended INTEGER NOT NULL,
            end_reason TEXT NOT NULL,
            hung_up_in TEXT,
            no_inputs INTEGER NOT NULL,
            no_matches INTEGER NOT NULL,
            handled INTEGER NOT NULL,
            contained INTEGER NOT NULL,
            abandoned_in_menu INTEGER NOT NULL,
            repeated INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE visit (
            id INTEGER PRIMARY KEY,
            call INTEGER NOT NULL,
            number INTEGER NOT NULL,
            queue TEXT NOT NULL,
            level TEXT NOT NULL,
            rank INTEGER,
            position INTEGER NOT NULL,
            entered INTEGER NOT NULL,
            callback INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            reason TEXT,
            wait INTEGER,
            agent TEXT,
            provider TEXT,
            offers INTEGER NOT NULL,
            missed INTEGER NOT NULL,
            transferred INTEGER NOT NULL,
            escalated INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE offer (
            visit INTEGER NOT NULL,
            place INTEGER NOT NULL,
            agent TEXT NOT NULL,
            provider INTEGER NOT NULL,
            offered INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            PRIMARY KEY (visit, place)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE talk (
            visit INTEGER NOT NULL,
            place INTEGER NOT NULL,
            agent TEXT NOT NULL,
            provider INTEGER NOT NULL,
            connected INTEGER NOT NULL,
            ended INTEGER,
            ended_by TEXT,
            talk INTEGER NOT NULL,
            hold INTEGER NOT NULL,
            holds INTEGER NOT NULL,
            wrap INTEGER,
            PRIMARY KEY (visit, place)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE survey (
            call INTEGER NOT NULL,
            place INTEGER NOT NULL,
            question TEXT NOT NULL,
            answer TEXT,
            time INTEGER NOT NULL,
            visit INTEGER,
            agent TEXT,
            queue TEXT,
            level TEXT,
            PRIMARY KEY (call, place)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE callback (
            id INTEGER PRIMARY KEY,
            call TEXT NOT NULL,
            accepted_in TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            queue TEXT NOT NULL,
            level TEXT NOT NULL,
            began INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            reason TEXT,
            last INTEGER NOT NULL
        ) STRICT;

        -- Letters and e-mails that are answered.
        CREATE TABLE contact (
            id INTEGER PRIMARY KEY,
            contact TEXT NOT NULL,
            caller TEXT NOT NULL,
            queue TEXT NOT NULL,
            level TEXT NOT NULL,
            segment TEXT,
            motive TEXT,
            received INTEGER NOT NULL,
            due INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            agent TEXT,
            provider TEXT,
            writing INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE span (
            id INTEGER PRIMARY KEY,
            agent TEXT NOT NULL,
            shift TEXT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            call TEXT,
            begins_contact INTEGER NOT NULL,
            began INTEGER NOT NULL,
            ended INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE tally (
            dimension TEXT NOT NULL,
            quarter INTEGER NOT NULL,
            value TEXT NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (dimension, quarter, value)
        ) STRICT, WITHOUT ROWID;

        -- Who is an agent, from which event on.
        CREATE TABLE agent (
            name TEXT PRIMARY KEY,
            since INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Ends of wrap-ups whose calls go on.
        CREATE TABLE open_wrap (
            id INTEGER PRIMARY KEY,
            call TEXT NOT NULL,
            visit INTEGER NOT NULL,
            agent TEXT,
            time INTEGER NOT NULL
        ) STRICT;

        -- How far the tables have come: the last event, which must be the same in the journal.
        CREATE TABLE state (
            position INTEGER NOT NULL,
            call TEXT NOT NULL,
            number INTEGER NOT NULL,
            agents TEXT NOT NULL
        ) STRICT;

        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """

    /// Made after the rows where all are made at once.
    static let indexes = """
        CREATE INDEX call_arrived ON call (arrived);
        CREATE INDEX call_matter ON call (caller, motive, arrived, id);
        CREATE INDEX visit_entered ON visit (entered);
        CREATE INDEX visit_call ON visit (call);
        CREATE INDEX visit_rank ON visit (rank) WHERE rank IS NOT NULL;
        CREATE INDEX survey_time ON survey (time);
        CREATE INDEX callback_began ON callback (began);
        CREATE INDEX callback_accepted_in ON callback (accepted_in);
        CREATE INDEX contact_received ON contact (received);
        CREATE INDEX span_began ON span (began);
        """

    /// The columns of a table that say something; the number of a span is only its place.
    static func columns(of table: String, in database: Database) throws -> String {
        try database.columns(in: table).map(\.name).filter { table != "span" || $0 != "id" }
            .joined(separator: ", ")
    }
}
