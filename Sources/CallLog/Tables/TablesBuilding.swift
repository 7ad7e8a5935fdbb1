import GRDB

/// Fills new tables from a whole journal.
struct TablesBuilding {
    let file: TablesFile
    let pages: JournalPages
    let pageSize: Int

    func run() throws(JournalError) {
        do {
            let folding = try file.database.read { database in
                try TableFolding(
                    pages: pages, tablesPath: file.path, isRebuilding: true, in: database)
            }
            var isLast = false
            while !isLast {
                let page = try pages.page(after: folding.position, limit: pageSize)
                try file.database.write { try folding.take(page, in: $0) }
                isLast = page.isLast
            }
            try file.database.write { database in
                try database.execute(sql: TablesSchema.indexes)
                try folding.addAllRepeats(in: database)
            }
        } catch {
            throw JournalError(error, path: file.path)
        }
    }
}
