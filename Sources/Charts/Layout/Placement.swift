/// Gives every node of a net its place from left to right: each near what it is joined to, long
/// links upright, nothing closer to its neighbour than it may be.
///
/// Layer by layer this is a least-squares problem whose only conditions are on neighbours, which
/// pooling solves exactly (R. E. Barlow and others, “Statistical inference under order
/// restrictions”, 1972).
struct Placement {
    private let net: LayerNet
    private(set) var x: [Double]

    private static let gap = 26.0, bendGap = 12.0

    init(_ net: LayerNet) {
        self.net = net
        x = Array(repeating: 0, count: net.nodes.count)
        for layer in net.layers {
            var right = 0.0
            for (index, node) in layer.enumerated() {
                if index > 0 { right += distance(layer[index - 1], node) }
                x[node] = right
            }
        }
        for _ in 0..<12 {
            for layer in net.layers.dropFirst() { settle(layer, above: true, below: false) }
            for layer in net.layers.dropLast().reversed() {
                settle(layer, above: false, below: true)
            }
        }
        for _ in 0..<24 {
            for layer in net.layers { settle(layer, above: true, below: true) }
            for layer in net.layers.reversed() { settle(layer, above: true, below: true) }
        }
        straighten()
    }

    /// Makes long ways upright as far as their neighbours leave them room.
    private mutating func straighten() {
        var places = x.map { _ in 0 }
        for layer in net.layers {
            for (index, node) in layer.enumerated() { places[node] = index }
        }
        for _ in 0..<6 {
            for node in net.nodes.indices where net.nodes[node].isBend {
                let above = net.above[node].filter { net.nodes[$0].isBend }
                // Each way once, from its top.
                if above.contains(where: { mainBelow($0) == node }) { continue }
                var run: [Int] = []
                var room = -Double.infinity...Double.infinity
                var next: Int? = node
                while let bend = next {
                    let own = self.room(of: bend, at: places[bend])
                    let (low, high) = (
                        max(room.lowerBound, own.lowerBound), min(room.upperBound, own.upperBound)
                    )
                    if low > high {
                        align(run, within: room)
                        run = []
                        room = own
                    } else {
                        room = low...high
                    }
                    run.append(bend)
                    next = mainBelow(bend)
                }
                align(run, within: room)
            }
        }
    }

    /// The bend that a bend's way goes on by.
    private func mainBelow(_ node: Int) -> Int? {
        net.below[node].first { net.nodes[$0].isBend }
    }

    /// How far to the left and to the right a node may go.
    private func room(of node: Int, at place: Int) -> ClosedRange<Double> {
        let layer = net.layers[net.nodes[node].layer]
        let low =
            place > 0
            ? x[layer[place - 1]] + distance(layer[place - 1], node) : -Double.infinity
        let high =
            place + 1 < layer.count
            ? x[layer[place + 1]] - distance(node, layer[place + 1]) : Double.infinity
        // Rounding may leave a hair too little.
        return low <= high ? low...high : x[node]...x[node]
    }

    private mutating func align(_ run: [Int], within room: ClosedRange<Double>) {
        guard run.count > 1 else { return }
        let mean = run.map { x[$0] }.reduce(0, +) / Double(run.count)
        let place = min(max(mean, room.lowerBound), room.upperBound)
        for node in run { x[node] = place }
    }

    /// How far the middles of two neighbours are apart at least.
    private func distance(_ left: Int, _ right: Int) -> Double {
        let (left, right) = (net.nodes[left], net.nodes[right])
        let gap = left.isBend || right.isBend ? Self.bendGap : Self.gap
        return (left.size.width + right.size.width) / 2 + gap
    }

    /// Upright links matter the more, the longer they are.
    private func weight(_ one: Int, _ other: Int) -> Double {
        switch (net.nodes[one].isBend, net.nodes[other].isBend) {
        case (true, true): 8
        case (true, false), (false, true): 2
        case (false, false): 1
        }
    }

    private mutating func settle(_ layer: [Int], above: Bool, below: Bool) {
        var offset = 0.0
        var offsets: [Double] = []
        var blocks: [(sum: Double, weight: Double, count: Int)] = []
        for (index, node) in layer.enumerated() {
            if index > 0 { offset += distance(layer[index - 1], node) }
            offsets.append(offset)
            var (sum, total) = (0.0, 0.0)
            for other in (above ? net.above[node] : []) + (below ? net.below[node] : []) {
                let weight = weight(node, other)
                sum += weight * x[other]
                total += weight
            }
            // What is joined to nothing here would rather stay.
            if total == 0 { (sum, total) = (0.01 * x[node], 0.01) }
            blocks.append((sum - total * offset, total, 1))
            while blocks.count > 1,
                blocks[blocks.count - 2].sum / blocks[blocks.count - 2].weight
                    > blocks[blocks.count - 1].sum / blocks[blocks.count - 1].weight
            {
                let last = blocks.removeLast()
                blocks[blocks.count - 1].sum += last.sum
                blocks[blocks.count - 1].weight += last.weight
                blocks[blocks.count - 1].count += last.count
            }
        }
        var index = 0
        for block in blocks {
            for _ in 0..<block.count {
                x[layer[index]] = block.sum / block.weight + offsets[index]
                index += 1
            }
        }
    }
}
