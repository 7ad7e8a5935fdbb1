import Reports
import Telephony

/// What callers asked on an average day, hour by hour.
struct CallsByHour {
    /// An hour.
    struct Hour {
        /// As in `08:00`.
        let label: String
        /// What callers ask in it.
        let demand: Demand
    }

    /// From the first hour in which anybody calls to the last.
    let hours: [Hour]
    /// Where it comes from, in words.
    let text: String

    /// Reads them from the journal. Days on which nobody called at all are none: the centre was
    /// closed.
    ///
    /// - Throws: ``Failure`` where the journal does not tell enough.
    init(_ staff: Staff) async throws {
        let source = try await ReportSource.open(staff.journal)
        let zone = try await staff.period.rules(staff.journal.reader())
        let now = zone.civilTime(at: source.now.seconds)
        var period = try staff.period.period(now: now, in: zone)
        var question = ReportQuestion(
            figures: [.visits, .waiting, .interrupted, .handleTime], every: .day,
            from: period.begin(in: zone), to: period.end(in: zone), zone: zone)
        if let subject = staff.subject {
            try await source.check(subject)
            question.dimension = subject.dimension
            question.value = subject.value
        }
        // A day that is not over counts only where there is no other.
        let past = period.withoutToday(now: now)
        var pastDays = question
        (pastDays.begin, pastDays.end) = (past.begin(in: zone), past.end(in: zone))
        var days = try await Self.days(of: pastDays, in: source)
        if days > 0 {
            (question, period) = (pastDays, past)
        } else {
            days = try await Self.days(of: question, in: source)
        }
        question.interval = .hourOfDay
        let day = try await source.report(question, steps: .none)
        guard days > 0 else { throw Failure("nobody called in \(period.text(in: .english))") }
        guard
            let handleTime = staff.handleTime?.duration
                ?? day.total.cells[3].value.map({ Duration.seconds($0) }), handleTime > .zero
        else {
            throw Failure(
                "nobody answered in \(period.text(in: .english)): say --handle-time, as 3m")
        }
        let rows = Dictionary(
            day.rows.map { ($0.slot?.order ?? 0, $0) }, uniquingKeysWith: { first, _ in first })
        let busy = rows.filter { $0.value.visits > 0 }.keys
        hours = try ((busy.min() ?? 0)...(busy.max() ?? 0)).map { hour in
            Hour(
                label: "\(hour.padded(2)):00",
                demand: try Demand(
                    calls: Double(rows[hour]?.visits ?? 0) / Double(days), in: .seconds(3_600),
                    handleTime: staff.handleTime?.duration ?? rows[hour]?.handleTime
                        ?? handleTime))
        }
        text =
            "visits of an average of \(days) \(days == 1 ? "day" : "days") in \(period.text(in: .english)) "
            + "(\(zone.name)), handle time \(handleTime.text)"
            + (staff.handleTime == nil ? " in all, of each hour its own" : "")
    }

    /// On how many days anybody called.
    private static func days(
        of question: ReportQuestion, in source: ReportSource
    ) async throws -> Int {
        try await source.report(question, steps: .none).rows.count { $0.visits > 0 }
    }
}

extension Report.Row {
    /// Visits, whatever became of them.
    fileprivate var visits: Int { cells.prefix(3).reduce(0) { $0 + $1.fraction.numerator } }

    /// The handle time; nil where nobody answered.
    fileprivate var handleTime: Duration? {
        cells[3].value.flatMap { $0 > 0 ? .seconds($0) : nil }
    }
}
