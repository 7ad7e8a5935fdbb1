/// Lays a graph out in layers from top to bottom (K. Sugiyama and others, 1981): circles are cut
/// open, boxes get layers, layers an order, nodes their places, links their bends.
struct LayeredLayout {
    private let graph: LayoutGraph
    private let net: LayerNet
    private var x: [Double]
    /// The top and the bottom of each layer.
    private var bands: [ClosedRange<Double>] = []

    static func layout(_ graph: LayoutGraph) -> Layout {
        guard !graph.boxes.isEmpty else {
            return Layout(boxes: [], routes: [], width: 0, height: 0)
        }
        var layouting = LayeredLayout(graph)
        layouting.stack()
        return layouting.result
    }

    private init(_ graph: LayoutGraph) {
        self.graph = graph
        net = CrossingReduction.reduced(LayerNet(graph, Layering(graph)))
        x = Placement(net).x
        let left = net.nodes.indices.map { x[$0] - net.nodes[$0].size.width / 2 }.min() ?? 0
        for index in x.indices { x[index] -= left }
    }

    /// One layer below the other, the further apart the more its links go sideways.
    private mutating func stack() {
        var top = 0.0
        for (index, layer) in net.layers.enumerated() {
            let height = layer.map { net.nodes[$0].size.height }.max() ?? 0
            bands.append(top...(top + height))
            let sideways =
                layer.flatMap { node in net.below[node].map { abs(x[node] - x[$0]) } }
                .max() ?? 0
            // A layer of labels without one takes no room.
            let isBare = height == 0 && index % 2 == 1
            top += height + (isBare ? 6 : 14) + min(sideways / 9, 34)
        }
    }

    private var result: Layout {
        var boxes = Array(repeating: Layout.Point(x: 0, y: 0), count: graph.boxes.count)
        for (index, node) in net.nodes.enumerated() {
            if case .box(let box) = node.content { boxes[box] = middle(index) }
        }
        let right = net.nodes.indices.map { x[$0] + net.nodes[$0].size.width / 2 }.max() ?? 0
        return Layout(
            boxes: boxes, routes: net.paths.indices.map(route), width: right,
            height: bands.last?.upperBound ?? 0)
    }

    private func middle(_ node: Int) -> Layout.Point {
        let band = bands[net.nodes[node].layer]
        return Layout.Point(x: x[node], y: (band.lowerBound + band.upperBound) / 2)
    }

    private func route(_ link: Int) -> Layout.Route {
        let path = net.paths[link]
        guard let first = path.first, let last = path.last, path.count > 1 else {
            return Layout.Route(points: [])
        }
        let leadsDown = net.nodes[first].layer < net.nodes[last].layer
        var points = [port(of: first, toward: path[1], atBottom: leadsDown)]
        var label: Layout.Point?
        for node in path.dropFirst().dropLast() {
            let band = bands[net.nodes[node].layer]
            let ends = [band.lowerBound, band.upperBound].map { Layout.Point(x: x[node], y: $0) }
            points += leadsDown ? ends : ends.reversed()
            if case .label = net.nodes[node].content { label = middle(node) }
        }
        points.append(port(of: last, toward: path[path.count - 2], atBottom: !leadsDown))
        return Layout.Route(points: points, label: label)
    }

    /// Where a link leaves a box: those of one side side by side, in the order of where they lead.
    private func port(of node: Int, toward other: Int, atBottom: Bool) -> Layout.Point {
        let joined = (atBottom ? net.below[node] : net.above[node]).sorted { x[$0] < x[$1] }
        let size = net.nodes[node].size
        let place = Double(joined.firstIndex(of: other) ?? 0)
        let step = min(18, size.width * 0.8 / Double(max(joined.count, 1)))
        let offset = (place - Double(joined.count - 1) / 2) * step
        let y = middle(node).y + (atBottom ? size.height / 2 : -size.height / 2)
        return Layout.Point(x: x[node] + offset, y: y)
    }
}
