import Telephony

extension CoverageReport: CustomStringConvertible {
    /// A table with a row for each flow and their total, then what was never gone through.
    public var description: String { table + unmetLines.map { "\($0)\n" }.joined() }

    /// A row for each flow and their total.
    public var table: String {
        let kinds = CoverageGoal.Kind.allCases
        var rows = [[name] + kinds.map(\.rawValue)]
        rows += parts.map { part in
            ["  \(part.name)"] + kinds.map { part.share(of: $0).description }
        }
        if parts.count > 1 { rows.append(["  total"] + kinds.map { "\(share(of: $0))" }) }
        return CoverageReport.text(of: rows)
    }

    /// What was never gone through, as compilers tell a place.
    public var unmetLines: [String] {
        parts.flatMap(\.unmet).map { "\($0.position): never: \($0.name)" }
    }

    /// The total of several reports, as a table of one row.
    public static func total(of reports: [CoverageReport]) -> String {
        let kinds = CoverageGoal.Kind.allCases
        let shares = kinds.map { kind in
            reports.map { $0.share(of: kind) }.reduce(CoverageShare()) { $0 + $1 }.description
        }
        return text(of: [
            ["\(reports.count) folders"] + kinds.map(\.rawValue), ["  total"] + shares,
        ])
    }

    private static func text(of rows: [[String]]) -> String {
        let widths = rows.first.map { $0.indices.map { column in rows.width(of: column) } } ?? []
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
                return column == 0 ? cell.0 + space : space + cell.0
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}

extension CoverageShare: CustomStringConvertible {
    /// As `12/14  85 %`; a dash for nothing.
    public var description: String {
        guard let percent else { return "–" }
        return "\(met)/\(total) \(" ".repeated(3 - "\(percent)".count))\(percent) %"
    }
}

extension [[String]] {
    fileprivate func width(of column: Int) -> Int {
        map { $0[checked: column]?.count ?? 0 }.max() ?? 0
    }
}

extension String {
    fileprivate func repeated(_ count: Int) -> String {
        String(repeating: self, count: Swift.max(0, count))
    }
}
