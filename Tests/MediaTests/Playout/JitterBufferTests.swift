import TestSupport
import Testing

@testable import Media

/// A sender of sound whose samples count up from 1, so that each tells its place.
private struct CountedSound {
    var buffer = JitterBuffer()
    private(set) var heard: [Int16] = []

    /// Puts in the packet with a number, at a time in milliseconds.
    mutating func put(_ number: Int, at milliseconds: Int, offset: UInt32 = 0) {
        let samples = (0..<160).map { Int16(truncatingIfNeeded: (number * 160 + $0) % 29_920 + 1) }
        samples.withUnsafeBufferPointer {
            buffer.put(
                $0, timestamp: UInt32(truncatingIfNeeded: number * 160) &+ offset,
                now: .milliseconds(milliseconds))
        }
    }

    /// Takes 20 ms, and says how much of it arrived.
    @discardableResult
    mutating func take() -> Int {
        var samples = [Int16](repeating: 7, count: 160)
        let count = samples.withUnsafeMutableBufferPointer { buffer.take($0) }
        heard += samples
        return count
    }

    /// The numbers of the packets that were heard: their second half, as the first is mixed with
    /// what filled a gap before it.
    var packets: [Int] {
        stride(from: 0, to: heard.count, by: 160).compactMap { start in
            let middle = Int(heard[start + 80]) - 81
            guard middle >= 0, middle % 160 == 0, Int(heard[start + 159]) == middle + 160
            else { return nil }
            return middle / 160
        }
    }
}

@Suite struct JitterBufferTests {
    @Test func `sound that comes evenly is heard one packet late, and whole`() {
        var sound = CountedSound()
        for number in 0..<100 {
            sound.put(number, at: number * 20)
            #expect(sound.take() == 160)
        }
        #expect(sound.packets == Array(0..<100))
        #expect(sound.buffer.delay == 160)
    }

    @Test(arguments: [0, UInt32.max - 800])
    func `packets that overtake one another or come twice are heard in order`(offset: UInt32) {
        var sound = CountedSound()
        sound.put(1, at: 0, offset: offset)
        sound.put(0, at: 5, offset: offset)
        sound.put(3, at: 40, offset: offset)
        sound.put(2, at: 41, offset: offset)
        sound.put(2, at: 42, offset: offset)
        for _ in 0..<4 { sound.take() }
        sound.put(5, at: 120, offset: offset)
        sound.put(4, at: 121, offset: offset)
        sound.put(6, at: 122, offset: offset)
        for _ in 0..<8 { sound.take() }
        #expect(sound.packets == Array(0..<7))
    }

    @Test func `a lost packet leaves a gap of its length`() {
        var sound = CountedSound()
        for number in [0, 1, 2, 4, 5] { sound.put(number, at: 0) }
        let counts = (0..<6).map { _ in sound.take() }
        #expect(counts == [160, 160, 160, 0, 160, 160])
    }

    @Test func `nothing is heard before enough is there, nor after the end`() {
        var sound = CountedSound()
        #expect(sound.take() == 0)
        sound.put(0, at: 0)
        #expect(sound.take() == 160)
        #expect(sound.take() == 0)
        #expect(sound.buffer.waiting == 0)
        #expect(sound.heard[..<160].allSatisfy { $0 == 0 })
    }

    @Test func `the delay grows with the jitter at once, and comes back slowly`() {
        var sound = CountedSound()
        for number in 0..<50 {
            sound.put(number, at: number * 20 + (number == 40 ? 60 : 0))
            sound.take()
        }
        #expect((600...640).contains(sound.buffer.delay))
        for number in 50..<2_000 {
            sound.put(number, at: number * 20)
            sound.take()
        }
        #expect((160...180).contains(sound.buffer.delay))
    }

    @Test func `the delay has bounds`() {
        var sound = CountedSound()
        for number in 0..<200 {
            sound.put(number, at: number * 20 + (number % 7) * 100)
            sound.take()
            #expect(sound.buffer.delay <= 1_600)
            #expect(sound.buffer.waiting <= 4_096)
        }
    }

    @Test func `with jitter nearly all is heard`() {
        var sound = CountedSound()
        var relay = LossyRelay<Int>(.init(disorder: 0.05, jitter: 30, holdUp: 40), seed: 4)
        for number in 0..<3_000 {
            relay.send(number, at: number * 20)
            while let (packet, time) = relay.arrival(before: number * 20 + 20) {
                sound.put(packet, at: time)
            }
            sound.take()
        }
        #expect(sound.packets.count > 2_900)
        #expect(zip(sound.packets, sound.packets.dropFirst()).allSatisfy { $0 != $1 })
    }

    @Test func `a sender whose clock is faster is followed without end of the ring`() {
        var sound = CountedSound()
        var number = 0
        // Every hundredth packet time brings two packets: 1 %.
        for step in 0..<5_000 {
            for _ in 0..<(step % 100 == 99 ? 2 : 1) {
                sound.put(number, at: step * 20)
                number += 1
            }
            sound.take()
        }
        #expect(sound.buffer.waiting <= 160 * 8)
    }

    @Test func `timestamps that jump begin anew`() {
        var sound = CountedSound()
        for number in [0, 1, 100_000, 100_001, 50, 51] { sound.put(number, at: 0) }
        for _ in 0..<2 { sound.take() }
        #expect(sound.packets.suffix(2) == [50, 51])
    }

    @Test func `timestamps set back a little are followed after some packets`() {
        var sound = CountedSound()
        for number in 0..<20 {
            sound.put(number, at: number * 20)
            sound.take()
        }
        for number in 0..<20 {
            sound.put(number, at: (number + 20) * 20)
            sound.take()
        }
        #expect(sound.packets == Array(0..<20) + Array(10..<20))
        #expect(sound.buffer.late == 10)
    }

    @Test func `what comes too late is not heard`() {
        var sound = CountedSound()
        for number in [0, 1, 3] { sound.put(number, at: 0) }
        for _ in 0..<4 { sound.take() }
        sound.put(2, at: 100)
        sound.take()
        #expect(sound.packets == [0, 1, 3])
        #expect(sound.buffer.late == 1)
    }

    @Test func `packets of any length and time never trap`() {
        var chance = SeededGenerator(seed: 8)
        var buffer = JitterBuffer(packetTime: 80, longest: 800)
        var target = [Int16](repeating: 0, count: 240)
        let samples = (0..<8_000).map { Int16(truncatingIfNeeded: $0) }
        for _ in 0..<5_000 {
            let count = Int(chance.next() % (chance.next() % 50 == 0 ? 8_000 : 400))
            samples.prefix(count).withContiguousStorageIfAvailable {
                buffer.put(
                    $0,
                    timestamp: UInt32(
                        truncatingIfNeeded: chance.next() % 4 == 0
                            ? chance.next() : chance.next() % 6_000),
                    now: .milliseconds(Int(chance.next() % 1_000_000)))
            }
            _ = target.withUnsafeMutableBufferPointer { all in
                buffer.take(
                    UnsafeMutableBufferPointer(rebasing: all[..<Int(chance.next() % 240)]))
            }
        }
        #expect(buffer.delay <= 800)
    }
}
