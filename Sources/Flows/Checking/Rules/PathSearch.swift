import Telephony

/// What an edge does to a state in which callers may be, as “has heard nothing yet”.
enum EdgeEffect: Equatable {
    /// Who was in the state still is.
    case keeps
    /// Nobody is in the state any more.
    case ends
    /// Everybody is in the state.
    case begins
}

/// Finds the steps that can be entered in a state, over all ways through a flow.
struct PathSearch {
    /// The steps that can be entered in the state.
    private(set) var steps: Set<Int> = []
    /// The edges that leave the flow in the state: to hang up, or back to the calling flow.
    private(set) var leaving: [FlowDraft.Edge] = []

    /// Searches from these steps on; what an edge does is asked for once.
    init(
        _ draft: FlowDraft, from entries: [Int], _ effect: (FlowDraft.Edge) -> EdgeEffect
    ) {
        var fresh = entries
        let reachable = draft.reachable
        var keeping: [Int: [FlowDraft.Edge]] = [:]
        for edge in draft.edges where reachable.contains(edge.from) {
            switch effect(edge) {
            case .ends: continue
            case .keeps: keeping[edge.from, default: []].append(edge)
            case .begins: follow(edge, &fresh)
            }
        }
        while let step = fresh.popLast() {
            guard steps.insert(step).inserted else { continue }
            for edge in keeping[step] ?? [] { follow(edge, &fresh) }
        }
    }

    private mutating func follow(_ edge: FlowDraft.Edge, _ fresh: inout [Int]) {
        switch edge.to {
        case .step(let next): fresh.append(next)
        case .back, .hangUp: leaving.append(edge)
        }
    }

    /// Whether a calling flow can get the caller back in the state.
    var returns: Bool {
        leaving.contains { if case .back = $0.to { true } else { false } }
    }
}

/// What calling a flow does to a state, looked up once for each flow.
struct SubFlowEffects {
    private let flows: CheckedFlows
    private let effect: (StepDocument, FlowDraft.Edge) -> EdgeEffect
    private var known: [String: EdgeEffect] = [:]
    private var depth = 0

    init(_ flows: CheckedFlows, _ effect: @escaping (StepDocument, FlowDraft.Edge) -> EdgeEffect) {
        self.flows = flows
        self.effect = effect
    }

    /// What an edge does, that of a `call` step too.
    mutating func effect(of edge: FlowDraft.Edge, in draft: FlowDraft) -> EdgeEffect {
        let step = draft.steps[edge.from]
        let own = effect(step, edge)
        guard own == .keeps, step.kind == .call, let other = step.fields.text(.call) else {
            return own
        }
        return effect(ofCalling: other)
    }

    private mutating func effect(ofCalling name: String) -> EdgeEffect {
        if let effect = known[name] { return effect }
        guard depth <= SubFlowDepth.maximum, let draft = flows.draft(name) else { return .keeps }
        depth += 1
        defer { depth -= 1 }
        // A flow that calls itself is told elsewhere.
        known[name] = .keeps
        let result: EdgeEffect =
            if search(draft, from: []).returns {
                .begins
            } else {
                search(draft, from: draft.entries).returns ? .keeps : .ends
            }
        known[name] = result
        return result
    }

    mutating func search(_ draft: FlowDraft, from entries: [Int]) -> PathSearch {
        PathSearch(draft, from: entries) { edge in effect(of: edge, in: draft) }
    }
}
