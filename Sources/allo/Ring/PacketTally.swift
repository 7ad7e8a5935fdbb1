/// What is counted of the packets of one call, as they come.
///
/// Packets follow each other in stretches: where nothing is said, a server may send nothing. Rate
/// and spacing are those within stretches.
struct PacketTally: Sendable {
    /// A pause longer than this is a silence between two stretches, not a late packet.
    static let longestSpacing = Duration.milliseconds(500)

    /// Packets that came.
    private(set) var packets = 0
    /// Packets that did not come, though later ones did.
    private(set) var lost = 0
    /// Packets that came after a later one, or twice.
    private(set) var overtaken = 0
    /// Stretches of packets without a silence between them.
    private(set) var stretches = 0
    /// When the first packet came.
    private(set) var first: ContinuousClock.Instant?
    /// How far off its time each packet came after the one before it.
    private(set) var spacingErrors = DurationTally()

    private var last: Last?
    /// The time that stretches took, and that their sound lasts.
    private var elapsed = Duration.zero
    private var played = Duration.zero

    /// The packet with the highest number.
    private struct Last {
        var sequence: UInt16
        var timestamp: UInt32
        var arrival: ContinuousClock.Instant
    }

    /// Counts a packet.
    ///
    /// - Parameters:
    ///   - sequence: its number.
    ///   - timestamp: its time, in samples at 8,000 Hz.
    ///   - arrival: when it came.
    mutating func count(sequence: UInt16, timestamp: UInt32, arrival: ContinuousClock.Instant) {
        packets += 1
        let now = Last(sequence: sequence, timestamp: timestamp, arrival: arrival)
        guard let last else {
            first = arrival
            stretches = 1
            self.last = now
            return
        }
        let step = Int16(bitPattern: sequence &- last.sequence)
        guard step > 0 else {
            overtaken += 1
            if lost > 0, step < 0 { lost -= 1 }
            return
        }
        lost += Int(step) - 1
        let spacing = arrival - last.arrival
        let samples = Int32(bitPattern: timestamp &- last.timestamp)
        let sound = Duration.microseconds(Int64(samples) * 125)
        if spacing > PacketTally.longestSpacing || !(.zero..<(.seconds(1))).contains(sound) {
            stretches += 1
        } else {
            elapsed += spacing
            played += sound
            let error = spacing - sound
            spacingErrors.add(error < .zero ? .zero - error : error)
        }
        self.last = now
    }

    /// How much faster or slower packets came than their sound plays: 0.01 is one in a hundred;
    /// nil where there were too few to tell.
    var rateError: Double? {
        guard played >= .seconds(1) else { return nil }
        return abs(elapsed / played - 1)
    }

    /// Whether packets kept to their rate within one in a hundred; nil where too few came to tell.
    var keepsPace: Bool? { rateError.map { $0 <= 0.01 } }
}
