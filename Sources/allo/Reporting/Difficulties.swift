import CallLog
import Reports
import Telephony

/// What went wrong for callers and agents, week by week.
struct Difficulties {
    /// The word that stands for them among figures.
    static let word = "difficulties"

    let report: DifficultyReport

    /// Looks at each call of the period, and of the week before it.
    ///
    /// - Throws: `JournalError` where the journal can't be read.
    init(
        in period: Period, every interval: ReportInterval, zone: TimeZoneRules,
        from source: ReportSource, _ reader: JournalReader
    ) async throws {
        var report = DifficultyReport(
            every: interval, from: period.begin(in: zone), to: period.end(in: zone), zone: zone)
        let selection = CallSelection(quarters: report.quarters)
        for try await call in source.tables.calls(selection)
        where report.quarters.contains(TallyKey.quarter(of: call.facts.arrived)) {
            report.add(call.facts, isRepeated: call.tally[.repeated] > 0)
        }
        for contact in try await source.tables.contacts(selection) {
            for difficulty in contact.difficulties(now: source.now) { report.add(difficulty) }
        }
        let length = Int64(TallyKey.quarterLength) * 1_000
        let span =
            Duration.milliseconds(
                Int64(report.quarters.lowerBound) * length)..<Duration.milliseconds(
                Int64(report.quarters.upperBound) * length)
        for failure in try await reader.failures(in: span) {
            if let difficulty = Difficulty(failure) { report.add(difficulty) }
        }
        self.report = report
    }

    /// Shows them.
    func show(as form: ReportForm, of period: Period, withCalls: Bool) throws {
        if form.json { return Output.line(report.json(withCalls: withCalls)) }
        let language = form.language
        if let html = form.html {
            let title =
                "\(report.table(in: language).caption), \(period.text(in: language))"
            return try Project.write(report.html(title: title, in: language), to: html)
        }
        let table = withCalls ? report.callsTable(in: language) : report.table(in: language)
        guard !form.csv else { return Output.text(table.csv) }
        Output.text("\(table.caption), \(period.text(in: language)) (\(report.zone.name))\n")
        Output.text(table.text)
    }
}

extension Difficulty {
    /// A failure that is in no facts of a call.
    init?(_ failure: LoggedFailure) {
        let time = WallTime(milliseconds: failure.wallTime.inMilliseconds)
        switch failure.event {
        case .lookedUp(let directory, .failed, _):
            self.init(.lookUpFailed, at: directory, in: failure.call, time)
        case .requested(let endpoint, .failed, _):
            self.init(.requestFailed, at: endpoint, in: failure.call, time)
        case .flowFailed(let step, let reason):
            self.init(.flowFailed, at: step, in: failure.call, time, detail: reason)
        case .transferFailed(let to, let reason):
            self.init(.transferFailed, at: to, in: failure.call, time, detail: reason)
        default: return nil
        }
    }
}
