/// What a chart tells beside the flow itself.
public enum ChartOverlay: Sendable {
    /// Nothing.
    case none
    /// How many calls went where.
    case traffic(ChartTraffic)
    /// The steps and the exits that nobody has been to.
    case unvisited(Set<ChartPlace>)

    /// What stands at a step, in a line; nil for nothing.
    func note(of node: FlowChart.Node, in chart: FlowChart) -> String? {
        guard node.isStep else { return nil }
        switch self {
        case .none: return nil
        case .traffic(let traffic):
            let visits = traffic.visits(flow: chart.flow, step: node.name)
            let entered = visits.entered == 1 ? "1 call" : "\(visits.entered.grouped) calls"
            guard visits.hungUp > 0 else { return entered }
            let share = Share(visits.hungUp, of: visits.entered)
            let gaveUp = visits.abandoned > 0 ? ", \(visits.abandoned.grouped) waiting" : ""
            return "\(entered), \(visits.hungUp.grouped) hung up (\(share)\(gaveUp))"
        case .unvisited: return isUnvisited(node, in: chart) ? "never visited" : nil
        }
    }

    /// What stands at a way beside its own words; nil for nothing.
    func note(of edge: FlowChart.Edge, in chart: FlowChart) -> String? {
        let from = chart.nodes[edge.from]
        guard from.isStep else { return nil }
        switch self {
        case .none: return nil
        case .traffic(let traffic):
            let entered = traffic.visits(flow: chart.flow, step: from.name).entered
            guard entered > 0 else { return nil }
            return "\(Share(count(along: edge, in: chart, traffic), of: entered))"
        case .unvisited:
            let missed = edge.exits.filter { isUnvisited($0, of: from, in: chart) }
            guard !missed.isEmpty else { return nil }
            let all = missed.count == edge.exits.count
            return all ? "never" : "never: \(missed.map(\.name).joined(separator: ", "))"
        }
    }

    /// How often calls went along a way.
    func count(
        along edge: FlowChart.Edge, in chart: FlowChart, _ traffic: ChartTraffic
    ) -> Int {
        let to = chart.nodes[edge.to]
        let destination: ChartTraffic.Destination =
            switch to.role {
            case .hangUp: .hangUp
            case .back: .back
            case .step, .safeguard: .step(to.name)
            }
        return traffic.passages(
            flow: chart.flow, from: chart.nodes[edge.from].name, to: destination)
    }

    /// How much of the busiest step's traffic a step has, from 0 to 1; nil where there is none to
    /// tell.
    func warmth(of node: FlowChart.Node, in chart: FlowChart) -> Double? {
        guard case .traffic(let traffic) = self, node.isStep else { return nil }
        let most = chart.nodes.filter(\.isStep).map { busy($0, chart, traffic) }.max() ?? 0
        return most == 0 ? 0 : Double(busy(node, chart, traffic)) / Double(most)
    }

    private func busy(
        _ node: FlowChart.Node, _ chart: FlowChart, _ traffic: ChartTraffic
    ) -> Int {
        traffic.visits(flow: chart.flow, step: node.name).entered
    }

    /// Whether a step is among those that nobody has been to.
    func isUnvisited(_ node: FlowChart.Node, in chart: FlowChart) -> Bool {
        guard case .unvisited(let places) = self, node.isStep else { return false }
        return places.contains(ChartPlace(flow: chart.flow, step: node.name))
    }

    /// Whether a way has an exit among those that nobody has taken.
    func isUnvisited(_ edge: FlowChart.Edge, in chart: FlowChart) -> Bool {
        let from = chart.nodes[edge.from]
        return edge.exits.contains { isUnvisited($0, of: from, in: chart) }
    }

    private func isUnvisited(
        _ exit: StepExit, of node: FlowChart.Node, in chart: FlowChart
    ) -> Bool {
        guard case .unvisited(let places) = self, node.isStep else { return false }
        return places.contains(ChartPlace(flow: chart.flow, step: node.name, exit: exit.name))
            || places.contains(ChartPlace(flow: chart.flow, step: node.name))
    }
}

/// A part of a whole, as `12.5 %`.
struct Share: CustomStringConvertible {
    private let part: Int
    private let whole: Int

    init(_ part: Int, of whole: Int) {
        self.part = part
        self.whole = whole
    }

    var description: String {
        guard whole > 0 else { return "n/a" }
        let tenths = Int((Double(part) / Double(whole) * 1_000).rounded())
        return tenths.isMultiple(of: 10)
            ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}

extension Int {
    /// With a thin space between thousands: `12 345`.
    var grouped: String {
        let digits = Array(String(magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "\u{202F}" }
            text.append(digit)
        }
        return self < 0 ? "−" + text : text
    }
}
