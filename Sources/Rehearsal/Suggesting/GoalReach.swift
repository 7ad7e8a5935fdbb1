import Flows

/// From which steps a way out can still be come to that is looked for, and how far it is.
///
/// What conditions say does not count: where nothing leads there on paper, nothing does in a call.
struct GoalReach {
    fileprivate struct Place: Hashable {
        var flow: String
        var step: Int
    }

    /// The steps from which one can be come to, with the least number of steps to it.
    private let distances: [Place: Int]
    private let farthest: Int
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
        var distances: [Place: Int] = [:]
        var next = goals.compactMap { goal in goal.step.map { Place(flow: goal.flow, step: $0) } }
        var distance = 0
        while !next.isEmpty {
            let fresh = next.filter { distances.updateValue(distance, ifNone: $0) }
            next = fresh.flatMap { before[$0] ?? [] }
            distance += 1
        }
        self.distances = distances
        farthest = distance
        alarmed = Set(
            program.flows.values.filter { flow in
                flow.alarms.contains { alarm in
                    if goals.contains(Passage(flow: flow.name, step: nil, .left(alarm.way))) {
                        return true
                    }
                    guard case .step(let next) = alarm.next else { return false }
                    return distances[Place(flow: flow.name, step: next)] != nil
                }
            }.map(\.name))
    }

    /// How many steps a call is at least away from one that is in these steps, each called by the one
    /// before it; nil where it can't come to any.
    func distance(from steps: [(flow: String, step: Int)]) -> Int? {
        guard let first = steps.first else { return nil }
        let least = steps.compactMap { distances[Place(flow: $0.flow, step: $0.step)] }.min()
        // An alarm may ring anywhere, and seldom does.
        return least ?? (alarmed.contains(first.flow) ? farthest + 1 : nil)
    }
}

extension Dictionary<GoalReach.Place, Int> {
    /// Sets a value where there is none; whether there was none.
    fileprivate mutating func updateValue(_ value: Int, ifNone key: Key) -> Bool {
        guard self[key] == nil else { return false }
        self[key] = value
        return true
    }
}
