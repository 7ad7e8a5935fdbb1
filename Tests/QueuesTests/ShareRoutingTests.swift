import Testing

@testable import Queues

@Suite struct ShareRoutingTests {
    @Test(arguments: [[60, 40], [1, 1, 1], [5, 1, 1], [97, 2, 1], [7]])
    func `as many turns as the shares add up to give each its share, again and again`(
        weights: [Int]
    ) {
        let shares = weights.enumerated().map { ShareRouting.Share("p\($0.offset)", $0.element) }
        var routing = ShareRouting(shares)
        let fresh = routing
        for _ in 1...3 {
            var turns: [String: Int] = [:]
            for _ in 0..<weights.reduce(0, +) { turns[routing.next() ?? "", default: 0] += 1 }
            #expect(turns == Dictionary(uniqueKeysWithValues: shares.map { ($0.name, $0.weight) }))
            #expect(routing == fresh)
        }
    }

    @Test func `turns are spread, and the first declared begins`() {
        var routing = ShareRouting([.init("a", 3), .init("b", 2)])
        #expect((1...5).map { _ in routing.next() } == ["a", "b", "a", "b", "a"])
    }

    @Test func `who is closed gets no turn and loses nothing by it`() {
        var routing = ShareRouting([.init("a", 1), .init("b", 1)])
        #expect((1...3).map { _ in routing.next { $0 == "b" } } == ["b", "b", "b"])
        #expect((1...4).map { _ in routing.next() } == ["a", "b", "a", "b"])
    }

    @Test func `nobody open, no share, nobody at all: no turn`() {
        var routing = ShareRouting([.init("a", 1), .init("none", 0), .init("less", -5)])
        #expect(routing.next { _ in false } == nil)
        #expect(routing.next { $0 != "a" } == nil)
        #expect(routing.next() == "a")
        var empty = ShareRouting([])
        #expect(empty.next() == nil)
    }

    @Test func `shares beyond all measure do not break it`() {
        var routing = ShareRouting([.init("a", .max), .init("b", .max), .init("c", .min)])
        #expect((1...4).map { _ in routing.next() } == ["a", "b", "a", "b"])
    }
}
