import CallLog
import Reports
import Telephony

/// What callers answered to surveys.
struct Surveys {
    /// The word that stands for them among figures.
    static let word = "surveys"
    /// What answers can be told of: that of the talk before them.
    static let dimensions: Set<Reports.Dimension> = [.queue, .level, .agent]

    let report: SurveyReport

    /// Looks at each call of the period.
    ///
    /// - Throws: `JournalError` where the journal can't be read.
    init(
        in period: Period, of subject: ReportSubject?, zone: TimeZoneRules,
        from source: ReportSource
    ) async throws {
        var report = SurveyReport(zone: zone)
        let question = ReportQuestion(
            from: period.begin(in: zone), to: period.end(in: zone), zone: zone)
        let selection = CallSelection(quarters: question.quarters)
        for try await call in source.tables.calls(selection)
        where question.quarters.contains(TallyKey.quarter(of: call.facts.arrived)) {
            report.add(call.facts) { survey in
                switch subject?.dimension {
                case .queue: survey.queue == subject?.value
                case .level: survey.level == subject?.value
                case .agent: survey.agent == subject?.value
                default: true
                }
            }
        }
        self.report = report
    }

    /// Shows them.
    func show(as form: ReportForm, of period: Period, withCalls: Bool) throws {
        if form.json { return Output.line(report.json(withCalls: withCalls)) }
        let language = form.language
        if let html = form.html {
            let title = "\(report.table(in: language).caption), \(period.text(in: language))"
            return try Project.write(report.html(title: title, in: language), to: html)
        }
        let table = withCalls ? report.callsTable(in: language) : report.table(in: language)
        guard !form.csv else { return Output.text(table.csv) }
        Output.text("\(table.caption), \(period.text(in: language)) (\(report.zone.name))\n")
        Output.text(table.text)
        if report.rows.isEmpty { Output.message("nobody answered a survey then") }
    }
}
