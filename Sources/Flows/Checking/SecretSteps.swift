import Telephony

/// In which steps a caller may type keys ahead for a secret entry.
struct SecretSteps: Sendable {
    private struct Place: Hashable {
        let flow: String
        let step: Int
    }

    private var places: Set<Place> = []

    /// Goes backwards from every secret entry, through steps that do not listen for keys.
    init(_ flows: CheckedFlows) {
        var before: [Place: [Place]] = [:]
        var returning: [String: [Place]] = [:]
        var callers: [String: [(call: Place, next: [Place])]] = [:]
        var fresh: [Place] = []
        for draft in flows.drafts {
            for (index, step) in draft.document.steps.enumerated() {
                let here = Place(flow: draft.name, step: index)
                if step.kind == .collect, step.fields.yesNo(.secret) == true { fresh.append(here) }
                var nextSteps: [Place] = []
                for edge in draft.exits[index] {
                    switch edge.to {
                    case .step(let next):
                        nextSteps.append(Place(flow: draft.name, step: next))
                    case .back:
                        if !step.listens { returning[draft.name, default: []].append(here) }
                    case .hangUp: continue
                    }
                }
                if step.kind == .call, let other = step.fields.text(.call) {
                    callers[other, default: []].append((here, nextSteps))
                }
                guard !step.listens else { continue }
                for next in nextSteps { before[next, default: []].append(here) }
            }
        }
        for (name, calls) in callers {
            guard let start = flows.draft(name)?.start else { continue }
            for (call, next) in calls {
                before[Place(flow: name, step: start), default: []].append(call)
                for next in next { before[next, default: []] += returning[name] ?? [] }
            }
        }
        while let place = fresh.popLast() {
            guard places.insert(place).inserted else { continue }
            fresh += before[place] ?? []
        }
    }

    /// The flow with its steps marked.
    func marked(_ flow: Flow) -> Flow {
        let steps = flow.steps.enumerated().map { index, step in
            Step(
                name: step.name, position: step.position, notes: step.notes,
                language: step.language,
                secretMayFollow: places.contains(Place(flow: flow.name, step: index)),
                kind: step.kind, exits: step.exits)
        }
        return Flow(
            name: flow.name, version: flow.version, languages: flow.languages, steps: steps,
            start: flow.start, variables: flow.variables, initialValues: flow.initialValues,
            parameters: flow.parameters, exits: flow.exits, callFailures: flow.callFailures,
            tooManyFailures: flow.tooManyFailures, technicalProblem: flow.technicalProblem,
            alarms: flow.alarms)
    }
}
