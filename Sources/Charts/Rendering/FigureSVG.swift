/// The picture of one flow, from its top left.
struct FigureSVG {
    private let figure: ChartFigure
    /// The flows that are in the picture too, so that steps that call them lead there.
    private let flows: Set<String>

    private typealias Point = Layout.Point

    init(_ figure: ChartFigure, flows: Set<String>) {
        self.figure = figure
        self.flows = flows
    }

    /// Ways first, then labels over them, then boxes.
    var text: String {
        let routed = zip(figure.edges, figure.layout.routes)
        let ways = routed.map { way($0, $1) } + figure.loops.map(loopWay)
        let labels =
            routed.compactMap { label($0, at: $1.label) } + figure.loops.compactMap(loopLabel)
        return (ways + labels + figure.chart.nodes.indices.map(box)).joined(separator: "\n")
    }

    // MARK: Boxes

    private func box(_ index: Int) -> String {
        let node = figure.chart.nodes[index]
        let content = figure.boxes[index]
        let size = content.size
        let middle = figure.layout.boxes[index]
        let left = middle.x - size.width / 2
        let top = middle.y - size.height / 2
        let radius = node.isStep ? 7.0 : size.height / 2
        let frame = #"x="\#(left.short)" y="\#(top.short)" height="\#(size.height.short)""#
        var parts = [
            #"<g class="\#(style(of: index))" role="graphics-symbol" "#
                + #"aria-label="\#(words(for: node).inXML)">"#,
            "<title>\(words(for: node).inXML)</title>",
            #"<rect class="card" \#(frame) width="\#(size.width.short)" rx="\#(radius.short)"/>"#,
        ]
        if let warmth = figure.overlay.warmth(of: node, in: figure.chart), warmth > 0 {
            let opacity = (0.08 + 0.62 * warmth.squareRoot() * 0.8).hundredths
            parts.append(
                #"<rect class="warm" \#(frame) width="\#(size.width.short)" rx="7" "#
                    + #"fill-opacity="\#(opacity)"/>"#)
        }
        if figure.overlay.isUnvisited(node, in: figure.chart) {
            parts.append(
                ##"<rect fill="url(#hatch)" \##(frame) width="\##(size.width.short)" rx="7"/>"##)
        }
        if node.isStep {
            parts.append(#"<rect class="bar" \#(frame) width="4" rx="2"/>"#)
        }
        var baseline = top + 7
        for line in content.lines {
            baseline += ChartBox.height(of: line.size)
            parts.append(
                #"<text class="\#(line.style)" x="\#((left + ChartBox.padding).short)" "#
                    + #"y="\#((baseline - 4).short)">\#(line.text.inXML)</text>"#)
        }
        parts.append("</g>")
        let box = parts.joined()
        guard let called = node.calledFlow, flows.contains(called) else { return box }
        return ##"<a href="#flow-\##(called.inXML)">\##(box)</a>"##
    }

    private func style(of index: Int) -> String {
        let node = figure.chart.nodes[index]
        var classes = ["box"]
        if case .step(let kind) = node.role {
            classes.append(ChartStyle.group(of: kind))
        } else {
            classes.append("small")
        }
        if index == figure.chart.start { classes.append("start") }
        if figure.overlay.isUnvisited(node, in: figure.chart) { classes.append("never") }
        return classes.joined(separator: " ")
    }

    /// The whole of what a box tells.
    private func words(for node: FlowChart.Node) -> String {
        var words = node.name
        if case .step(let kind) = node.role {
            words += ": \(kind)\(node.subject.map { " \($0)" } ?? "")"
        }
        if !node.said.isEmpty { words += ". “\(node.said)”" }
        if let note = figure.overlay.note(of: node, in: figure.chart) { words += ". \(note)" }
        return words
    }

    // MARK: Ways

    private func way(_ index: Int, _ route: Layout.Route) -> String {
        drawn(index, FigureSVG.path(route.points))
    }

    private func drawn(_ index: Int, _ path: String) -> String {
        let edge = figure.chart.edges[index]
        var classes = ["way"]
        if edge.isFailure { classes.append("failure") }
        if figure.overlay.isUnvisited(edge, in: figure.chart) { classes.append("never") }
        let width = thickness(of: edge).map { #" style="stroke-width:\#($0.short)px""# } ?? ""
        return #"<path class="\#(classes.joined(separator: " "))"\#(width) d="\#(path)" "#
            + ##"marker-end="url(#head)"><title>\##(words(for: edge).inXML)</title></path>"##
    }

    private func words(for edge: FlowChart.Edge) -> String {
        let from = figure.chart.nodes[edge.from].name
        let to = figure.chart.nodes[edge.to].name
        let label = edge.label.isEmpty ? "" : " (\(edge.label))"
        let note = figure.overlay.note(of: edge, in: figure.chart).map { ": \($0)" } ?? ""
        return "\(from) → \(to)\(label)\(note)"
    }

    /// The more calls go this way, the thicker.
    private func thickness(of edge: FlowChart.Edge) -> Double? {
        guard case .traffic(let traffic) = figure.overlay else { return nil }
        let counts = figure.chart.edges.map {
            figure.overlay.count(along: $0, in: figure.chart, traffic)
        }
        let count = figure.overlay.count(along: edge, in: figure.chart, traffic)
        guard let most = counts.max(), most > 0, count > 0 else { return 1 }
        return 1.2 + 4.8 * (Double(count) / Double(most)).squareRoot()
    }

    private func label(_ index: Int, at place: Layout.Point?) -> String? {
        guard let place, !figure.labels[index].isEmpty else { return nil }
        let edge = figure.chart.edges[index]
        var classes = ["label"]
        if edge.isFailure { classes.append("failure") }
        if figure.overlay.isUnvisited(edge, in: figure.chart) { classes.append("never") }
        return #"<text class="\#(classes.joined(separator: " "))" x="\#(place.x.short)" "#
            + #"y="\#((place.y + 4).short)">\#(figure.labels[index].inXML)</text>"#
    }

    /// Through all points, each stretch upright at both ends.
    private static func path(_ points: [Layout.Point]) -> String {
        guard let first = points.first else { return "" }
        var path = "M\(first.x.short) \(first.y.short)"
        for (from, to) in zip(points, points.dropFirst()) {
            if abs(from.x - to.x) < 0.5 {
                path += "L\(to.x.short) \(to.y.short)"
            } else {
                let middle = ((from.y + to.y) / 2).short
                path +=
                    "C\(from.x.short) \(middle) \(to.x.short) \(middle) "
                    + "\(to.x.short) \(to.y.short)"
            }
        }
        return path
    }

    // MARK: Loops

    private func loopWay(_ index: Int) -> String {
        let edge = figure.chart.edges[index]
        let size = figure.boxes[edge.from].size
        let middle = figure.layout.boxes[edge.from]
        let right = middle.x + size.width / 2
        let (top, bottom) = (middle.y - size.height / 4, middle.y + size.height / 4)
        let far = (right + 30).short
        return drawn(
            index,
            "M\(right.short) \(bottom.short)C\(far) \((bottom + 8).short) \(far) "
                + "\((top - 8).short) \((right + 1).short) \(top.short)")
    }

    private func loopLabel(_ index: Int) -> String? {
        let edge = figure.chart.edges[index]
        let size = figure.boxes[edge.from].size
        let middle = figure.layout.boxes[edge.from]
        let width = ChartFigure.width(of: figure.labels[index])
        return label(
            index, at: Point(x: middle.x + size.width / 2 + 26 + width / 2, y: middle.y))
    }
}

extension Double {
    /// The number with two places, for opacities.
    fileprivate var hundredths: String {
        let value = Int((self * 100).rounded())
        return value >= 100 ? "1" : value < 10 ? "0.0\(value)" : "0.\(value)"
    }
}
