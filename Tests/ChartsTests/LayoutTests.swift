import Testing

@testable import Charts

@Suite struct LayoutTests {
    private struct Frame {
        var left: Double
        var right: Double
        var top: Double
        var bottom: Double

        init(_ middle: Layout.Point, _ width: Double, _ height: Double) {
            (left, right) = (middle.x - width / 2, middle.x + width / 2)
            (top, bottom) = (middle.y - height / 2, middle.y + height / 2)
        }

        func overlaps(_ other: Frame) -> Bool {
            left < other.right - 0.01 && other.left < right - 0.01 && top < other.bottom - 0.01
                && other.top < bottom - 0.01
        }
    }

    @Test(arguments: [UInt64](1...12), [12, 50])
    func `no box and no label lies over another`(seed: UInt64, steps: Int) {
        let figure = ChartFigure(randomChart(steps: steps, seed: seed), .none)
        var frames = zip(figure.layout.boxes, figure.boxes).map {
            Frame($0, $1.size.width, $1.size.height)
        }
        for (edge, route) in zip(figure.edges, figure.layout.routes) {
            guard let label = route.label else { continue }
            frames.append(Frame(label, ChartFigure.width(of: figure.labels[edge]) - 8, 14))
        }
        for (index, frame) in frames.enumerated() {
            #expect(frame.left >= -0.01 && frame.right <= figure.layout.width + 0.01)
            #expect(frame.top >= -0.01 && frame.bottom <= figure.layout.height + 0.01)
            #expect(!frames[(index + 1)...].contains { $0.overlaps(frame) })
        }
    }

    @Test(arguments: [UInt64](1...12))
    func `each way begins and ends at its boxes`(seed: UInt64) throws {
        let figure = ChartFigure(randomChart(steps: 30, seed: seed), .none)
        for (edge, route) in zip(figure.edges, figure.layout.routes) {
            let way = figure.chart.edges[edge]
            let (first, last) = (try #require(route.points.first), try #require(route.points.last))
            for (box, point) in [(way.from, first), (way.to, last)] {
                let (middle, size) = (figure.layout.boxes[box], figure.boxes[box].size)
                #expect(abs(point.x - middle.x) <= size.width / 2 + 40)
                #expect(abs(abs(point.y - middle.y) - size.height / 2) < 40)
            }
        }
    }

    @Test func `what leads on leads down, and what leads back leads up`() {
        let graph = LayoutGraph(
            boxes: Array(repeating: .init(width: 100, height: 40), count: 4),
            links: [(0, 1), (1, 2), (2, 3), (3, 1)].map { .init(from: $0.0, to: $0.1) }, start: 0)
        #expect(Layering(graph).leadsUp == [false, false, false, true])
        let heights = LayeredLayout.layout(graph).boxes.map(\.y)
        #expect(heights == heights.sorted())
    }

    @Test func `two ways that cross are put in order`() {
        let graph = LayoutGraph(
            boxes: Array(repeating: .init(width: 100, height: 40), count: 5),
            links: [(0, 1), (0, 2), (1, 4), (2, 3)].map { .init(from: $0.0, to: $0.1) }, start: 0)
        let layout = LayeredLayout.layout(graph)
        #expect((layout.boxes[1].x < layout.boxes[2].x) == (layout.boxes[4].x < layout.boxes[3].x))
    }

    @Test func `long ways are upright where there is room`() throws {
        var links = (0..<8).map { LayoutGraph.Link(from: $0, to: $0 + 1) }
        links.append(.init(from: 0, to: 8))
        let graph = LayoutGraph(
            boxes: Array(repeating: .init(width: 100, height: 40), count: 9), links: links,
            start: 0)
        let points = try #require(LayeredLayout.layout(graph).routes.last).points
        let inner = points.dropFirst().dropLast().map(\.x)
        #expect(try #require(inner.max()) - (try #require(inner.min())) < 0.5)
    }

    @Test func `nothing at all has no size`() {
        let layout = LayeredLayout.layout(LayoutGraph(boxes: [], links: [], start: 0))
        #expect(layout.boxes.isEmpty && layout.width == 0)
    }
}
