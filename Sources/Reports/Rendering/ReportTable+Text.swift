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

extension String {
    /// The text with every control character replaced by a space: C0, C1, delete, the separators of
    /// lines and paragraphs, and those that turn the direction of writing.
    var onOneLine: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars { scalars.append(scalar.isControl ? " " : scalar) }
        return String(scalars)
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F: true
        default: false
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
