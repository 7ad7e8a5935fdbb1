import Foundation
import Testing

@testable import SoundFiles

@Suite struct PacketRingTests {
    private func put(
        _ samples: [Int16], _ ring: PacketRing, timestamp: UInt32 = 0, arrival: Int = 0
    ) {
        samples.withUnsafeBufferPointer { ring.put($0, timestamp: timestamp, arrival: arrival) }
    }

    @Test func `packets come out as they went in`() {
        let ring = PacketRing()
        var samples: [Int16] = []
        for round in 0..<1_000 {
            let sent = [Int16.min, Int16(round), .max]
            put(sent, ring, timestamp: .max - UInt32(round), arrival: round * 1_000_000_007 - 5)
            let packet = ring.take(into: &samples)
            #expect(packet?.timestamp == .max - UInt32(round))
            #expect(packet?.arrival == round * 1_000_000_007 - 5)
            #expect(samples == sent)
        }
        let nothing = ring.take(into: &samples)
        #expect(nothing == nil)
        #expect(ring.dropped == 0)
    }

    @Test func `two seconds find room, and what does not is counted`() {
        let ring = PacketRing()
        let packet = [Int16](repeating: 1, count: 160)
        for _ in 0..<200 { put(packet, ring) }
        var samples: [Int16] = []
        var count = 0
        while ring.take(into: &samples) != nil { count += 1 }
        #expect(count >= 96)
        #expect(count + ring.dropped == 200)
        put(packet, ring)
        let last = ring.take(into: &samples)
        #expect(last != nil)
    }

    @Test func `what is put on one thread is taken whole on another`() async {
        let ring = PacketRing()
        let taker = Task.detached { () -> Int in
            var samples: [Int16] = []
            var sum = 0
            while true {
                guard let packet = ring.take(into: &samples) else {
                    await Task.yield()
                    continue
                }
                if packet.timestamp == .max { return sum }
                #expect(samples.allSatisfy { $0 == Int16(packet.timestamp % 1_000) })
                sum += 1
            }
        }
        var isFull = 0
        for index in 0..<20_000 {
            let value = Int16(index % 1_000)
            let before = ring.dropped
            put([Int16](repeating: value, count: 80), ring, timestamp: UInt32(value))
            isFull += ring.dropped - before
        }
        while true {
            let before = ring.dropped
            put([], ring, timestamp: .max)
            if ring.dropped == before { break }
            await Task.yield()
        }
        #expect(await taker.value == 20_000 - isFull)
    }
}
