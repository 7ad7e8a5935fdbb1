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

    /// Whether a calling flow can get the caller back in the state by this exit.
    func returns(by exit: Int?) -> Bool { leaving.contains { $0.to == .back(exit: exit) } }
}
