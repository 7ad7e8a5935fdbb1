import Telephony

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
            guard let name = question.text(.question), let measure = SurveyMeasure(question: name),
                let written = question.scalar(.answers), let answers = question.span(.answers),
                !measure.scales.contains(answers)
            else { return nil }
            let scales = measure.scales.map(\.written).joined(separator: " or ")
            return Diagnostic(
                .wrongScale,
                "figures know ‘\(name.shortened)’ from \(scales), not from \(answers.written)",
                at: written, suggestion: measure.scales.first?.written)
        }
    }

    private static func spoken(_ record: Fields) -> [Diagnostic] {
        guard let written = record.scalar(.answers), SurveyMeasure(question: written.text) != nil
        else { return [] }
        return [
            Diagnostic(
                .wrongScale,
                "‘\(written.text.shortened)’ is answered by keys; what is spoken counts in no figure",
                at: written)
        ]
    }
}

extension ClosedRange<Int> {
    /// As flow files write it.
    fileprivate var written: String { "\(lowerBound)..\(upperBound)" }
}
