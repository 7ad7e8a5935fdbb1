import Flows

/// From which steps a way out can still be come to that is looked for.
///
/// What conditions say does not count: where nothing leads there on paper, nothing does in a call.
struct GoalReach {
    private struct Place: Hashable {
        var flow: String
        var step: Int
    }

    /// The steps from which one can be come to.
    private let places: Set<Place>
    /// The flows that may still be left by a way of their own which leads to one.
    private let alarmed: Set<String>

    /// Looks backwards from the ways out that are looked for.
    init(_ goals: Set<Passage>, in program: FlowProgram) {
        var before: [Place: [Place]] = [:]
        for flow in program.flows.values {
            for (index, step) in flow.steps.enumerated() {
                let here = Place(flow: flow.name, step: index)
                for exit in step.exits {
                    guard case .step(let next) = exit.next else { continue }
                    before[Place(flow: flow.name, step: next), default: []].append(here)
                }
                guard case .call(let call) = step.kind, let other = program.flows[call.flow] else {
                    continue
                }
                before[Place(flow: other.name, step: other.start), default: []].append(here)
            }
        }
        var fresh = goals.compactMap { goal in goal.step.map { Place(flow: goal.flow, step: $0) } }
        var places: Set<Place> = []
        while let place = fresh.popLast() {
            guard places.insert(place).inserted else { continue }
            fresh += before[place] ?? []
        }
        self.places = places
        alarmed = Set(
            program.flows.values.filter { flow in
                flow.alarms.contains { alarm in
                    if goals.contains(Passage(flow: flow.name, step: nil, .left(alarm.way))) {
                        return true
                    }
                    guard case .step(let next) = alarm.next else { return false }
                    return places.contains(Place(flow: flow.name, step: next))
                }
            }.map(\.name))
    }

    /// Whether a call may come to one that is in these steps, each called by the one before it.
    func allows(_ steps: [(flow: String, step: Int)]) -> Bool {
        guard let first = steps.first else { return false }
        return alarmed.contains(first.flow)
            || steps.contains { places.contains(Place(flow: $0.flow, step: $0.step)) }
    }
}
