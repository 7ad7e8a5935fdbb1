/// The rules that look at compiled flows, one file each.
enum FlowRules {
    /// Looks at all flows and tells what is wrong.
    typealias Rule = @Sendable (CheckedFlows) -> [Diagnostic]

    static let all: [Rule] = [
        ReachableSteps.check, SubFlowDepth.check, LoopsWithoutInput.check, Silence.check,
        SilentFailures.check, MenuKeys.check, SaidKeys.check, FirstKeyTimeout.check,
        RecordingNotice.check, RecordedTalks.check, CallbackConsent.check, WayToPerson.check,
        UnusedVariables.check, IdleExits.check, ComfortKeys.check, SurveyScales.check,
    ]
}

extension CheckedFlows {
    /// What one flow after the other gives.
    func each(_ rule: (FlowDraft) -> [Diagnostic]) -> [Diagnostic] { drafts.flatMap(rule) }

    /// The steps that were found, flow by flow.
    func steps(_ found: [String: PathSearch]) -> [StepDocument] {
        found.keys.sorted().flatMap { name in
            guard let draft = draft(name), let steps = found[name]?.steps else {
                return [StepDocument]()
            }
            return steps.sorted().map { draft.steps[$0] }
        }
    }

    /// The flows that no other flow calls, and those for people who are called back: a call begins
    /// in them.
    var roots: [FlowDraft] {
        let called = Set(
            drafts.flatMap(\.document.steps).compactMap { $0.fields.text(.call) })
        let callbacks = scope.centre.callbacks
        let begun = Set([callbacks?.next, callbacks?.timeout].compactMap(\.self))
        return drafts.filter { begun.contains($0.name) || !called.contains($0.name) }
    }
}

extension FlowDraft {
    var steps: [StepDocument] { document.steps }

    /// The steps that can be reached.
    var reachable: Set<Int> {
        var reached: Set<Int> = []
        var fresh = entries
        while let step = fresh.popLast() {
            guard reached.insert(step).inserted else { continue }
            for case .step(let next) in exits[step].map(\.to) { fresh.append(next) }
        }
        return reached
    }

    /// Where calls come in: at the start, and at the steps that they are sent to when something
    /// goes wrong.
    var entries: [Int] { (start.map { [$0] } ?? []) + alarmed }

    /// Where calls are sent to when something goes wrong.
    var alarmed: [Int] {
        alarms.compactMap { if case .step(let step) = $0.to { step } else { nil } }
    }
}

extension StepDocument {
    /// The choice of a menu, or the escape, that leads over an edge.
    func choice(of edge: FlowDraft.Edge) -> WrittenChoice? {
        guard [.menu, .escape].contains(edge.word) else { return nil }
        return fields.choices(edge.word).first {
            $0.next?.scalar.position == edge.place.position
        }
    }
}

extension Diagnostic {
    /// A fault at a text of a file.
    init(
        _ code: DiagnosticCode, _ message: String, at scalar: YAMLScalar,
        suggestion: String? = nil, related: [Note] = []
    ) {
        self.init(
            code, message, at: scalar.position, length: scalar.length, suggestion: suggestion,
            related: related)
    }
}
