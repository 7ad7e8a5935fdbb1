/// Where in a recording the packets of one side belong.
///
/// Their timestamps say how far they are apart, whatever the network did to them; when they came
/// says where the first of them belongs. A side whose packets keep coming at other times than their
/// timestamps say is put right: another agent has taken over, a telephone has stopped its clock
/// while it was on hold, or its clock is slow.
///
/// All numbers are samples at 8,000 Hz since the beginning of the recording.
struct TrackClock: Equatable {
    /// How far off the timestamps may be for long: 50 ms.
    static let tolerance = 400
    /// How far off they may never be: a second.
    static let limit = 8_000
    /// How many packets in a row make them wrong, rather than the network slow.
    static let steadyPackets = 5

    private struct Anchor: Equatable {
        var timestamp: UInt32
        var position: Int
    }

    private var anchor: Anchor?
    /// How much later the last packet came than it should have.
    private var lastLateness = 0
    private var strays = 0

    /// Where the first sample of a packet belongs.
    ///
    /// - Parameters:
    ///   - timestamp: its time on the clock of the party.
    ///   - count: how many samples it has.
    ///   - arrival: when it came, whole: its last sample was said then, as near as we know.
    /// - Returns: the position; below zero before the beginning.
    mutating func position(timestamp: UInt32, count: Int, arrival: Int) -> Int {
        let heard = arrival - count
        guard let anchor else { return begin(timestamp, at: heard) }
        let step = Int(Int32(bitPattern: timestamp &- anchor.timestamp))
        let expected = anchor.position + step
        let lateness = heard - expected
        guard abs(lateness) <= TrackClock.limit else { return begin(timestamp, at: heard) }
        // Packets of a burst come together, each less late than the one before.
        let isSteady = abs(lateness - lastLateness) <= count / 2
        strays = abs(lateness) <= TrackClock.tolerance ? 0 : isSteady ? strays + 1 : 1
        lastLateness = lateness
        guard strays < TrackClock.steadyPackets else { return begin(timestamp, at: heard) }
        if step > 0 { self.anchor = Anchor(timestamp: timestamp, position: expected) }
        return expected
    }

    private mutating func begin(_ timestamp: UInt32, at position: Int) -> Int {
        anchor = Anchor(timestamp: timestamp, position: position)
        lastLateness = 0
        strays = 0
        return position
    }
}
