import Flows
import Telephony

/// What the callers of a profile do at every step of the flows, ready to be drawn.
final class Habits: Sendable {
    /// What is done at a step.
    ///
    /// Boxed, as every caller carries one along.
    indirect enum AtStep: Sendable {
        /// Keys are pressed, or not.
        case listening(Listening)
        /// The caller waits, and may press a key that leads out.
        case waiting(Lots<SimulationPlan.Press>)
        /// The caller is recorded.
        case speaking
        /// The caller listens, and may hang up.
        case hearing(Lots<SimulationPlan.Press>)
    }

    /// A step that listens.
    struct Listening: Sendable {
        /// What is done at each question in turn; a menu or a collect step is one.
        var questions: [Lots<SimulationPlan.Press>]
        /// A key that the step has no use for; nil where it has one for all.
        var uselessKey: Digit?
        /// How many digits an entry has.
        var length: ClosedRange<Int>?
        /// The key that ends an entry to which more could be added.
        var termKey: Digit?
    }

    let profile: SimulationPlan.CallerProfile
    private let steps: [String: [String: AtStep]]
    /// The lines of the customer file that the callers are, and the columns of it.
    let customers: [[String]]
    let columns: [String]
    let numberColumn: Int?

    init(_ profile: SimulationPlan.CallerProfile, in program: FlowProgram) {
        self.profile = profile
        steps = program.flows.mapValues { flow in
            var steps: [String: AtStep] = [:]
            for step in flow.steps {
                steps[step.name] = AtStep(step, of: flow.name, profile)
            }
            return steps
        }
        guard let known = profile.customers,
            let file = program.centre.directories[known.directory]?.customers
        else {
            (customers, columns, numberColumn) = ([], [], nil)
            return
        }
        columns = file.columns
        numberColumn = known.column.flatMap { file.columns.firstIndex(of: $0) }
        let conditions = known.conditions.compactMap { condition in
            file.columns.firstIndex(of: condition.column).map { ($0, condition.value) }
        }
        customers = file.lines.filter { line in
            conditions.allSatisfy { line.indices.contains($0.0) && line[$0.0] == $0.1 }
        }
    }

    /// What is done at a step; nil where nothing is.
    func atStep(_ step: String, of flow: String) -> AtStep? { steps[flow]?[step] }
}

extension Habits.AtStep {
    fileprivate init?(_ step: Step, of flow: String, _ profile: SimulationPlan.CallerProfile) {
        let told = profile.presses["\(flow)/\(step.name)"] ?? profile.presses[step.name]
        switch step.kind {
        case .menu(let menu):
            let keys = menu.choices.map { SimulationPlan.Press.keys($0.keys) }
            self = .listening(
                Habits.Listening(
                    questions: [told.map { Lots($0) } ?? Lots(even: keys)],
                    uselessKey: Digit.firstUseless(beside: menu.choices.compactMap(\.keys.first))))
        case .collect(let collect):
            self = .listening(
                Habits.Listening(
                    questions: [told.map { Lots($0) } ?? Lots(even: [.random])],
                    uselessKey: Digit.firstUseless(
                        beside: collect.escapes.compactMap(\.keys.first)
                            + Digit.allCases.filter { $0.rawValue < 10 }),
                    length: collect.length, termKey: collect.listening.termKey))
        case .survey(let survey):
            self = .listening(Self.listening(survey, told, profile))
        case .queue(let visit):
            guard let told, !visit.escapes.isEmpty || !told.isEmpty else { return nil }
            self = .waiting(Lots(told))
        case .record: self = .speaking
        default:
            guard let told else { return nil }
            self = .hearing(Lots(told))
        }
    }

    private static func listening(
        _ survey: Survey, _ told: [SimulationPlan.Share<SimulationPlan.Press>]?,
        _ profile: SimulationPlan.CallerProfile
    ) -> Habits.Listening {
        let longest = survey.questions.map { String($0.answers.upperBound).count }.max() ?? 1
        return Habits.Listening(
            questions: survey.questions.map { question in
                if let answers = profile.answers[question.name] { return Lots(answers) }
                if let told { return Lots(told) }
                return Lots(even: question.answers.map { .keys(Self.keys(of: $0)) })
            }, uselessKey: .star, length: 1...longest, termKey: survey.listening.termKey)
    }

    private static func keys(of number: Int) -> [Digit] { String(number).compactMap(Digit.init) }
}

extension Digit {
    /// A key of the telephone that is none of these.
    fileprivate static func firstUseless(beside keys: [Digit]) -> Digit? {
        Digit.allCases.first { $0.rawValue <= Digit.hash.rawValue && !keys.contains($0) }
    }
}
