/// Lines of aligned text, written row by row, so that a table may be longer than the memory.
///
/// The columns are as wide as the headings and the first rows need; a wider cell further down moves
/// the rest of its line. Columns with a number among the first rows stand to the right.
public struct ReportLines: Sendable {
    private let headings: [String]
    private let ahead: Int
    private var held: [[ReportTable.Cell]] = []
    /// How wide each column is, and whether it stands to the right; nil while rows are held.
    private var columns: [(width: Int, isRight: Bool)]?

    /// Begins a table.
    ///
    /// - Parameters:
    ///   - headings: the heading of each column.
    ///   - ahead: how many rows are held back until the widths are known.
    public init(headings: [String], ahead: Int) {
        self.headings = headings.map(\.onOneLine)
        self.ahead = ahead
    }

    /// The lines that can be written once there is another row: none while the first are held back.
    public mutating func lines(with row: [ReportTable.Cell]) -> String {
        if columns != nil { return line(row.map(\.plain)) }
        held.append(row)
        return held.count < ahead ? "" : release()
    }

    /// The lines that are left when there is no further row.
    public mutating func lastLines() -> String { columns == nil ? release() : "" }

    private mutating func release() -> String {
        let cells = held.map { $0.map(\.plain) }
        columns = headings.indices.map { column in
            (
                cells.reduce(headings[column].count) { max($0, $1[column].count) },
                held.contains { $0[column].isNumber }
            )
        }
        held = []
        return line(headings) + cells.map(line).joined()
    }

    private func line(_ texts: [String]) -> String {
        var line = ""
        for (place, (text, column)) in zip(texts, columns ?? []).enumerated() {
            if place > 0 { line += "  " }
            let space = String(repeating: " ", count: max(0, column.width - text.count))
            line += column.isRight ? space + text : text + space
        }
        while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
        return line + "\n"
    }
}

extension ReportTable.Cell {
    fileprivate var isNumber: Bool {
        if case .number = self { return true }
        return false
    }
}
