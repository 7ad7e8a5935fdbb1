import Reports
import Telephony

/// A table in plain text: columns as wide as their widest cell, two spaces apart. Whatever a cell
/// holds stays on its line.
struct Table {
    let header: [String]
    let rows: [[String]]
    /// The columns that stand on the right of their width.
    var numbers = 0..<0

    var text: String {
        let all = ([header] + rows).map { $0.map(\.onOneLine) }
        let widths = header.indices.map { column in
            all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return all.map { row in
            zip(row, widths).enumerated()
                .map { column, cell in
                    let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
                    return numbers.contains(column) ? space + cell.0 : cell.0 + space
                }
                .joined(separator: "  ")
                .trimmingTrailingSpaces + "\n"
        }.joined()
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension Duration {
    /// In seconds with three decimals, as in transcripts.
    var inSeconds: String {
        let milliseconds = inMilliseconds
        let rest = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000)." + String(repeating: "0", count: max(0, 3 - rest.count))
            + rest
    }
}
