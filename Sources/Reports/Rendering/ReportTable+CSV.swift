extension ReportTable {
    /// The table as comma-separated values (RFC 4180), in UTF-8, with one line of headings.
    ///
    /// Spreadsheets take a cell for a formula that begins with `=`, `+`, `-` or `@`, or with one of
    /// these behind a tabulator or a line's end; such a name gets an apostrophe before it. Names are
    /// always quoted and stay on one line, so that they can't end their cell where the program takes
    /// another separator. Numbers are the engine's own, and stand as they are.
    public var csv: String {
        ([headings.map(Cell.name)] + rows).map(ReportTable.csvLine).joined()
    }

    /// One line of such values, with its end.
    public static func csvLine(_ cells: [Cell]) -> String {
        cells.map(\.csv).joined(separator: ",") + "\r\n"
    }

    fileprivate static func quoted(_ name: String) -> String {
        let line = name.onOneLine
        let first = line.first { !$0.isWhitespace }
        let isFormula = first.map { formulaBegins.contains($0) } ?? false
        let startsOddly = name.unicodeScalars.first.map { $0 == "\t" || $0 == "\r" } ?? false
        let harmless = isFormula || startsOddly ? "'" + line : line
        return "\""
            + harmless.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    /// With the wide forms that some programs take for the same.
    private static let formulaBegins: Set<Character> = [
        "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
}

extension ReportTable.Cell {
    fileprivate var csv: String {
        switch self {
        case .name(let name): ReportTable.quoted(name)
        case .number(let text): text
        }
    }
}
