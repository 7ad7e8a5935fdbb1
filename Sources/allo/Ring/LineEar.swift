import Media
import PhoneBridge
import SIP
import Synchronization
import Telephony

/// Hears one call: counts its packets, notices where sound begins, and keeps it where asked to.
///
/// Packets come on a thread of the media engine, questions from anywhere.
final class LineEar: Sendable {
    /// The longest call of which the sound is kept.
    private static let longestRecording = 8_000 * 600
    /// How much silence is kept before the first packet, in samples: packets that it has overtaken
    /// still have their place, and a prompt whose beginning was lost is found where it began.
    static let lead = 1_600

    private struct State {
        var tally = PacketTally()
        var watch = SoundWatch()
        var keyToSound = DurationTally()
        /// When sound began last.
        var soundBegan: ContinuousClock.Instant?
        /// When a key was let go, after which nothing has been heard yet.
        var keyEnd: ContinuousClock.Instant?
        /// The timestamp of the first sample that is kept.
        var begin: UInt32?
        var recording: [Int16] = []
    }

    private let keepsSound: Bool
    private let state = Mutex(State())

    /// An ear for one call.
    ///
    /// - Parameter keepsSound: whether ``recording`` is wanted.
    init(keepsSound: Bool) { self.keepsSound = keepsSound }

    /// What was counted so far.
    var tally: PacketTally { state.withLock { $0.tally } }

    /// From the end of keys to the first packet of sound after them.
    var keyToSound: DurationTally { state.withLock { $0.keyToSound } }

    /// What has been heard, at 8,000 Hz: ``lead`` samples of silence, then all since the first
    /// packet; gaps are silent.
    var recording: [Int16] { state.withLock { $0.recording } }

    /// How many samples ``recording`` holds.
    var recorded: Int { state.withLock { $0.recording.count } }

    /// Whether something has been heard, and then nothing for a while.
    var isWaiting: Bool {
        state.withLock { $0.watch.hasHeard && $0.watch.isSilent(at: .now) }
    }

    /// Whether something is being heard.
    var isHearing: Bool { state.withLock { !$0.watch.isSilent(at: .now) } }

    /// A key was let go at a moment: the time to the first sound after it counts, which may have
    /// begun already.
    func keyEnded(at end: ContinuousClock.Instant) {
        state.withLock { state in
            if let began = state.soundBegan, began >= end {
                state.keyToSound.add(began - end)
            } else {
                state.keyEnd = end
            }
        }
    }

    /// Takes in a packet.
    func hear(_ packet: HeardPacket) {
        let law = packet.codec.law
        let isSilent = law.map { packet.isSilent($0) } ?? false
        state.withLock { state in
            state.tally.count(
                sequence: packet.sequence, timestamp: packet.timestamp, arrival: packet.arrival)
            if state.watch.take(isSilent: isSilent, arrival: packet.arrival) {
                state.soundBegan = packet.arrival
                if let keyEnd = state.keyEnd { state.keyToSound.add(packet.arrival - keyEnd) }
                state.keyEnd = nil
            }
            if keepsSound, let law { LineEar.keep(packet, law, in: &state) }
        }
    }

    private static func keep(_ packet: HeardPacket, _ law: G711, in state: inout State) {
        let begin = state.begin ?? packet.timestamp &- UInt32(lead)
        state.begin = begin
        let place = Int(Int32(bitPattern: packet.timestamp &- begin))
        let end = place + packet.payload.count
        guard place >= 0, end <= longestRecording else { return }
        if end > state.recording.count {
            state.recording.append(
                contentsOf: repeatElement(0, count: end - state.recording.count))
        }
        state.recording.withUnsafeMutableBufferPointer { samples in
            _ = law.decode(
                packet.payload, into: UnsafeMutableBufferPointer(rebasing: samples[place..<end]))
        }
    }
}

extension AudioCodec {
    /// The law of its bytes; nil where it is not G.711.
    fileprivate var law: G711? {
        switch self {
        case .pcma: .aLaw
        case .pcmu: .muLaw
        case .g722: nil
        }
    }
}

extension HeardPacket {
    /// Whether nothing can be heard in it: no sample beyond the smallest step of either law.
    fileprivate func isSilent(_ law: G711) -> Bool {
        payload.allSatisfy { (-8...8).contains(law.decode($0)) }
    }
}
