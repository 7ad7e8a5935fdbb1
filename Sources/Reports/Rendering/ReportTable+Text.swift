extension ReportTable {
    /// The table as lines of aligned text, numbers to the right.
    public var text: String {
        var lines = ReportLines(headings: headings, ahead: .max)
        let text = rows.map { lines.lines(with: $0) }.joined() + lines.lastLines()
        return text + notes.map { $0 + "\n" }.joined()
    }
}

extension ReportTable.Cell {
    /// The text on one line, without what steers a terminal.
    var plain: String {
        switch self {
        case .name(let name): name.onOneLine
        case .number(let text): text
        }
    }
}

extension Report {
    /// The report as text: its tables, each under its caption where there is more than one.
    public func text(in language: ReportLanguage, withMenu: Bool = true) -> String {
        let tables = withMenu ? tables(in: language) : [table(in: language)]
        guard tables.count > 1 else { return tables.map(\.text).joined() }
        return tables.map { "\($0.caption)\n\($0.text)" }.joined(separator: "\n")
    }
}
