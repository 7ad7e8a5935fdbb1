/// The graph of a checked flow: its steps, and the ways from one to the other.
///
/// ```swift
/// let chart = FlowChart(of: flow, in: .french)
/// let picture = ChartSVG(chart).text
/// ```
public struct FlowChart: Sendable {
    /// The name of the flow.
    public var flow: String
    /// The nodes; those of the steps first, in the order of the file.
    public var nodes: [Node]
    /// The edges, by where they begin and then in the order of the exits. No two join the same two
    /// nodes.
    public var edges: [Edge]
    /// The node of the step that a call begins in.
    public var start: Int

    /// A step, or something else that a call comes from or goes to.
    public struct Node: Sendable {
        /// What it stands for.
        public enum Role: Hashable, Sendable {
            /// A step, with the word of its kind.
            case step(kind: String)
            /// The call is hung up.
            case hangUp
            /// The call goes back to the flow that called this one.
            case back
            /// Whatever step the call was in, it failed too often, or can't go on.
            case safeguard
        }

        /// What it stands for.
        public var role: Role
        /// The name of the step, or what the node is.
        public var name: String
        /// What the step works on, as the name of its queue; nil for nothing.
        public var subject: String?
        /// The whole of what is said, in the language of the chart; empty for nothing.
        public var said: String
        /// The flow that the step runs; nil for any other step.
        public var calledFlow: String?

        /// Describes a node.
        public init(
            role: Role, name: String, subject: String? = nil, said: String = "",
            calledFlow: String? = nil
        ) {
            self.role = role
            self.name = name
            self.subject = subject
            self.said = said
            self.calledFlow = calledFlow
        }

        /// Whether it stands for a step.
        public var isStep: Bool { if case .step = role { true } else { false } }
    }

    /// A way from a node to another: one exit of the step, or several that lead to the same place.
    public struct Edge: Sendable {
        /// The node it begins at.
        public var from: Int
        /// The node it leads to.
        public var to: Int
        /// The exits, in the order of the file.
        public var exits: [StepExit]

        /// Describes a way.
        public init(from: Int, to: Int, exits: [StepExit]) {
            self.from = from
            self.to = to
            self.exits = exits
        }

        /// What stands at the way: the keys and the words of its exits; empty for a step's only
        /// way on.
        public var label: String {
            exits.map(\.label).filter { !$0.isEmpty }.joined(separator: ", ")
        }

        /// Whether only callers go this way with whom, or for whom, something did not work.
        public var isFailure: Bool { exits.allSatisfy(\.isFailure) }
    }

    /// The edges that begin at a node.
    public func edges(from node: Int) -> [Edge] { edges.filter { $0.from == node } }
}

/// A step or an exit of a flow by its names, as coverage tells of them.
public struct ChartPlace: Hashable, Sendable {
    /// The name of the flow.
    public var flow: String
    /// The name of the step.
    public var step: String
    /// The name of the exit (``StepExit/name``); nil for the step itself.
    public var exit: String?

    /// Names a step, or one of its exits.
    public init(flow: String, step: String, exit: String? = nil) {
        self.flow = flow
        self.step = step
        self.exit = exit
    }
}
