import Testing

@testable import allo

@Suite struct DurationTallyTests {
    @Test func `nothing counted has no figures`() {
        let tally = DurationTally()
        #expect(tally.quantile(0.5) == nil)
        #expect(tally.mean == nil)
        #expect(tally.longest == .zero)
    }

    @Test func `quantiles are right to a sixteenth, and never too short`() throws {
        var tally = DurationTally()
        for number in 1...10_000 { tally.add(.microseconds(number * 37)) }
        for part in [0.01, 0.5, 0.9, 0.99, 1] {
            let exact = Duration.microseconds(Int(10_000 * part) * 37)
            let found = try #require(tally.quantile(part))
            #expect(found >= exact)
            #expect(found <= exact * 17 / 16 + .microseconds(1))
        }
        #expect(tally.longest == .microseconds(370_000))
        #expect(tally.mean == .microseconds(185_018.5))
    }

    @Test(arguments: [0, 1, 15, 16, 17, 31, 32, 33, 1_000, 999_999, 3_600_000_000])
    func `one span alone is its own quantile`(microseconds: Int) {
        var tally = DurationTally()
        tally.add(.microseconds(microseconds))
        #expect(tally.quantile(0.99) == .microseconds(microseconds))
    }

    @Test func `spans out of any bounds are counted at the ends`() {
        var tally = DurationTally()
        tally.add(.seconds(-5))
        tally.add(.seconds(1_000_000_000))
        #expect(tally.count == 2)
        #expect(tally.quantile(0.5) == .zero)
    }

    @Test func `tallies of many calls come together as one`() {
        var (first, second, all) = (DurationTally(), DurationTally(), DurationTally())
        for number in 1...100 {
            if number.isMultiple(of: 3) {
                first.add(.milliseconds(number))
            } else {
                second.add(.milliseconds(number))
            }
            all.add(.milliseconds(number))
        }
        first.merge(second)
        #expect(first == all)
    }
}
