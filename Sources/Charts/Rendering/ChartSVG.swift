/// Charts as an SVG picture: whole in itself, readable on light and on dark ground.
///
/// Several flows stand in frames one beside the other, the first one first.
public struct ChartSVG: Sendable {
    private let figures: [ChartFigure]
    private let overlay: ChartOverlay

    private static let margin = 24.0, heading = 34.0, gap = 32.0

    /// Lays charts out.
    public init(_ charts: [FlowChart], overlay: ChartOverlay = .none) {
        figures = charts.map { ChartFigure($0, overlay) }
        self.overlay = overlay
    }

    /// The picture, a line end last.
    public var text: String {
        let frames = FramePacking(figures.map(Self.frame), gap: Self.gap)
        let (width, height) = (frames.width + 2, frames.height + 2)
        let names = figures.map(\.chart.flow)
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width.short) \(height.short)" \
            width="\(width.short)" height="\(height.short)" role="graphics-document" \
            aria-label="\(title.inXML)">
            <title>\(title.inXML)</title>
            <desc>\(description.inXML)</desc>
            <style>\(ChartStyle.sheet)</style>
            <defs>\(ChartStyle.definitions)</defs>
            <rect class="ground" width="100%" height="100%"/>
            """
        ]
        for (index, figure) in figures.enumerated() {
            let (size, place) = (frames.sizes[index], frames.places[index])
            let name = names[index].inXML
            parts.append(
                """
                <g class="flow" id="flow-\(name)" \
                transform="translate(\((place.x + 1).short) \((place.y + 1).short))">
                <rect class="frame" width="\(size.width.short)" height="\(size.height.short)" rx="12"/>
                <text class="flow-name" x="\(Self.margin.short)" y="30">\(name)</text>
                <g transform="translate(\(Self.margin.short) \((Self.heading + Self.margin).short))">
                \(FigureSVG(figure, flows: Set(names)).text)
                </g>
                </g>
                """)
        }
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }

    /// The room that a flow takes, with its name.
    private static func frame(_ figure: ChartFigure) -> LayoutGraph.Size {
        LayoutGraph.Size(
            width: figure.layout.width + 2 * margin,
            height: figure.layout.height + heading + 2 * margin)
    }

    private var title: String {
        let flow = figures.first?.chart.flow ?? ""
        switch overlay {
        case .none: return "The flow \(flow)"
        case .traffic(let traffic):
            let calls = traffic.calls == 1 ? "1 call" : "\(traffic.calls) calls"
            return "The flow \(flow) with the traffic of \(calls)"
        case .unvisited: return "The flow \(flow) with what was never visited"
        }
    }

    private var description: String {
        figures.map { figure in
            let steps = figure.chart.nodes.count(where: \.isStep)
            let start = figure.chart.nodes[figure.chart.start].name
            return "\(figure.chart.flow): \(steps) steps, beginning with \(start)."
        }.joined(separator: " ")
    }
}
