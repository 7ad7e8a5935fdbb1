/// A table of a CSV file, row by row, read as strictly as a customer file.
package struct CSVTable: Sendable {
    /// The names of the columns, from the first line.
    package let columns: [String]
    /// The rows, as long as the header.
    package let rows: [[String]]

    /// Reads a file in UTF-8, with commas or semicolons.
    ///
    /// - Throws: ``DirectoryError`` with its line and column.
    package init(_ bytes: [UInt8]) throws(DirectoryError) {
        guard bytes.count <= CustomerDirectory.maximumSize else {
            throw DirectoryError(reason: .tooLong, line: 1, column: 1)
        }
        var reader = SeparatedValues(bytes)
        guard let header = try reader.nextLine() else {
            throw DirectoryError(reason: .empty, line: 1, column: 1)
        }
        columns = header.map { reader.text($0) }
        var rows: [[String]] = []
        while let line = try reader.nextLine() {
            guard line.count == columns.count else {
                throw reader.error(
                    .raggedLine(fields: line.count, columns: columns.count),
                    at: line.first?.start ?? 0)
            }
            rows.append(line.map { reader.text($0) })
        }
        self.rows = rows
    }
}
