import Testing

@testable import SoundFiles

@Suite struct TrackClockTests {
    /// Where packets of 20 ms are put that come at these times, in milliseconds; timestamps begin
    /// at `first`.
    private func positions(
        of packets: [(timestamp: Int, arrival: Int)], first: UInt32 = 4_000_000_000
    ) -> [Int] {
        var clock = TrackClock()
        return packets.map { packet in
            clock.position(
                timestamp: first &+ UInt32(truncatingIfNeeded: packet.timestamp * 8), count: 160,
                arrival: packet.arrival * 8) / 8
        }
    }

    @Test func `the first packet ends when it comes, the others keep their distances`() {
        #expect(
            positions(of: [(0, 120), (20, 155), (40, 161), (80, 207), (60, 209)])
                == [100, 120, 140, 180, 160])
    }

    @Test func `timestamps may wrap around`() {
        let packets = (0..<6).map { (timestamp: $0 * 20, arrival: 20 + $0 * 20) }
        #expect(positions(of: packets, first: .max - 300) == [0, 20, 40, 60, 80, 100])
    }

    @Test func `a burst is put where it was said`() {
        // The network stood still for 300 ms, then everything came at once.
        let burst = (5..<20).map { (timestamp: $0 * 20, arrival: 400) }
        let packets = (0..<5).map { (timestamp: $0 * 20, arrival: 20 + $0 * 20) } + burst
        #expect(positions(of: packets) == (0..<20).map { $0 * 20 })
    }

    @Test func `another stream begins where it comes`() {
        let packets =
            (0..<5).map { (timestamp: $0 * 20, arrival: 20 + $0 * 20) }
            + (0..<3).map { (timestamp: 900_000 + $0 * 20, arrival: 520 + $0 * 20) }
        #expect(positions(of: packets).suffix(3) == [500, 520, 540])
    }

    @Test func `a clock that stood still for a while is put right`() {
        let packets =
            (0..<5).map { (timestamp: $0 * 20, arrival: 20 + $0 * 20) }
            + (5..<15).map { (timestamp: $0 * 20, arrival: 420 + $0 * 20) }
        #expect(positions(of: packets).last == 680)
    }

    @Test func `one late packet changes nothing`() {
        let packets = [(0, 20), (20, 40), (40, 190), (60, 191), (80, 192), (100, 120)]
        #expect(
            positions(of: packets.map { (timestamp: $0.0, arrival: $0.1) })
                == [0, 20, 40, 60, 80, 100])
    }

    @Test func `a slow clock is never far off`() {
        // 1 ms a second, which no telephone's clock is wrong by.
        var clock = TrackClock()
        for packet in 0..<50_000 {
            let arrival = 160 + packet * 160 + packet * 160 / 1_000
            let position = clock.position(
                timestamp: UInt32(packet * 160), count: 160, arrival: arrival)
            #expect(abs(position - (arrival - 160)) <= TrackClock.tolerance + 8)
        }
    }
}
