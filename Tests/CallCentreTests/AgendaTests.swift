import Testing

@testable import CallCentre

@Suite struct AgendaTests {
    @Test(arguments: 0..<50)
    func `things come by time, and those of one time in the order they were added`(seed: Int) {
        var agenda = Agenda<Int>()
        var expected: [(time: Int64, item: Int)] = []
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        for item in 0..<200 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let time = Int64(state >> 60)
            agenda.add(item, at: time)
            expected.append((time, item))
        }
        expected.sort { ($0.time, $0.item) < ($1.time, $1.item) }
        var items: [Int] = []
        while let item = agenda.removeNext() { items.append(item) }
        #expect(items == expected.map(\.item))
        #expect(agenda.count == 0)
    }

    @Test func `what is not wanted any more is dropped, and the rest keeps its order`() {
        var agenda = Agenda<Int>()
        for item in 0..<100 { agenda.add(item, at: Int64((item * 37) % 10)) }
        agenda.keep { $0.isMultiple(of: 3) }
        #expect(agenda.count == 34)
        var items: [Int] = []
        while let item = agenda.removeNext() { items.append(item) }
        let kept = (0..<100).filter { $0.isMultiple(of: 3) }
        #expect(items == kept.sorted { ($0 * 37 % 10, $0) < ($1 * 37 % 10, $1) })
    }
}
