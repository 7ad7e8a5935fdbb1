/// Charts in the language of Graphviz.
public struct ChartDOT: Sendable {
    private let charts: [FlowChart]
    private let overlay: ChartOverlay

    /// Takes charts; all but the first are drawn as clusters.
    public init(_ charts: [FlowChart], overlay: ChartOverlay = .none) {
        self.charts = charts
        self.overlay = overlay
    }

    /// The text, a line end last.
    public var text: String {
        var lines = [
            "digraph \(quoted(charts.first?.flow ?? "")) {",
            "  graph [fontname=\"Helvetica\", rankdir=TB];",
            "  node [shape=box, style=\"rounded\", fontname=\"Helvetica\", fontsize=11];",
            "  edge [fontname=\"Helvetica\", fontsize=10];",
        ]
        for (number, chart) in charts.enumerated() {
            let indent = number == 0 ? "  " : "    "
            if number > 0 {
                lines.append("  subgraph cluster_\(number) {")
                lines.append("    label=\(quoted(chart.flow));")
            }
            lines += chart.nodes.indices.map { indent + node($0, number) }
            lines += chart.edges.map { indent + edge($0, number) }
            if number > 0 { lines.append("  }") }
        }
        lines += calls.map {
            "  \($0.from) -> \($0.to) [style=dashed, arrowhead=open];"
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    private func node(_ index: Int, _ number: Int) -> String {
        let chart = charts[number]
        let node = chart.nodes[index]
        var attributes = ["label=\(quoted(ChartLines.of(node, in: chart, overlay)))"]
        switch node.role {
        case .step:
            if index == chart.start { attributes.append("penwidth=2") }
            if let warmth = overlay.warmth(of: node, in: chart), warmth > 0 {
                let saturation = Int((warmth.squareRoot() * 600).rounded())
                attributes.append("style=\"rounded,filled\"")
                attributes.append("fillcolor=\"0.070 0.\(saturation.threeDigits) 1.000\"")
            }
            if overlay.isUnvisited(node, in: chart) {
                attributes.append("style=\"rounded,dashed\"")
                attributes.append("color=\"#c62828\"")
            }
        case .hangUp, .back: attributes.append("shape=oval")
        case .safeguard: attributes.append("style=dashed")
        }
        return "\(name(index, number)) [\(attributes.joined(separator: ", "))];"
    }

    private func edge(_ edge: FlowChart.Edge, _ number: Int) -> String {
        let chart = charts[number]
        var attributes: [String] = []
        let label = ChartLines.of(edge, in: chart, overlay)
        if !label.isEmpty { attributes.append("label=\(quoted(label))") }
        if overlay.isUnvisited(edge, in: chart) {
            attributes += ["style=dotted", "color=\"#c62828\""]
        } else if edge.isFailure {
            attributes.append("style=dashed")
        }
        let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
        return "\(name(edge.from, number)) -> \(name(edge.to, number))\(list);"
    }

    private var calls: [(from: String, to: String)] {
        ChartLines.calls(in: charts).map { call in
            (name(call.node, call.chart), name(charts[call.called].start, call.called))
        }
    }

    private func name(_ node: Int, _ chart: Int) -> String { "f\(chart)n\(node)" }

    /// In double quotes, in which only quotes and backslashes mean something.
    private func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n").filter { !$0.isNewline }
        return "\"\(escaped)\""
    }
}

extension Int {
    /// With zeros before it, for the places behind a point.
    fileprivate var threeDigits: String {
        let text = String(self)
        return String(repeating: "0", count: text.count < 3 ? 3 - text.count : 0) + text
    }
}
