/// Charts in the language of Mermaid, which Markdown pages of many sites draw.
public struct ChartMermaid: Sendable {
    private let charts: [FlowChart]
    private let overlay: ChartOverlay

    /// Takes charts; all but the first are drawn as subgraphs.
    public init(_ charts: [FlowChart], overlay: ChartOverlay = .none) {
        self.charts = charts
        self.overlay = overlay
    }

    /// The text, a line end last.
    public var text: String {
        var lines = ["flowchart TD"]
        for (number, chart) in charts.enumerated() {
            let indent = number == 0 ? "  " : "    "
            if number > 0 { lines.append("  subgraph f\(number)[\(quoted(chart.flow))]") }
            lines += chart.nodes.indices.map { indent + node($0, number) }
            lines += chart.edges.map { indent + edge($0, number) }
            if number > 0 { lines.append("  end") }
        }
        lines += ChartLines.calls(in: charts).map { call in
            "  \(name(call.node, call.chart)) -.-> \(name(charts[call.called].start, call.called))"
        }
        lines += styles
        return lines.joined(separator: "\n") + "\n"
    }

    private func node(_ index: Int, _ number: Int) -> String {
        let chart = charts[number]
        let node = chart.nodes[index]
        let text = quoted(ChartLines.of(node, in: chart, overlay))
        let shape =
            switch node.role {
            case .step(let kind):
                switch ChartStyle.group(of: kind) {
                case "decides": "{{\(text)}}"
                case "calls": "[[\(text)]]"
                case "people", "ends": "([\(text)])"
                default: "[\(text)]"
                }
            case .hangUp, .back: "((\(text)))"
            case .safeguard: ">\(text)]"
            }
        return name(index, number) + shape
    }

    private func edge(_ edge: FlowChart.Edge, _ number: Int) -> String {
        let chart = charts[number]
        let label = ChartLines.of(edge, in: chart, overlay)
        let isDashed = edge.isFailure || overlay.isUnvisited(edge, in: chart)
        let arrow = (isDashed ? "-.->" : "-->") + (label.isEmpty ? "" : "|\(quoted(label))|")
        return "\(name(edge.from, number)) \(arrow) \(name(edge.to, number))"
    }

    private var styles: [String] {
        var lines: [String] = []
        for (number, chart) in charts.enumerated() {
            for (index, node) in chart.nodes.enumerated() {
                if overlay.isUnvisited(node, in: chart) {
                    lines.append(
                        "  style \(name(index, number)) stroke:#c62828,stroke-dasharray:4 3")
                } else if let warmth = overlay.warmth(of: node, in: chart), warmth > 0 {
                    let level = min(4, Int(warmth.squareRoot() * 5))
                    let fill = ["#fff0e6", "#ffd8bd", "#ffb98a", "#ff9a57", "#f07a2a"][level]
                    lines.append("  style \(name(index, number)) fill:\(fill),color:#1c2230")
                }
            }
        }
        return lines
    }

    private func name(_ node: Int, _ chart: Int) -> String { "f\(chart)n\(node)" }

    /// In double quotes; what means something to Mermaid, or to the HTML that it makes, is written
    /// as an entity.
    private func quoted(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\n": escaped += "<br/>"
            case "\"": escaped += "#quot;"
            case "<": escaped += "#lt;"
            case ">": escaped += "#gt;"
            case "&": escaped += "#amp;"
            case "#": escaped += "#35;"
            case "`": escaped += "#96;"
            case "\\": escaped += "#92;"
            case "*": escaped += "#42;"
            case "_": escaped += "#95;"
            default: if !character.isNewline { escaped.append(character) }
            }
        }
        return "\"\(escaped)\""
    }
}
