public import Flows
public import Telephony

extension FlowChart {
    /// Draws up the graph of a flow.
    ///
    /// Each step that ends a call, or goes back to the calling flow, without a step of its own for
    /// it has an end for itself, so that no long edges meet there.
    ///
    /// - Parameters:
    ///   - flow: the flow.
    ///   - language: the language of what is said; the flow's first where it is nil or not one of
    ///     the flow's.
    ///   - program: where flows that are called are found, for the names of their exits.
    public init(of flow: Flow, in language: LanguageTag? = nil, program: FlowProgram? = nil) {
        let spoken =
            language.flatMap { flow.languages.contains($0) ? $0 : nil }
            ?? flow.languages.first ?? .french
        self.init(flow: flow.name, nodes: [], edges: [], start: flow.start)
        nodes = flow.steps.map { Node($0, of: flow, in: spoken) }
        for (index, step) in flow.steps.enumerated() {
            for exit in step.exits({ program?.flows[$0] }) { add(exit, from: index, of: flow) }
        }
        addSafeguard("too many failures", "too-many-failures", flow.tooManyFailures, of: flow)
        addSafeguard("technical problem", "technical-problem", flow.technicalProblem, of: flow)
    }

    /// A way out that is open at every step; one that only hangs up goes without saying.
    private mutating func addSafeguard(
        _ words: String, _ name: String, _ transition: Transition, of flow: Flow
    ) {
        guard transition != .hangUp else { return }
        nodes.append(Node(role: .safeguard, name: words))
        add(
            StepExit(name, transition, label: "", isFailure: true), from: nodes.count - 1, of: flow)
    }

    private mutating func add(_ exit: StepExit, from index: Int, of flow: Flow) {
        let known = edges.firstIndex { edge in
            edge.from == index && edge.exits.first?.transition == exit.transition
        }
        if let known {
            edges[known].exits.append(exit)
        } else {
            edges.append(Edge(from: index, to: node(of: exit.transition, flow), exits: [exit]))
        }
    }

    private mutating func node(of transition: Transition, _ flow: Flow) -> Int {
        switch transition {
        case .step(let index): return index
        case .hangUp: nodes.append(Node(role: .hangUp, name: "hang-up"))
        case .back(let exit):
            let name = exit.flatMap { flow.exits.indices.contains($0) ? flow.exits[$0] : nil }
            nodes.append(Node(role: .back, name: name.map { "return \($0)" } ?? "return"))
        }
        return nodes.count - 1
    }
}

extension FlowChart.Node {
    fileprivate init(_ step: Step, of flow: Flow, in language: LanguageTag) {
        self.init(
            role: .step(kind: step.kindWord), name: step.name, subject: step.subject(in: flow),
            said: step.prompts.map { $0.text(in: language) }.filter { !$0.isEmpty }
                .joined(separator: " "),
            calledFlow: step.calledFlow)
    }
}

extension Step {
    fileprivate var calledFlow: String? {
        if case .call(let call) = kind { call.flow } else { nil }
    }
}
