import Foundation
import Reports
import Telephony

extension BehindFigures {
    /// Writes all of it, figure by figure, in one look at each call: what is behind the first figure
    /// at once, what is behind the others when those before are done. Until then it waits on the
    /// disk.
    ///
    /// - Throws: `JournalError` where the journal can't be read, ``Failure`` where the disk can't
    ///   hold what waits.
    func show(as form: ReportForm) async throws {
        var forms = figures.map { figure, cell in
            form.evidenceForm(of: figure, cell, question)
        }
        var output = OutputBuffer()
        let spools = try figures.dropFirst().map { _ in try Spool() }
        func write(_ text: String, of place: Int) throws {
            if place == 0 {
                output.write(Data(text.utf8))
            } else {
                try spools[place - 1].write(text)
            }
        }
        for place in forms.indices { try write(forms[place].opening(), of: place) }
        output.flush()
        try await forEach { place, evidence in
            try write(forms[place].lines(with: evidence), of: place)
        }
        for place in forms.indices { try write(forms[place].closing(), of: place) }
        for spool in spools {
            output.write(Data(form.betweenFigures.utf8))
            try spool.forEach { output.write($0) }
        }
        output.flush()
    }
}

extension ReportForm {
    /// Shows the calls behind figures.
    func show(_ behind: BehindFigures, of period: Period) async throws {
        let columns = EvidenceColumns(language: language, zone: behind.question.zone)
        if json {
            Output.text("{\"figures\":[")
            try await behind.show(as: self)
            Output.line("]}")
        } else if csv {
            let headings = [columns.figureHeading] + columns.headings
            Output.text(ReportTable.csvLine(headings.map(ReportTable.Cell.name)))
            try await behind.show(as: self)
        } else {
            Output.text("\(period.text(in: language)) (\(behind.question.zone.name))\n")
            try await behind.show(as: self)
        }
    }

    fileprivate var betweenFigures: String { json ? "," : "" }

    fileprivate func evidenceForm(
        of figure: Figure, _ cell: Report.Cell, _ question: ReportQuestion
    ) -> any EvidenceForm {
        let columns = EvidenceColumns(language: language, zone: question.zone)
        if json { return EvidenceJSON(figure, cell, zone: question.zone) }
        if csv { return EvidenceCSV(figure: figure, columns: columns) }
        return EvidenceText(figure, cell, columns)
    }
}
