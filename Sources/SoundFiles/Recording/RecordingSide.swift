import Synchronization
import Telephony

/// One side of a recording, as lines see it.
final class RecordingSide: SoundTrack {
    /// What came and was not looked at yet.
    let ring = PacketRing()
    private let start: ContinuousClock.Instant
    private let isOpen = Atomic(true)

    /// A side of a recording that began at a moment.
    init(from start: ContinuousClock.Instant) { self.start = start }

    func put(_ sound: HeardSound) {
        guard isOpen.load(ordering: .relaxed) else { return }
        ring.put(
            sound.samples, timestamp: sound.timestamp,
            arrival: start.duration(to: sound.arrival).samples)
    }

    /// Nothing more is wanted.
    func close() { isOpen.store(false, ordering: .relaxed) }
}

/// The side of a recording that nothing is kept of.
final class UnheardSide: SoundTrack {
    func put(_ sound: HeardSound) {}
}

extension Duration {
    /// How many samples at 8,000 Hz it is, what is less than one cut off.
    var samples: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds) * 8_000 + Int(attoseconds / 125_000_000_000_000)
    }
}
