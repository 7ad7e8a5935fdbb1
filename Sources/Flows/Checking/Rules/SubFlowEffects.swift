import Telephony

/// What calling a flow does to a state, looked up once for each flow and exit.
struct SubFlowEffects {
    private let flows: CheckedFlows
    private let effect: (StepDocument, FlowDraft.Edge) -> EdgeEffect
    private var known: [Exit: EdgeEffect] = [:]
    private var depth = 0

    /// A way out of a flow; nil is the only one of a flow that names none.
    private struct Exit: Hashable {
        let flow: String
        let exit: Int?
    }

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
        guard let called = flows.draft(other) else { return .keeps }
        let effects = called.exits(over: edge, of: step).map { effect(ofLeaving: called, by: $0) }
        if effects.contains(.begins) { return .begins }
        return effects.contains(.keeps) ? .keeps : .ends
    }

    private mutating func effect(ofLeaving draft: FlowDraft, by exit: Int?) -> EdgeEffect {
        let key = Exit(flow: draft.name, exit: exit)
        if let effect = known[key] { return effect }
        guard depth <= SubFlowDepth.maximum else { return .keeps }
        depth += 1
        defer { depth -= 1 }
        // A flow that calls itself is told elsewhere.
        known[key] = .keeps
        let result: EdgeEffect =
            if search(draft, from: []).returns(by: exit) {
                .begins
            } else {
                search(draft, from: draft.entries).returns(by: exit) ? .keeps : .ends
            }
        known[key] = result
        return result
    }

    /// The steps of a flow that can be entered in the state by calls that come to these in it.
    mutating func search(_ draft: FlowDraft, from entries: [Int]) -> PathSearch {
        PathSearch(draft, from: entries) { edge in effect(of: edge, in: draft) }
    }

    /// The steps of each flow that can be entered in the state, over all calls of flows, where calls
    /// come into these in it.
    mutating func search(from roots: [FlowDraft]) -> [String: PathSearch] {
        var entered = Set(roots.map(\.name))
        var found: [String: PathSearch] = [:]
        var fresh = flows.drafts.map(\.name)
        while let name = fresh.popLast() {
            guard let draft = flows.draft(name) else { continue }
            let search = search(draft, from: entered.contains(name) ? draft.entries : [])
            found[name] = search
            for index in draft.steps.indices where goesIn(index, draft, search) {
                guard let called = draft.steps[index].fields.text(.call),
                    entered.insert(called).inserted
                else { continue }
                fresh.append(called)
            }
        }
        return found
    }

    /// Whether a step is done in the state, which it may begin or end itself.
    private func goesIn(_ index: Int, _ draft: FlowDraft, _ search: PathSearch) -> Bool {
        switch draft.exits[index].first.map({ effect(draft.steps[index], $0) }) {
        case .begins: true
        case .ends: false
        case .keeps, nil: search.steps.contains(index)
        }
    }
}

extension FlowDraft {
    /// The exits of this flow by which a call goes on over an edge of the step that called it.
    fileprivate func exits(over edge: Edge, of step: StepDocument) -> [Int?] {
        let names = document.fields.list(.exits).map(\.text)
        guard !names.isEmpty else { return [nil] }
        let written = step.fields.texts(.exits)
        return names.indices.filter { index in
            let own = written.first { $0.key.text == names[index] }
            return edge.word == .exits
                ? own?.value.position == edge.place.position : own == nil
        }
    }
}
