import TestSupport
import Testing

@testable import PhoneBridge

@Suite struct ServiceOrderTests {
    private static func entry(_ priority: UInt16, _ weight: UInt16, _ host: String)
        -> ServiceOrder.Entry
    {
        ServiceOrder.Entry(priority: priority, weight: weight, port: 5060, host: host)
    }

    @Test func `the lowest priority comes first, whatever the weights`() {
        var generator = SeededGenerator(seed: 7)
        let order = ServiceOrder.order(
            [ServiceOrderTests.entry(20, 65_535, "b"), ServiceOrderTests.entry(10, 0, "a")],
            using: &generator)
        #expect(order.map(\.host) == ["a", "b"])
    }

    @Test func `within a priority the weights are the chances to be first`() {
        var generator = SeededGenerator(seed: 7)
        let entries = [
            ServiceOrderTests.entry(1, 75, "heavy"), ServiceOrderTests.entry(1, 25, "light"),
        ]
        var first = 0
        for _ in 0..<10_000 {
            first += ServiceOrder.order(entries, using: &generator).first?.host == "heavy" ? 1 : 0
        }
        // A zero drawn goes to the first of the sorted, the light one: 1 in 101.
        #expect((7_300...7_600).contains(first))
    }

    @Test func `nobody is lost`() {
        var generator = SeededGenerator(seed: 3)
        let entries = (0..<20).map { ServiceOrderTests.entry(UInt16($0 % 3), 0, "h\($0)") }
        let order = ServiceOrder.order(entries, using: &generator)
        #expect(Set(order) == Set(entries))
    }
}
