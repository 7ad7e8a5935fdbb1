/// Questions of surveys that figures know by their names, asked so that their answers count in none.
enum SurveyScales {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        flows.each { draft in
            draft.steps.flatMap { step in
                step.kind == .record ? spoken(step.fields) : asked(step.fields)
            }
        }
    }

    private static func asked(_ survey: Fields) -> [Diagnostic] {
        (survey[.questions]?.sequence ?? []).compactMap { node in
            let question = Fields(node)
            guard let name = question.text(.question), let figure = SurveyFigure(question: name),
                let written = question.scalar(.answers), let answers = question.span(.answers),
                !figure.scales.contains(answers)
            else { return nil }
            let scales = figure.scales.map(\.written).joined(separator: " or ")
            return Diagnostic(
                .wrongScale,
                "figures know ‘\(name.shortened)’ from \(scales), not from \(answers.written)",
                at: written, suggestion: figure.scales.first?.written)
        }
    }

    private static func spoken(_ record: Fields) -> [Diagnostic] {
        guard let written = record.scalar(.answers), SurveyFigure(question: written.text) != nil
        else { return [] }
        return [
            Diagnostic(
                .wrongScale,
                "‘\(written.text.shortened)’ is answered by keys; what is spoken counts in no figure",
                at: written)
        ]
    }
}

/// A figure that answers to questions of a certain name go into, as the reports know them.
private enum SurveyFigure {
    case nps, csat, resolved

    /// A name may go on after a hyphen, as in `nps-2027`.
    init?(question: String) {
        switch question.prefix(while: { $0 != "-" }) {
        case "nps": self = .nps
        case "csat": self = .csat
        case "resolved", "resolu", "résolu": self = .resolved
        default: return nil
        }
    }

    /// The answers that it can be made of, the usual ones first.
    var scales: [ClosedRange<Int>] {
        switch self {
        case .nps: [0...10]
        case .csat: [1...5]
        // 1 for yes.
        case .resolved: [1...2, 0...1]
        }
    }
}

extension ClosedRange<Int> {
    /// As flow files write it.
    fileprivate var written: String { "\(lowerBound)..\(upperBound)" }
}
