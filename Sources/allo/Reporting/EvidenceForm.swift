import Reports
import Telephony

/// How the calls behind one figure are written down, one after the other.
protocol EvidenceForm {
    /// What stands before the first call.
    mutating func opening() -> String
    /// What is to be written once there is another call; it may be held back for the next ones.
    mutating func lines(with evidence: BehindFigures.Evidence) -> String
    /// What stands behind the last call.
    mutating func closing() -> String
}

/// A table for people, the value of the figure in its caption.
struct EvidenceText: EvidenceForm {
    /// How many calls the widths of the columns are taken from.
    private static let ahead = 500

    private let figure: Figure
    private let columns: EvidenceColumns
    private let caption: String
    private let note: String?
    private var rows: ReportLines

    init(_ figure: Figure, _ cell: Report.Cell, _ columns: EvidenceColumns) {
        self.figure = figure
        self.columns = columns
        let language = columns.language
        let parts =
            figure.definition.unit == .count
            ? ""
            : " = \(figure.text(numerator: cell.fraction)) / "
                + figure.text(denominator: cell.fraction)
        caption =
            "\(figure.name(in: language)) (\(figure.key)): \(figure.text(of: cell.value))\(parts)"
        note =
            figure.needsAgents
            ? language == .french
                ? "Le temps des agents n'est à aucun appel." : "The time of agents is no call's."
            : nil
        rows = ReportLines(headings: columns.headings, ahead: Self.ahead)
    }

    func opening() -> String { "\n\(caption)\n" }

    mutating func lines(with evidence: BehindFigures.Evidence) -> String {
        rows.lines(with: columns.cells(of: evidence, behind: figure))
    }

    mutating func closing() -> String { rows.lastLines() + (note.map { $0 + "\n" } ?? "") }
}

/// Lines for spreadsheets, with the key of the figure in front.
struct EvidenceCSV: EvidenceForm {
    let figure: Figure
    let columns: EvidenceColumns

    func opening() -> String { "" }

    func lines(with evidence: BehindFigures.Evidence) -> String {
        ReportTable.csvLine([.name(figure.key)] + columns.cells(of: evidence, behind: figure))
    }

    func closing() -> String { "" }
}

/// An object for programs, names in the order of the alphabet: the calls come before the value.
struct EvidenceJSON: EvidenceForm {
    private let figure: Figure
    private let zone: TimeZoneRules
    private let value: String
    private var isFirst = true

    init(_ figure: Figure, _ cell: Report.Cell, zone: TimeZoneRules) {
        self.figure = figure
        self.zone = zone
        value =
            JSONValue.object([
                .init(figure.denominatorKey, .integer(cell.fraction.denominator)),
                .init("key", .string(figure.key)),
                .init(figure.numeratorKey, .integer(cell.fraction.numerator)),
                .init("value", cell.value.map(JSONValue.decimal) ?? .null),
            ]).text
    }

    func opening() -> String { "{\"calls\":[" }

    mutating func lines(with evidence: BehindFigures.Evidence) -> String {
        defer { isFirst = false }
        return (isFirst ? "" : ",") + object(of: evidence).text
    }

    /// The members of the value follow the calls in the same object.
    func closing() -> String { "]," + value.dropFirst() }

    private func object(of evidence: BehindFigures.Evidence) -> JSONValue {
        let visit = evidence.visit
        let begin = visit?.entered ?? evidence.call.arrived
        var members: [JSONValue.Member] = [
            .init("call", .string(evidence.call.call.rawValue)),
            .init("time", .string("\(zone.civilTime(at: begin.seconds))")),
            .init("unix-ms", .integer(begin.milliseconds)),
            .init(figure.numeratorKey, .integer(evidence.fraction.numerator)),
            .init(figure.denominatorKey, .integer(evidence.fraction.denominator)),
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
        }
        return .object(members)
    }
}

extension Figure {
    /// Whether time of agents is among its parts.
    fileprivate var needsAgents: Bool { self == .handledPerHour || self == .occupancy }
}
