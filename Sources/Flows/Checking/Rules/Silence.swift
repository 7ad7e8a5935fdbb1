/// Ways on which the caller presses a key, or is answered, and hears nothing before the line is cut
/// or a key is wanted.
enum Silence {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        var effects = SubFlowEffects(flows, effect)
        let roots = Set(flows.roots.map(\.name))
        return flows.each { draft in
            let entries = roots.contains(draft.name) ? draft.entries : []
            let silent = effects.search(draft, from: entries)
            var found: [Diagnostic] = []
            for index in silent.steps.sorted() {
                if let fault = fault(of: draft.steps[index]) { found.append(fault) }
            }
            for edge in silent.leaving where edge.to == .hangUp {
                found.append(
                    Diagnostic(
                        .silence, "the caller hears nothing before the line is cut",
                        at: edge.place))
            }
            return found
        }
    }

    /// Whether something is heard on the way over an edge. After a key the caller waits for a word.
    private static func effect(_ step: StepDocument, _ edge: FlowDraft.Edge) -> EdgeEffect {
        switch step.kind {
        case .menu, .collect, .survey, .record: .begins
        case .queue: queueEffect(edge.word)
        case .callback: edge.word == .accepted ? .ends : .keeps
        case .say, .transfer: .ends
        case .request: step.fields[.say] == nil ? .keeps : .ends
        default: .keeps
        }
    }

    /// A queue that takes no calls says nothing.
    private static func queueEffect(_ exit: Word) -> EdgeEffect {
        switch exit {
        case .escape: .begins
        case .full, .closed, .empty: .keeps
        default: .ends
        }
    }

    private static func fault(of step: StepDocument) -> Diagnostic? {
        let place = step.fields.key(step.kind) ?? step.name
        switch step.kind {
        case .hangUp where step.fields.saying(.hangUp).isEmpty:
            return Diagnostic(
                .silence, "the caller hears nothing before the line is cut", at: place)
        case .menu where step.fields[.say] == nil && !step.composes:
            return Diagnostic(.silence, "the caller is not told what to press", at: place)
        case .collect where step.fields[.say] == nil:
            return Diagnostic(.silence, "the caller is not told what to type", at: place)
        case .record where step.fields[.say] == nil:
            return Diagnostic(.silence, "the caller is not told to speak", at: place)
        default: return nil
        }
    }
}

extension StepDocument {
    /// Whether a prompt is composed of what the choices are for.
    var composes: Bool { fields.choices(.menu).contains { $0.say != nil } }
}

/// Listening steps that answer a failure with silence.
enum SilentFailures {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        flows.each { draft in
            draft.steps.filter(\.listens).compactMap { step in
                let fields = step.fields
                let flow = draft.document.fields
                let isRepeated =
                    fields.yesNo(.reprompt) ?? true
                    && (fields[.say] != nil || step.composes || step.kind == .survey)
                guard !isRepeated else { return nil }
                let silent = [Word.noInput, .noMatch].filter { word in
                    (fields.escalation(word) ?? flow.escalation(word) ?? []).isEmpty
                }
                guard !silent.isEmpty else { return nil }
                let words = silent.map { "‘\($0.rawValue)’" }.joined(separator: " or ")
                return Diagnostic(
                    .silentFailure,
                    "nothing is said again after a failure, and there is no \(words)",
                    at: fields.key(step.kind) ?? step.name)
            }
        }
    }
}
