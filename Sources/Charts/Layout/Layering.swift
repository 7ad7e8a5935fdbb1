/// Puts boxes into layers so that links lead down, but those that close a circle.
///
/// Boxes stand in even layers, labels in the odd ones between them.
struct Layering: Sendable {
    /// The layer of each box.
    private(set) var layers: [Int]
    /// Whether each link leads up: it closes a circle.
    private(set) var leadsUp: [Bool]

    init(_ graph: LayoutGraph) {
        leadsUp = Layering.circles(of: graph)
        layers = Array(repeating: 0, count: graph.boxes.count)
        let downward = zip(graph.links, leadsUp).map { link, up in
            up ? (from: link.to, to: link.from) : (from: link.from, to: link.to)
        }
        lengthen(downward)
        tighten(downward)
        let first = layers.min() ?? 0
        for index in layers.indices { layers[index] = (layers[index] - first) * 2 }
    }

    /// The links that lead back to a box on the way from the start; of a depth-first search.
    private static func circles(of graph: LayoutGraph) -> [Bool] {
        enum Mark { case fresh, open, done }
        var marks = Array(repeating: Mark.fresh, count: graph.boxes.count)
        var circles = Array(repeating: false, count: graph.links.count)
        var exits = Array(repeating: [Int](), count: graph.boxes.count)
        for (index, link) in graph.links.enumerated() { exits[link.from].append(index) }
        for root in [graph.start] + graph.boxes.indices where marks[root] == .fresh {
            var path = [(box: root, next: 0)]
            marks[root] = .open
            while let top = path.last {
                guard top.next < exits[top.box].count else {
                    marks[top.box] = .done
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let link = exits[top.box][top.next]
                let target = graph.links[link].to
                switch marks[target] {
                case .fresh:
                    marks[target] = .open
                    path.append((target, 0))
                case .open: circles[link] = true
                case .done: break
                }
            }
        }
        return circles
    }

    /// Each box one layer below the lowest that leads to it.
    private mutating func lengthen(_ links: [(from: Int, to: Int)]) {
        // In as many rounds as there are layers at most: without circles it comes to rest.
        for _ in layers.indices {
            var moved = false
            for link in links where layers[link.to] <= layers[link.from] {
                layers[link.to] = layers[link.from] + 1
                moved = true
            }
            if !moved { return }
        }
    }

    /// Moves boxes to where their links are shortest.
    private mutating func tighten(_ links: [(from: Int, to: Int)]) {
        var above = Array(repeating: [Int](), count: layers.count)
        var below = above
        for link in links {
            above[link.to].append(link.from)
            below[link.from].append(link.to)
        }
        for _ in 0..<8 {
            var moved = false
            for box in layers.indices {
                let highest = above[box].map { layers[$0] }.max().map { $0 + 1 }
                let lowest = below[box].map { layers[$0] }.min().map { $0 - 1 }
                let wanted: Int
                switch (above[box].count - below[box].count, highest, lowest) {
                case (..<0, _, let lowest?): wanted = lowest
                case (1..., let highest?, _): wanted = highest
                default: continue
                }
                if wanted != layers[box] {
                    layers[box] = wanted
                    moved = true
                }
            }
            if !moved { return }
        }
    }
}
