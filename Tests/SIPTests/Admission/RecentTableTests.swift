import TestSupport
import Testing

@testable import SIP

@Suite struct RecentTableTests {
    @Test func `the key not used for longest makes room`() {
        var table = RecentTable<String, Int>(capacity: 2)
        table.use("a", initial: 1) { $0 += 10 }
        table.use("b", initial: 2) { $0 += 10 }
        table.use("a", initial: 0) { $0 += 10 }
        table.use("c", initial: 3) { $0 += 10 }
        #expect(table.peek("a") == 21)
        #expect(table.peek("b") == nil)
        #expect(table.peek("c") == 13)
        #expect(table.count == 2)
    }

    @Test(arguments: [1, 2, 7])
    func `random use agrees with a plain list`(capacity: Int) {
        var chance = SeededGenerator(seed: UInt64(capacity))
        var table = RecentTable<Int, Int>(capacity: capacity)
        var list: [(key: Int, value: Int)] = []
        for _ in 0..<5000 {
            let key = Int.random(in: 0..<12, using: &chance)
            let result = table.use(key, initial: 0) { value in
                value += 1
                return value
            }
            let value = 1 + (list.first { $0.key == key }?.value ?? 0)
            list.removeAll { $0.key == key }
            list.append((key, value))
            if list.count > capacity { list.removeFirst() }
            #expect(result == value)
            #expect(table.count == list.count)
            for key in 0..<12 { #expect(table.peek(key) == list.first { $0.key == key }?.value) }
        }
    }
}
