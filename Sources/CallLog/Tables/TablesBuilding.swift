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
            // Calls that are read again on the way don't wait for the page that is read ahead.
            let ahead = try JournalPages(path: pages.path)
            var next: PageAhead? = PageAhead(of: ahead, after: 0, limit: pageSize)
            while let page = try next?.page() {
                next =
                    page.isLast
                    ? nil
                    : page.last.map { PageAhead(of: ahead, after: $0.id, limit: pageSize) }
                try file.database.write { try folding.take(page, in: $0) }
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
