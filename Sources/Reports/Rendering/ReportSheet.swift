/// A report with a line for each figure and a column for each queue, level …: what fits a screen
/// where many figures are told of few.
public struct ReportSheet {
    private let report: Report
    private let language: ReportLanguage

    /// The most columns that fit.
    public static let mostColumns = 8

    /// The report as a sheet; nil where it divides time, or tells of too many, or of steps: their
    /// figures are few and their names long.
    public init?(_ report: Report, in language: ReportLanguage) {
        guard report.question.interval == .whole, report.question.dimension != .step,
            report.rows.count <= Self.mostColumns
        else { return nil }
        self.report = report
        self.language = language
    }

    /// The table.
    public var table: ReportTable {
        let isWhole = report.question.dimension == .all
        let rows = isWhole ? [] : report.rows
        let total = isWhole || report.totalTellsMore ? [report.total] : []
        let usual = report.table(in: language)
        return ReportTable(
            caption: usual.caption,
            headings: [""] + rows.map(\.name) + total.map { _ in "total" },
            rows: report.question.figures.indices.map { place in
                [.name(heading(of: report.question.figures[place]))]
                    + rows.map { cell($0.cells[place], place) }
                    + total.map { cell($0.cells[place], place, isTotal: true) }
            },
            notes: usual.notes)
    }

    private func heading(of figure: Figure) -> String {
        let unit: String? =
            switch figure.definition.unit {
            case .percent: "%"
            case .seconds: "s"
            case .perHour: "/h"
            case .points, .count: nil
            }
        return figure.name(in: language) + (unit.map { " (\($0))" } ?? "")
    }

    private func cell(
        _ cell: Report.Cell, _ place: Int, isTotal: Bool = false
    ) -> ReportTable.Cell {
        let figure = report.question.figures[place]
        // What makes no sense of a queue stands in the total alone.
        guard isTotal || figure.applies(to: report.question.dimension) else { return .number("") }
        return .number(figure.text(of: cell.value) + (cell.isProvisional ? "*" : ""))
    }
}

extension Report {
    /// Whether the total tells what no row does: of several rows, and of one where some figures make
    /// sense of the whole alone. Never where no figure makes sense of the whole, as those of steps.
    var totalTellsMore: Bool {
        let whole: Dimension = question.value == nil ? .all : question.dimension
        guard question.figures.contains(where: { $0.applies(to: whole) }) else { return false }
        return rows.count != 1 || question.figures.contains { !$0.applies(to: question.dimension) }
    }
}
