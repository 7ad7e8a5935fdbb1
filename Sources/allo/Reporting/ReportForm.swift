import ArgumentParser
import Foundation
import Reports
import Telephony

/// A part of a report that can be shown by itself.
enum ReportPart {
    case figures, menu, calendar
}

/// How a report is shown.
struct ReportForm: ParsableArguments {
    @Flag(help: "Print JSON, in full precision.")
    var json = false

    @Flag(help: "Print comma-separated values for spreadsheets.")
    var csv = false

    @Option(help: ArgumentHelp("Write a page with tables and charts.", valueName: "file"))
    var html: String?

    @Option(help: "The language of the headings: fr or en.")
    var language = ReportLanguage.usual(environment: ProcessInfo.processInfo.environment)

    func validate() throws {
        guard [json, csv, html != nil].count(where: \.self) <= 1 else {
            throw ValidationError("--json, --csv or --html: one of them")
        }
    }

    /// Whether it is for people to read in a terminal.
    var isText: Bool { !json && !csv && html == nil }

    /// Shows a report.
    ///
    /// - Parameters:
    ///   - report: the report.
    ///   - part: which of its tables, where only one is shown.
    ///   - isUsual: whether the figures are those that nobody asked for by name.
    ///   - period: what it is of.
    /// - Throws: ``Failure`` where a page can't be written.
    func show(_ report: Report, part: ReportPart, isUsual: Bool, of period: Period) throws {
        if json { return Output.line(report.json) }
        if let html {
            let title =
                "\(language == .french ? "Indicateurs" : "Figures"), \(period.text(in: language))"
            return try Project.write(report.html(title: title, in: language), to: html)
        }
        if csv { return Output.text(table(of: report, part, isSheet: false).csv) }
        let table = table(of: report, part, isSheet: isUsual)
        Output.text(
            "\(table.caption), \(period.text(in: language)) (\(report.question.zone.name))\n")
        Output.text(table.text)
        if let aside = report.aside(in: language) { Output.text(aside + "\n") }
    }

    private func table(of report: Report, _ part: ReportPart, isSheet: Bool) -> ReportTable {
        switch part {
        case .menu: report.menuTable(in: language)
        case .calendar: report.calendarTable(in: language)
        case .figures: figures(of: report, isSheet: isSheet)
        }
    }

    /// Many figures of few stand one below the other; so do those that are too wide for a screen.
    private func figures(of report: Report, isSheet: Bool) -> ReportTable {
        let table = report.table(in: language, isForPrograms: csv)
        guard !csv else { return table }
        if isSheet, let sheet = ReportSheet(report, in: language) { return sheet.table }
        guard table.text.split(separator: "\n").contains(where: { $0.count > Self.screen }) else {
            return table
        }
        return ReportSheet(report, in: language)?.table ?? table.headed(by: report.question.figures)
    }

    /// The characters in a line of a screen.
    private static let screen = 100
}

extension ReportTable {
    /// The table with the short names of its figures above their columns.
    fileprivate func headed(by figures: [Figure]) -> ReportTable {
        ReportTable(
            caption: caption, headings: headings.dropLast(figures.count) + figures.map(\.key),
            rows: rows, notes: notes)
    }
}

extension Report {
    /// Whether nothing at all was counted.
    var isEmpty: Bool { rows.isEmpty && calendar.isEmpty }

    /// What is in no ratio, in words; nil where there is none, or where figures tell it.
    fileprivate func aside(in language: ReportLanguage) -> String? {
        guard !question.figures.contains(.waiting), waiting > 0 else { return nil }
        return language == .french
            ? "En attente, dans aucun ratio : \(waiting)." : "Waiting, in no ratio: \(waiting)."
    }
}
