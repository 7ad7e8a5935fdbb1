import struct Foundation.Data
import GRDB
import Reports

/// The tallies as they are kept: each a few bytes under its quarter of an hour, dimension and value.
struct TallyStore {
    let path: String

    /// Adds what a book has counted to what is kept.
    func merge(_ book: TallyBook, in database: Database) throws {
        let kept = try database.cachedStatement(
            sql: "SELECT data FROM tally WHERE dimension = ? AND quarter = ? AND value = ?")
        let insert = try database.cachedStatement(
            sql:
                "INSERT OR REPLACE INTO tally (dimension, quarter, value, data) VALUES (?, ?, ?, ?)"
        )
        for (key, tally) in book.tallies {
            var sum = tally
            let place: StatementArguments = [key.dimension.rawValue, key.quarter, key.value]
            if let row = try Row.fetchOne(kept, arguments: place) {
                sum.merge(try self.tally(row, at: 0))
            }
            try insert.execute(arguments: place + [Data(sum.encoded)])
        }
    }

    /// Reads the tallies of a dimension, one after the other.
    func forEach(
        of dimension: Dimension, in quarters: Range<Int>, value: String?, in database: Database,
        _ body: (TallyKey, Tally) -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT quarter, value, data FROM tally
                    WHERE dimension = :dimension AND quarter >= :begin AND quarter < :end
                        AND (:value IS NULL OR value = :value)
                    """),
            arguments: [
                "dimension": dimension.rawValue, "begin": quarters.lowerBound,
                "end": quarters.upperBound, "value": value,
            ])
        while let row = try rows.next() {
            body(
                TallyKey(quarter: row[0], dimension: dimension, value: row[1]),
                try tally(row, at: 2))
        }
    }

    private func tally(_ row: Row, at column: Int) throws -> Tally {
        do {
            return try row.withUnsafeData(atIndex: column) { data in
                try Tally(decoding: data.map(Array.init) ?? [])
            }
        } catch {
            throw JournalError(.corrupt, path: path, cause: "\(error)")
        }
    }
}
