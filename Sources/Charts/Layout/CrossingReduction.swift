/// Orders each layer so that few links cross: sweeps by medians, then exchanges of neighbours.
///
/// After E. R. Gansner and others, “A technique for drawing directed graphs” (1993), §3.
struct CrossingReduction {
    private var net: LayerNet
    private var place: [Int]

    private init(_ net: LayerNet) {
        self.net = net
        place = Array(repeating: 0, count: net.nodes.count)
        for layer in net.layers.indices { number(layer) }
    }

    /// The net with its layers in a better order.
    static func reduced(_ net: LayerNet, rounds: Int = 24) -> LayerNet {
        var state = CrossingReduction(net)
        var best = (layers: net.layers, crossings: state.crossings)
        for round in 0..<rounds where best.crossings > 0 {
            state.sweep(down: round.isMultiple(of: 2), breaksTies: round % 4 > 1)
            state.exchange()
            let crossings = state.crossings
            if crossings < best.crossings { best = (state.net.layers, crossings) }
        }
        var reduced = net
        reduced.layers = best.layers
        return reduced
    }

    private mutating func number(_ layer: Int) {
        for (index, node) in net.layers[layer].enumerated() { place[node] = index }
    }

    private func neighbours(_ node: Int, above: Bool) -> [Int] {
        (above ? net.above[node] : net.below[node]).map { place[$0] }.sorted()
    }

    /// Orders layer after layer by where what leads to them stands.
    private mutating func sweep(down: Bool, breaksTies: Bool) {
        let order = down ? Array(net.layers.indices) : net.layers.indices.reversed()
        for layer in order.dropFirst() {
            let keyed = net.layers[layer].map { node in
                (node: node, median: Self.median(neighbours(node, above: down)))
            }
            // What is joined to nothing stays where it is.
            var free = keyed.filter { $0.median != nil }.sorted { one, other in
                let (left, right) = (one.median ?? 0, other.median ?? 0)
                if left != right { return left < right }
                return breaksTies
                    ? place[one.node] > place[other.node] : place[one.node] < place[other.node]
            }[...]
            net.layers[layer] = keyed.map { entry in
                entry.median == nil ? entry.node : free.popFirst()?.node ?? entry.node
            }
            number(layer)
        }
    }

    /// The weighted median of places; nil of none.
    private static func median(_ places: [Int]) -> Double? {
        guard !places.isEmpty else { return nil }
        let middle = places.count / 2
        if !places.count.isMultiple(of: 2) { return Double(places[middle]) }
        if places.count == 2 { return Double(places[0] + places[1]) / 2 }
        let left = Double(places[middle - 1] - places[0])
        let right = Double(places[places.count - 1] - places[middle])
        guard left + right > 0 else { return Double(places[middle]) }
        return (Double(places[middle - 1]) * right + Double(places[middle]) * left) / (left + right)
    }

    /// Exchanges neighbours as long as that takes crossings away.
    private mutating func exchange() {
        var improved = true
        var rounds = 0
        while improved, rounds < 8 {
            improved = false
            rounds += 1
            for layer in net.layers.indices {
                for index in net.layers[layer].indices.dropLast() {
                    let (left, right) = (net.layers[layer][index], net.layers[layer][index + 1])
                    guard crossings(right, left) < crossings(left, right) else { continue }
                    net.layers[layer].swapAt(index, index + 1)
                    (place[left], place[right]) = (index + 1, index)
                    improved = true
                }
            }
        }
    }

    /// How many links of two nodes cross where the one stands to the left of the other.
    private func crossings(_ left: Int, _ right: Int) -> Int {
        [true, false].map { above in
            let others = neighbours(right, above: above)
            return neighbours(left, above: above).map { place in
                others.prefix { $0 < place }.count
            }.reduce(0, +)
        }.reduce(0, +)
    }

    /// How many links cross in all.
    var crossings: Int {
        net.layers.map { layer in
            layer.indices.map { index in
                layer[(index + 1)...].map { other in
                    let others = neighbours(other, above: false)
                    return neighbours(layer[index], above: false).map { place in
                        others.prefix { $0 < place }.count
                    }.reduce(0, +)
                }.reduce(0, +)
            }.reduce(0, +)
        }.reduce(0, +)
    }
}
