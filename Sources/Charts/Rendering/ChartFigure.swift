/// One flow laid out: its boxes with their lines, its ways with their labels.
struct ChartFigure: Sendable {
    /// A way that leads to where it began, drawn beside its box.
    struct Loop: Sendable {
        var edge: Int
        var label: String
    }

    static let labelSize = 11.0
    private static let longestLabel = 190.0

    let chart: FlowChart
    let overlay: ChartOverlay
    let boxes: [ChartBox]
    let layout: Layout
    /// The edges that are laid out, in the order of the layout's routes.
    let edges: [Int]
    /// The labels of all edges; empty for none.
    let labels: [String]

    init(_ chart: FlowChart, _ overlay: ChartOverlay) {
        self.chart = chart
        self.overlay = overlay
        boxes = chart.nodes.map { ChartBox($0, note: overlay.note(of: $0, in: chart)) }
        let labels = chart.edges.map { Self.label($0, chart, overlay) }
        self.labels = labels
        edges = chart.edges.indices.filter { chart.edges[$0].from != chart.edges[$0].to }
        var sizes = boxes.map(\.size)
        for (index, edge) in chart.edges.enumerated() where edge.from == edge.to {
            // Room for the loop on both sides, so that the box stays in the middle.
            sizes[edge.from].width += 2 * (34 + Self.width(of: labels[index]))
        }
        layout = LayeredLayout.layout(
            LayoutGraph(
                boxes: sizes,
                links: edges.map { index in
                    .init(
                        from: chart.edges[index].from, to: chart.edges[index].to,
                        label: labels[index].isEmpty
                            ? nil : .init(width: Self.width(of: labels[index]), height: 16))
                }, start: chart.start))
    }

    /// The edges that lead to where they begin.
    var loops: [Int] {
        chart.edges.indices.filter { chart.edges[$0].from == chart.edges[$0].to }
    }

    static func width(of label: String) -> Double {
        TextMeasure.width(label, size: labelSize) + 8
    }

    private static func label(
        _ edge: FlowChart.Edge, _ chart: FlowChart, _ overlay: ChartOverlay
    ) -> String {
        let label = TextMeasure.cut(edge.label, size: labelSize, to: longestLabel)
        return [label, overlay.note(of: edge, in: chart) ?? ""].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }
}
