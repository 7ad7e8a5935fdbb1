import Telephony

/// Coverage as one page of HTML that needs nothing beside it: tables, the drawings of flows, and
/// their files with what was gone through marked.
public struct CoveragePage: Sendable {
    /// What to show.
    public let reports: [CoverageReport]
    /// The texts of files, by their paths.
    public let sources: [String: String]
    /// Drawings as SVG, by the files of their flows; empty where there are none.
    public let drawings: [String: String]

    /// Shows coverage.
    public init(
        _ reports: [CoverageReport], sources: [String: String], drawings: [String: String] = [:]
    ) {
        self.reports = reports
        self.sources = sources
        self.drawings = drawings
    }

    /// The page as a file holds it.
    public var html: String {
        var html = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Coverage</title>
            <style>\(CoveragePage.style)</style>
            </head>
            <body>
            <h1>Coverage</h1>

            """
        for report in reports { html += table(report) }
        for report in reports {
            for part in report.parts { html += section(part) }
        }
        return html + "</body>\n</html>\n"
    }

    private static let style = """
        body{font:15px/1.4 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;\
        color:#1b1b1b;background:#fff}
        table{border-collapse:collapse;margin:0 0 2rem}
        th,td{padding:.25rem .75rem;text-align:right;border-bottom:1px solid #ddd}
        th:first-child,td:first-child{text-align:left}
        td.all{background:#e3f4e3}td.some{background:#fdf3d0}td.none{background:#fbe0de}
        pre{font:13px/1.5 ui-monospace,monospace;border:1px solid #ddd;overflow-x:auto;margin:0}
        pre span{display:block;padding:0 .5rem;white-space:pre}
        pre b{display:inline-block;width:3.5rem;color:#767676;font-weight:normal;text-align:right;\
        margin-right:1rem;user-select:none}
        pre .all{background:#e3f4e3}pre .some{background:#fdf3d0}pre .none{background:#fbe0de}
        svg{max-width:100%;height:auto}

        """

    // MARK: Tables

    private func table(_ report: CoverageReport) -> String {
        let kinds = CoverageGoal.Kind.allCases
        var html = "<table>\n<tr><th>\(report.name.escapedForHTML)</th>"
        html += kinds.map { "<th>\($0.rawValue)</th>" }.joined() + "</tr>\n"
        for part in report.parts {
            let link = "<a href=\"#\(anchor(of: part))\">\(part.name.escapedForHTML)</a>"
            html += row(link, kinds.map(part.share))
        }
        return html + row("total", kinds.map(report.share)) + "</table>\n"
    }

    private func row(_ name: String, _ shares: [CoverageShare]) -> String {
        let cells = shares.map { share in
            "<td class=\"\(share.mark)\">\(share.description.escapedForHTML)</td>"
        }
        return "<tr><td>\(name)</td>\(cells.joined())</tr>\n"
    }

    private func anchor(of part: CoverageReport.Part) -> String { part.file.escapedForHTML }

    // MARK: Files

    private func section(_ part: CoverageReport.Part) -> String {
        var html = "<h2 id=\"\(anchor(of: part))\">\(part.file.escapedForHTML)</h2>\n"
        if let drawing = drawings[part.file] { html += "<figure>\(drawing)</figure>\n" }
        guard let source = sources[part.file] else { return html }
        let goals = Dictionary(
            grouping: part.goals.filter { $0.goal.position.file == part.file },
            by: \.goal.position.line)
        html += "<pre>"
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for (index, line) in lines.enumerated() {
            let goals = goals[index + 1] ?? []
            let share = CoverageShare(met: goals.count(where: \.isMet), of: goals.count)
            let unmet = goals.filter { !$0.isMet && $0.goal.kind != .keys }.map {
                "never: \($0.goal.name)"
            }
            let mark = goals.isEmpty ? "" : " class=\"\(share.mark)\""
            let title =
                unmet.isEmpty
                ? "" : " title=\"\(unmet.joined(separator: "; ").escapedForHTML)\""
            html += "<span\(mark)\(title)><b>\(index + 1)</b>\(String(line).escapedForHTML)</span>"
        }
        return html + "</pre>\n"
    }
}

extension CoverageShare {
    /// How much it is, for the colour.
    fileprivate var mark: String {
        if met == total { return total == 0 ? "" : "all" }
        return met == 0 ? "none" : "some"
    }
}

extension String {
    /// The text as it stands in a page.
    fileprivate var escapedForHTML: String {
        var escaped = ""
        for character in self {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\r": continue
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
