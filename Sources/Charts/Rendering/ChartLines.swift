/// What nodes and edges say in the languages of other programs.
enum ChartLines {
    private static let longest = 60

    static func of(
        _ node: FlowChart.Node, in chart: FlowChart, _ overlay: ChartOverlay
    ) -> String {
        var lines = [node.name]
        if case .step(let kind) = node.role {
            lines[0] += ": \(kind)\(node.subject.map { " \($0)" } ?? "")"
        }
        if !node.said.isEmpty { lines.append("“\(cut(node.said))”") }
        if let note = overlay.note(of: node, in: chart) { lines.append(note) }
        return lines.joined(separator: "\n")
    }

    static func of(
        _ edge: FlowChart.Edge, in chart: FlowChart, _ overlay: ChartOverlay
    ) -> String {
        [edge.label, overlay.note(of: edge, in: chart) ?? ""].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    /// The steps that call a flow which is drawn too: the chart and node of the step, and the chart
    /// of the flow.
    static func calls(in charts: [FlowChart]) -> [(chart: Int, node: Int, called: Int)] {
        charts.enumerated().flatMap { number, chart in
            chart.nodes.enumerated().compactMap { index, node in
                node.calledFlow.flatMap { flow in charts.firstIndex { $0.flow == flow } }
                    .map { (number, index, $0) }
            }
        }
    }

    private static func cut(_ text: String) -> String {
        text.count > longest ? text.prefix(longest - 1) + "…" : text
    }
}
