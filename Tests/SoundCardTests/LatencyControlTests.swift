import Testing

@testable import SoundCard

@Suite struct LatencyControlTests {
    private func control() -> LatencyControl { LatencyControl(wanted: 100...600, window: 10) }

    /// What becomes of frames before each of which the device holds so much.
    private func copies(held: Int, silentFrom: Int, frames: Int = 25) -> [Int] {
        var control = control()
        return (0..<frames).map { control.copies(held: held, isSilent: $0 >= silentFrom) }
    }

    @Test func `within bounds each frame is played once`() {
        #expect(copies(held: 300, silentFrom: 0).allSatisfy { $0 == 1 })
    }

    @Test func `too little in the device doubles one frame of silence a window`() {
        #expect(copies(held: 50, silentFrom: 0).indices(of: 2).ranges.map(\.lowerBound) == [9, 19])
    }

    @Test func `too much in the device leaves one frame of silence out a window`() {
        #expect(
            copies(held: 900, silentFrom: 0).indices(of: 0).ranges.map(\.lowerBound) == [9, 19])
    }

    @Test(arguments: [50, 900])
    func `speech waits for the first silence to be corrected`(held: Int) {
        let copies = copies(held: held, silentFrom: 14, frames: 16)
        #expect(copies.prefix(14).allSatisfy { $0 == 1 })
        #expect(copies[14] != 1)
        #expect(copies[15] == 1)
    }

    @Test func `one low moment counts, one high moment doesn't`() {
        var control = control()
        let lows = (0..<10).map { control.copies(held: $0 == 3 ? 20 : 300, isSilent: true) }
        #expect(lows.last == 2)
        let highs = (0..<10).map { control.copies(held: $0 == 3 ? 300 : 900, isSilent: true) }
        #expect(highs.last == 1)
    }
}
