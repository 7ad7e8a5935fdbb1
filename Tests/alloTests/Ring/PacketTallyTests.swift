import Testing

@testable import allo

@Suite struct PacketTallyTests {
    private let begin = ContinuousClock.now

    /// Counts packets with these numbers, each at its time in milliseconds.
    private func tally(_ packets: [(number: Int, time: Double)]) -> PacketTally {
        var tally = PacketTally()
        for packet in packets {
            tally.count(
                sequence: UInt16(truncatingIfNeeded: packet.number),
                timestamp: UInt32(truncatingIfNeeded: packet.number * 160),
                arrival: begin + .microseconds(packet.time * 1_000))
        }
        return tally
    }

    @Test func `packets in time keep pace`() {
        let tally = tally((65_500..<65_600).map { ($0, Double($0 - 65_500) * 20) })
        #expect(tally.packets == 100)
        #expect(tally.lost == 0)
        #expect(tally.stretches == 1)
        #expect(tally.keepsPace == true)
        #expect(tally.spacingErrors.longest == .zero)
        #expect(tally.first == begin)
    }

    @Test func `packets 1,5 % too slow do not`() {
        let tally = tally((0..<200).map { ($0, Double($0) * 20.3) })
        #expect(tally.keepsPace == false)
    }

    @Test func `a late packet is an error of spacing before and after it`() {
        let tally = tally((0..<100).map { ($0, Double($0) * 20 + ($0 == 50 ? 7 : 0)) })
        #expect(tally.spacingErrors.longest == .milliseconds(7))
        #expect(tally.spacingErrors.quantile(0.95) == .zero)
        #expect(tally.keepsPace == true)
    }

    @Test func `what is lost, overtaken or doubled is counted as such`() {
        let tally = tally([(1, 0), (2, 20), (4, 60), (5, 80), (3, 81), (5, 82), (9, 160)])
        #expect(tally.packets == 7)
        #expect(tally.lost == 3)
        #expect(tally.overtaken == 2)
    }

    @Test func `a silence ends a stretch and is no error`() {
        let tally = tally((0..<100).map { ($0, Double($0) * 20 + ($0 < 50 ? 0 : 3_000)) })
        #expect(tally.stretches == 2)
        #expect(tally.spacingErrors.longest == .zero)
        #expect(tally.keepsPace == true)
    }

    @Test func `too few packets tell no pace`() {
        #expect(tally((0..<40).map { ($0, Double($0) * 20) }).keepsPace == nil)
    }
}
