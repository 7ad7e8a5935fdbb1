/// The table that `make bench` prints.
struct FigureTable {
    private static let header = ["name", "goal", "median", "min–max", "runs", "met?"]
    private let rows: [[String]]

    init(_ figures: [Figure]) {
        rows = [FigureTable.header] + figures.map(FigureTable.row)
    }

    /// The columns, as wide as their widest cell; numbers end at the right.
    var text: String {
        let widths = FigureTable.header.indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        return rows.map { row in
            zip(row, widths).enumerated()
                .map { column, cell in
                    let space = String(repeating: " ", count: cell.1 - cell.0.count)
                    return column == 0 ? cell.0 + space : space + cell.0
                }
                .joined(separator: "  ") + "\n"
        }.joined()
    }

    private static func row(_ figure: Figure) -> [String] {
        let unit = figure.unit
        let goal =
            switch figure.goal {
            case .none: "–"
            case .atLeast(let goal): "≥ \(unit.text(goal))"
            case .below(let goal): "< \(unit.text(goal))"
            case .always(let goal): "all < \(unit.text(goal))"
            }
        let met = figure.isMet.map { $0 ? "yes" : "NO" } ?? "–"
        return [
            figure.name, goal, unit.text(figure.median),
            "\(unit.number(figure.quantile(0)))–\(unit.number(figure.quantile(1)))",
            "\(figure.samples.count)", met,
        ]
    }
}

extension Figure.Unit {
    fileprivate func text(_ value: Double) -> String { "\(number(value)) \(rawValue)" }

    /// Three digits that count, and thousands apart: `1 234 567`, `12.3`, `0.123`.
    fileprivate func number(_ value: Double) -> String {
        if value >= 100 || value == value.rounded() { return grouped(Int(value.rounded())) }
        let places = value >= 10 ? 1 : value >= 1 ? 2 : 3
        let scale = [1, 10, 100, 1_000][places]
        let scaled = Int((value * Double(scale)).rounded())
        let rest = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: places - rest.count) + rest
    }

    private func grouped(_ number: Int) -> String {
        let digits = String(number)
        return digits.enumerated().reduce(into: "") { text, digit in
            let isSeparated = digit.offset > 0 && (digits.count - digit.offset).isMultiple(of: 3)
            text += (isSeparated ? " " : "") + String(digit.element)
        }
    }
}
