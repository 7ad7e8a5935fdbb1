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
        output.write(form.opening(of: period, in: question.zone))
        for place in forms.indices { try write(forms[place].opening(), of: place) }
        // Whoever waits sees at once what comes.
        output.flush()
        try await forEach { place, evidence in
            try write(forms[place].lines(with: evidence), of: place)
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

    fileprivate var betweenFigures: String { json ? "," : "" }

    fileprivate var closing: String { json ? "]}\n" : "" }

    fileprivate func evidenceForm(
        of figure: Figure, _ cell: Report.Cell, in zone: TimeZoneRules
    ) -> any EvidenceForm {
        let columns = EvidenceColumns(language: language, zone: zone)
        if json { return EvidenceJSON(figure, cell, zone: zone) }
        if csv { return EvidenceCSV(figure: figure, columns: columns) }
        return EvidenceText(figure, cell, columns)
    }
}
