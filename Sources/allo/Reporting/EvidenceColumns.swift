import Reports
import Telephony

/// What is told of each call behind a figure, a column each.
struct EvidenceColumns {
    let language: ReportLanguage
    let zone: TimeZoneRules

    var headings: [String] {
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

    /// The heading of the column that names the figure, where there is one.
    var figureHeading: String { language == .french ? "indicateur" : "figure" }

    func cells(of evidence: BehindFigures.Evidence, behind figure: Figure) -> [ReportTable.Cell] {
        let visit = evidence.visit
        let time = zone.civilTime(at: (visit?.entered ?? evidence.call.arrived).seconds)
        return [
            .name(evidence.call.call.rawValue), .name("\(time)"), .name(visit?.queue ?? ""),
            .number(visit?.ownWait.map { $0.seconds.text } ?? ""),
            .name(visit.map(\.word) ?? evidence.call.endReason?.rawValue ?? ""),
            .name(visit?.answeredBy ?? ""),
            .number(figure.text(numerator: evidence.fraction)),
            .number(figure.text(denominator: evidence.fraction)),
        ]
    }
}

extension VisitFacts {
    /// One word for how it ended, as events are named.
    var word: String { isCallback ? "callback-connected" : outcome.word }
    /// The wait; nil where nobody waited, as who is called back does not.
    var ownWait: Duration? { isCallback ? nil : wait }
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
