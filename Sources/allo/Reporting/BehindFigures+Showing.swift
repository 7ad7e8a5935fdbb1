import Reports
import Telephony

extension BehindFigures {
    /// A table for each figure, its value in the caption.
    func tables(in language: ReportLanguage) -> [ReportTable] {
        found.map { found in
            let fraction = found.fraction
            let parts =
                found.figure.definition.unit == .count
                ? "" : " = \(fraction.numerator) / \(fraction.denominator)"
            let value = found.figure.text(of: value(of: found))
            return ReportTable(
                caption: "\(found.figure.name(in: language)) (\(found.figure.key)): "
                    + "\(value)\(parts)",
                headings: headings(in: language),
                rows: found.evidence.map { cells(of: $0, in: language) },
                notes: found.figure.needsAgents
                    ? [
                        language == .french
                            ? "Le temps des agents n'est à aucun appel."
                            : "The time of agents is no call's."
                    ] : [])
        }
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
        }
        return .object(members)
    }
}

extension Figure {
    /// Whether time of agents is among its parts.
    fileprivate var needsAgents: Bool { self == .handledPerHour || self == .occupancy }
}

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
    }
}
