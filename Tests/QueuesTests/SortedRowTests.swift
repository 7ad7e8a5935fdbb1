import TestSupport
import Testing

@testable import Queues

@Suite struct SortedRowTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func `it holds what a sorted array holds, whatever comes and goes`(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var row = SortedRow<Int>()
        var plain: [Int] = []
        for round in 0..<6_000 {
            let value = Int.random(in: 0..<2_000, using: &chance)
            // It grows to thousands, then shrinks to nothing.
            if Int.random(in: 0..<6_000, using: &chance) > round, !plain.contains(value) {
                row.insert(value)
                plain.append(value)
                plain.sort()
            } else {
                row.remove(value)
                plain.removeAll { $0 == value }
            }
            guard row.count == plain.count, row.first == plain.first,
                row.rank(of: value) == plain.count(where: { $0 < value })
            else {
                Issue.record("seed \(seed), round \(round)")
                return
            }
        }
        #expect(Array(row) == plain)
    }

    @Test func `rows with the same values are equal, however they came about`() {
        var grown = SortedRow<Int>()
        var shrunk = SortedRow<Int>()
        for value in 0..<500 { shrunk.insert(value) }
        for value in 0..<500 where !value.isMultiple(of: 50) { shrunk.remove(value) }
        for value in stride(from: 450, through: 0, by: -50) { grown.insert(value) }
        #expect(grown == shrunk)
        grown.remove(0)
        #expect(grown != shrunk)
    }

    @Test func `an empty row has nobody, first or before`() {
        var row = SortedRow<Int>()
        row.remove(1)
        #expect(row.isEmpty)
        #expect(row.first == nil)
        #expect(row.rank(of: 1) == 0)
    }
}
