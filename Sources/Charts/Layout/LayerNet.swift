/// The graph once every link reaches from one layer to the next: boxes, labels and bends.
///
/// Links to the same box share their bends, so that they flow together on their way to it.
struct LayerNet: Sendable {
    enum Content: Hashable, Sendable {
        case box(Int)
        case label(link: Int)
        /// A point that links to a box go through, downward or upward.
        case bend(to: Int, up: Bool)
    }

    struct Node: Sendable {
        var content: Content
        var layer: Int
        var size: LayoutGraph.Size

        var isBend: Bool { if case .bend = content { true } else { false } }
    }

    private(set) var nodes: [Node] = []
    /// The nodes of each layer, from left to right.
    var layers: [[Int]] = []
    /// What is joined to each node in the layer above, and in the one below.
    private(set) var above: [[Int]] = []
    private(set) var below: [[Int]] = []
    /// The nodes that each link goes through, from its beginning to its end.
    private(set) var paths: [[Int]] = []

    private struct Bend: Hashable {
        var box: Int
        var up: Bool
        var layer: Int
    }
    private var bends: [Bend: Int] = [:]

    init(_ graph: LayoutGraph, _ layering: Layering) {
        layers = Array(repeating: [], count: (layering.layers.max() ?? 0) + 1)
        // In the order of a walk from the start, a first guess of what stands beside what.
        for box in LayerNet.walk(graph) {
            add(.box(box), layering.layers[box], graph.boxes[box])
        }
        var boxes = Array(repeating: 0, count: graph.boxes.count)
        for (index, node) in nodes.enumerated() {
            if case .box(let box) = node.content { boxes[box] = index }
        }
        for (index, link) in graph.links.enumerated() {
            let (from, to) = (layering.layers[link.from], layering.layers[link.to])
            let up = to < from
            var path = [boxes[link.from]]
            for layer in stride(from: from + (up ? -1 : 1), to: to, by: up ? -1 : 1) {
                if path.count == 1, let label = link.label {
                    path.append(add(.label(link: index), layer, label))
                } else {
                    path.append(bend(Bend(box: link.to, up: up, layer: layer)))
                }
            }
            path.append(boxes[link.to])
            for (one, other) in zip(path, path.dropFirst()) { join(one, other) }
            paths.append(path)
        }
    }

    @discardableResult
    private mutating func add(
        _ content: Content, _ layer: Int, _ size: LayoutGraph.Size
    ) -> Int {
        nodes.append(Node(content: content, layer: layer, size: size))
        layers[layer].append(nodes.count - 1)
        above.append([])
        below.append([])
        return nodes.count - 1
    }

    private mutating func bend(_ bend: Bend) -> Int {
        if let known = bends[bend] { return known }
        let index = add(
            .bend(to: bend.box, up: bend.up), bend.layer, .init(width: 6, height: 0))
        bends[bend] = index
        return index
    }

    private mutating func join(_ one: Int, _ other: Int) {
        let (upper, lower) =
            nodes[one].layer < nodes[other].layer ? (one, other) : (other, one)
        guard !below[upper].contains(lower) else { return }
        below[upper].append(lower)
        above[lower].append(upper)
    }

    /// All boxes, each as soon as a way from the start leads to it.
    private static func walk(_ graph: LayoutGraph) -> [Int] {
        var exits = Array(repeating: [Int](), count: graph.boxes.count)
        for link in graph.links { exits[link.from].append(link.to) }
        var seen: Set<Int> = []
        var order: [Int] = []
        for root in [graph.start] + graph.boxes.indices {
            var path = [root]
            while let box = path.popLast() {
                guard seen.insert(box).inserted else { continue }
                order.append(box)
                path += exits[box].reversed()
            }
        }
        return order
    }
}
