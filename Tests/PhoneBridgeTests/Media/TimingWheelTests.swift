import TestSupport
import Testing

@testable import PhoneBridge

@Suite struct TimingWheelTests {
    /// The slots that a tick's list holds, taken out.
    private func slots(of wheel: inout TimingWheel, at tick: Int64) -> [Int] {
        var slots: [Int] = []
        var next = wheel.take(at: tick)
        while let slot = next {
            slots.append(slot)
            next = wheel.follower(of: slot)
        }
        return slots
    }

    private func check(
        _ wheel: inout TimingWheel, at tick: Int64, _ expected: [Int],
        _ location: SourceLocation = #_sourceLocation
    ) {
        let found = slots(of: &wheel, at: tick)
        #expect(found == expected, sourceLocation: location)
    }

    @Test func `slots come out at their tick, in the order they were put in`() {
        var wheel = TimingWheel()
        for slot in [5, 2, 9] { wheel.put(slot, at: 40) }
        wheel.put(7, at: 41)
        #expect(wheel.count == 4)
        check(&wheel, at: 39, [])
        check(&wheel, at: 40, [5, 2, 9])
        check(&wheel, at: 40, [])
        #expect(wheel.count == 1)
    }

    @Test func `a slot is put in again while its list is walked`() {
        var wheel = TimingWheel()
        for slot in 0..<4 { wheel.put(slot, at: 3) }
        var next = wheel.take(at: 3)
        while let slot = next {
            next = wheel.follower(of: slot)
            wheel.put(slot, at: 23)
        }
        check(&wheel, at: 23, [0, 1, 2, 3])
    }

    @Test(arguments: [0, 1, 2])
    func `a slot is taken out of the list of its tick, the others keep their order`(gone: Int) {
        var wheel = TimingWheel()
        for slot in 0..<3 { wheel.put(slot, at: 8) }
        wheel.remove(gone, at: 8)
        #expect(wheel.count == 2)
        check(&wheel, at: 8, [0, 1, 2].filter { $0 != gone })
    }

    @Test func `streams spread over the twenty milliseconds`() {
        var wheel = TimingWheel()
        var loads = [Int](repeating: 0, count: 20)
        for slot in 0..<1_000 {
            // All begin at the same moment.
            let tick = wheel.quietTick(from: 100)
            #expect((100..<120).contains(tick))
            loads[Int(tick % 20)] += 1
            wheel.put(slot, at: tick)
        }
        #expect(loads.allSatisfy { (45...55).contains($0) })
    }
}
