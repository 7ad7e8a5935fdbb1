import Testing

@testable import SoundFiles

@Suite struct RecordingTapeTests {
    private func packet(_ value: Int16, count: Int = 160) -> [Int16] {
        [Int16](repeating: value, count: count)
    }

    @Test func `the sides are taken in turns, and gaps are silence`() {
        var tape = RecordingTape(sides: 2)
        tape.put(packet(1), of: 0, timestamp: 0, arrival: 160)
        tape.put(packet(2), of: 1, timestamp: 7, arrival: 320)
        tape.put(packet(3), of: 0, timestamp: 320, arrival: 480)
        let taken = tape.take(upTo: 480)
        #expect(taken.count == 960)
        #expect(stride(from: 0, to: 960, by: 320).map { taken[$0] } == [1, 0, 3])
        #expect(stride(from: 1, to: 960, by: 320).map { taken[$0] } == [0, 2, 0])
        #expect(tape.start == 480)
    }

    @Test func `what overlaps the beginning is cut`() {
        var tape = RecordingTape(sides: 1)
        tape.put(packet(5), of: 0, timestamp: 0, arrival: 60)
        #expect(tape.take(upTo: 160) == packet(5, count: 60) + packet(0, count: 100))
        #expect(tape.latePackets == 0)
    }

    @Test func `what comes when its place was taken is counted`() {
        var tape = RecordingTape(sides: 1)
        tape.put(packet(1), of: 0, timestamp: 0, arrival: 160)
        _ = tape.take(upTo: 4_000)
        tape.put(packet(2), of: 0, timestamp: 160, arrival: 4_200)
        #expect(tape.latePackets == 1)
        #expect(tape.take(upTo: 4_160).allSatisfy { $0 == 0 })
    }

    @Test func `what is muted is silence on all sides, with a margin for keys`() {
        var tape = RecordingTape(sides: 2)
        for index in 0..<100 {
            for side in 0..<2 {
                tape.put(
                    packet(9), of: side, timestamp: UInt32(index * 160), arrival: (index + 1) * 160)
            }
        }
        tape.mute(from: 4_000)
        let before = tape.take(upTo: 2_000)
        tape.unmute(at: 8_000)
        let rest = tape.take(upTo: 16_000)
        let all = before + rest
        for (index, sample) in all.enumerated() {
            let isSilent = (3_200..<10_000).contains(index / 2)
            guard sample == (isSilent ? 0 : 9) else {
                Issue.record("\(sample) at \(index / 2)")
                return
            }
        }
    }

    @Test func `a mute without an end lasts`() {
        var tape = RecordingTape(sides: 1)
        tape.mute(from: 800)
        tape.mute(from: 5_000)
        for index in 0..<100 {
            tape.put(packet(9), of: 0, timestamp: UInt32(index * 160), arrival: (index + 1) * 160)
        }
        #expect(tape.take(upTo: 16_000).allSatisfy { $0 == 0 })
    }

    @Test func `no more is taken than is at hand`() {
        var tape = RecordingTape(sides: 1)
        #expect(tape.take(upTo: 100_000).count == RecordingTape.room)
        #expect(tape.take(upTo: 10).isEmpty)
        #expect(tape.start == RecordingTape.room)
    }
}
