import Foundation
import Reports
import Telephony

extension BehindFigures {
    /// Writes all of it, figure by figure, in one look at each call: what is behind the first figure
    /// at once, what is behind the others when those before are done. Until then it waits on the
    /// disk.
    ///
    /// - Parameters:
    ///   - form: how it is written.
    ///   - period: what it is of.
    /// - Throws: `JournalError` where the journal can't be read, ``Failure`` where the disk can't
    ///   hold what waits.
    func show(as form: ReportForm, of period: Period) async throws {
        var forms = figures.map { form.evidenceForm(of: $0, $1, in: question.zone) }
        let spools = try figures.dropFirst().map { _ in try Spool() }
        var output = OutputBuffer()
        func write(_ text: String, of place: Int) throws {
            if place == 0 { output.write(text) } else { try spools[place - 1].write(text) }
        }
<<<<<<< HEAD
        output.write(form.opening(of: period, in: question.zone))
        for place in forms.indices { try write(forms[place].opening(), of: place) }
        // Whoever waits sees at once what comes.
        output.flush()
        try await forEach { place, evidence in
            try write(forms[place].lines(with: evidence), of: place)
=======
    }

    /// All in one table, with the key of the figure in front.
    func table(in language: ReportLanguage) -> ReportTable {
        ReportTable(
            caption: "",
            headings: [language == .french ? "indicateur" : "figure"] + headings(in: language),
            rows: found.flatMap { found in
                found.evidence.map {
                    [.name(found.figure.key)] + cells(of: $0, in: language)
                }
            })
    }

    private func headings(in language: ReportLanguage) -> [String] {
        language == .french
            ? [
                "appel", "heure", "file", "attente (s)", "issue", "agent", "numérateur",
                "dénominateur",
            ]
            : [
                "call", "time", "queue", "wait (s)", "outcome", "agent", "numerator",
                "denominator",
            ]
    }

    private func cells(of evidence: Evidence, in language: ReportLanguage) -> [ReportTable.Cell] {
        let visit = evidence.visit
        let time = question.zone.civilTime(
            at: (visit?.entered ?? evidence.call.arrived).seconds)
        return [
            .name(evidence.call.call.rawValue), .name("\(time)"), .name(visit?.queue ?? ""),
            .number(visit?.ownWait.map { $0.seconds.text } ?? ""),
            .name(visit.map(\.word) ?? evidence.call.endReason?.rawValue ?? ""),
            .name(visit?.answeredBy ?? ""), .number(String(evidence.fraction.numerator)),
            .number(String(evidence.fraction.denominator)),
        ]
    }

    /// The same as JSON on one line.
    var json: String {
        JSONValue.object([
            .init(
                "figures",
                .array(
                    found.map { found in
                        .object([
                            .init("key", .string(found.figure.key)),
                            .init("numerator", .integer(found.fraction.numerator)),
                            .init("denominator", .integer(found.fraction.denominator)),
                            .init(
                                "value",
                                value(of: found).map(JSONValue.decimal) ?? .null),
                            .init("calls", .array(found.evidence.map(json))),
                        ])
                    }))
        ]).text
    }

    private func json(of evidence: Evidence) -> JSONValue {
        let visit = evidence.visit
        let begin = visit?.entered ?? evidence.call.arrived
        var members: [JSONValue.Member] = [
            .init("call", .string(evidence.call.call.rawValue)),
            .init("time", .string("\(question.zone.civilTime(at: begin.seconds))")),
            .init("unix-ms", .integer(begin.milliseconds)),
            .init("numerator", .integer(evidence.fraction.numerator)),
            .init("denominator", .integer(evidence.fraction.denominator)),
        ]
        if let visit {
            members += [
                .init("visit", .integer(visit.number)), .init("queue", .string(visit.queue)),
                .init("level", .string(visit.level)),
                .init("outcome", .string(visit.word)),
                .init("wait-ms", visit.ownWait.map { .integer($0.inMilliseconds) } ?? .null),
            ]
            if let agent = visit.answeredBy { members.append(.init("agent", .string(agent))) }
        } else if let reason = evidence.call.endReason {
            members.append(.init("end", .string(reason.rawValue)))
>>>>>>> h-callbacks
        }
        for place in forms.indices { try write(forms[place].closing(), of: place) }
        for spool in spools {
            output.write(form.betweenFigures)
            try spool.forEach { output.write($0) }
        }
        output.write(form.closing)
        output.flush()
    }
}

extension ReportForm {
    fileprivate func opening(of period: Period, in zone: TimeZoneRules) -> String {
        if json { return "{\"figures\":[" }
        guard csv else { return "\(period.text(in: language)) (\(zone.name))\n" }
        let columns = EvidenceColumns(language: language, zone: zone)
        let headings = [columns.figureHeading] + columns.headings
        return ReportTable.csvLine(headings.map(ReportTable.Cell.name))
    }

<<<<<<< HEAD
    fileprivate var betweenFigures: String { json ? "," : "" }

    fileprivate var closing: String { json ? "]}\n" : "" }

    fileprivate func evidenceForm(
        of figure: Figure, _ cell: Report.Cell, in zone: TimeZoneRules
    ) -> any EvidenceForm {
        let columns = EvidenceColumns(language: language, zone: zone)
        if json { return EvidenceJSON(figure, cell, zone: zone) }
        if csv { return EvidenceCSV(figure: figure, columns: columns) }
        return EvidenceText(figure, cell, columns)
=======
extension VisitFacts {
    /// One word for how it ended, as events are named.
    fileprivate var word: String { isCallback ? "callback-connected" : outcome.word }
    /// The wait; nil where nobody waited, as who is called back does not.
    fileprivate var ownWait: Duration? { isCallback ? nil : wait }
}

extension VisitFacts.Outcome {
    /// One word for it, as events are named.
    var word: String {
        switch self {
        case .waiting: "waiting"
        case .answered: "answered"
        case .abandoned: "abandoned"
        case .callback: "callback-accepted"
        case .flowedOut(let reason): "flowed-out \(reason.rawValue)"
        case .interrupted: "interrupted"
        }
>>>>>>> h-callbacks
    }
}
