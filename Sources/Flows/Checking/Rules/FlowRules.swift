/// The rules that look at compiled flows, one file each.
enum FlowRules {
    /// Looks at all flows and tells what is wrong.
    typealias Rule = @Sendable (CheckedFlows) -> [Diagnostic]

    static let all: [Rule] = [
        ReachableSteps.check, SubFlowDepth.check, LoopsWithoutInput.check, Silence.check,
        SilentFailures.check, MenuKeys.check, SaidKeys.check, FirstKeyTimeout.check,
        RecordingNotice.check, WayToPerson.check, UnusedVariables.check,
        IdleExits.check, ComfortKeys.check,
    ]
}

extension CheckedFlows {
    /// What one flow after the other gives.
    func each(_ rule: (FlowDraft) -> [Diagnostic]) -> [Diagnostic] { drafts.flatMap(rule) }

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
    var entries: [Int] {
        var entries = start.map { [$0] } ?? []
        for case .step(let step) in alarms.map(\.to) { entries.append(step) }
        return entries
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
