/// Steps that lead round to themselves while nothing waits for the caller: the call would spend its
/// steps and break off.
enum LoopsWithoutInput {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        flows.each { draft in
            loops(of: draft, flows).filter { !isBounded($0, draft) }.map { loop in
                let names = loop.map { "‘\(draft.steps[$0].name.text)’" }
                let first = draft.steps[loop[0]]
                return Diagnostic(
                    .loopWithoutInput,
                    "nothing waits for the caller on the way "
                        + (names + names.prefix(1)).joined(separator: ", "), at: first.name,
                    related: loop.dropFirst().map {
                        Diagnostic.Note("on the way", at: draft.steps[$0].name.position)
                    })
            }
        }
    }

    /// Whether a request is tried again under a count that the loop itself changes.
    private static func isBounded(_ loop: [Int], _ draft: FlowDraft) -> Bool {
        let steps = loop.map { draft.steps[$0] }
        let changed = Set(
            steps.filter { $0.kind == .set }.flatMap { $0.fields.texts(.set).map(\.key.text) })
        let asked = steps.filter { $0.kind == .choose }
            .flatMap { $0.fields[.choose]?.sequence ?? [] }
            .compactMap { Fields($0).text(.when) }
            .compactMap { try? Expression.parse($0) }  // What can't be read is told already.
            .flatMap(\.names).map(\.name)
        return steps.contains { $0.kind == .request || $0.kind == .lookUp }
            && asked.contains { changed.contains($0) }
    }

    /// Loops of steps that do not wait, no step in two of them.
    private static func loops(of draft: FlowDraft, _ flows: CheckedFlows) -> [[Int]] {
        var graph = Graph(draft, flows)
        var loops: [[Int]] = []
        while let loop = graph.takeLoop() { loops.append(loop) }
        return loops
    }

    /// The steps that do not wait, with the edges between them.
    private struct Graph {
        private var next: [Int: Set<Int>] = [:]
        private var before: [Int: Set<Int>] = [:]

        init(_ draft: FlowDraft, _ flows: CheckedFlows) {
            let going = Set(
                draft.steps.indices.filter { index in
                    let step = draft.steps[index]
                    return step.kind == .queue || !waits(step, flows, depth: 0)
                })
            for edge in draft.edges
            where draft.steps[edge.from].kind != .queue || isRefusal(edge, draft, flows) {
                guard case .step(let to) = edge.to, going.contains(edge.from), going.contains(to)
                else { continue }
                next[edge.from, default: []].insert(to)
                before[to, default: []].insert(edge.from)
            }
        }

        mutating func takeLoop() -> [Int]? {
            dropDeadEnds()
            guard var step = next.keys.min() else { return nil }
            var way: [Int] = []
            var places: [Int: Int] = [:]
            while places[step] == nil {
                places[step] = way.count
                way.append(step)
                guard let following = next[step]?.min() else { return nil }
                step = following
            }
            let loop = Array(way[(places[step] ?? 0)...])
            for step in loop { remove(step) }
            let first = loop.indices.min { loop[$0] < loop[$1] } ?? 0
            return Array(loop[first...] + loop[..<first])
        }

        /// Takes away what leads nowhere, again and again, so that only loops and what leads from
        /// one to another is left.
        private mutating func dropDeadEnds() {
            var fresh = Array(Set(next.keys).union(before.keys))
            while let step = fresh.popLast() {
                guard next[step]?.isEmpty ?? true, before[step] != nil || next[step] != nil else {
                    continue
                }
                fresh += before[step] ?? []
                remove(step)
            }
        }

        private mutating func remove(_ step: Int) {
            for following in next[step] ?? [] { before[following]?.remove(step) }
            for earlier in before[step] ?? [] { next[earlier]?.remove(step) }
            next[step] = nil
            before[step] = nil
        }
    }

    /// Whether a queue that takes no calls may lead over an edge, so that nobody waited there.
    private static func isRefusal(
        _ edge: FlowDraft.Edge, _ draft: FlowDraft, _ flows: CheckedFlows
    ) -> Bool {
        let fields = draft.steps[edge.from].fields
        guard let queue = fields.text(.queue).flatMap({ flows.scope.centre.queues[$0] }) else {
            return false
        }
        let refusals = queue.refusals
        guard edge.word == .timeout else { return refusals.contains(edge.word) }
        return refusals.contains { fields[$0] == nil }
    }

    /// Whether a step waits for the caller, an agent or another telephone.
    private static func waits(_ step: StepDocument, _ flows: CheckedFlows, depth: Int) -> Bool {
        switch step.kind {
        case .menu, .collect, .survey, .record, .queue, .transfer, .hangUp: return true
        case .call:
            guard depth < SubFlowDepth.maximum, let name = step.fields.text(.call),
                let other = flows.draft(name)
            else { return true }
            return other.steps.contains { $0.kind != .hangUp && waits($0, flows, depth: depth + 1) }
        default: return false
        }
    }
}
