import Synchronization
import Telephony

/// Packets on their way from threads of sound to the recorder: two seconds of them at least, without
/// a lock.
///
/// Owns its memory. Unchecked: what was put and not taken belongs to the one who takes, all else to
/// the one who puts; the two counters hand it over. A second thread that puts at the same moment, as
/// when another agent takes over, is turned away.
final class PacketRing: @unchecked Sendable {
    /// A packet that was put.
    struct Packet {
        /// The time of its first sample on the clock of the party.
        var timestamp: UInt32
        /// When it came, in samples since the beginning of the recording.
        var arrival: Int
        /// How many samples it has.
        var count: Int
    }

    /// Words of 16 bits; a power of two.
    private static let capacity = 1 << 14
    /// The words before the samples of a packet: how many they are, the timestamp, the arrival.
    private static let headerSize = 7

    private let words: UnsafeMutableBufferPointer<UInt16>
    private let put = Atomic<Int>(0)
    private let taken = Atomic<Int>(0)
    private let isBusy = Atomic<Bool>(false)
    private let lost = Atomic<Int>(0)

    init() {
        words = .allocate(capacity: PacketRing.capacity)
        words.initialize(repeating: 0)
    }

    deinit { words.deallocate() }

    /// How many packets found no room.
    var dropped: Int { lost.load(ordering: .relaxed) }

    /// Puts a packet behind all others, if there is room.
    func put(_ samples: UnsafeBufferPointer<Int16>, timestamp: UInt32, arrival: Int) {
        guard
            isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
        else {
            lost.add(1, ordering: .relaxed)
            return
        }
        defer { isBusy.store(false, ordering: .releasing) }
        let start = put.load(ordering: .relaxed)
        let size = PacketRing.headerSize + samples.count
        guard start &- taken.load(ordering: .acquiring) &+ size <= PacketRing.capacity,
            samples.count <= UInt16.max
        else {
            lost.add(1, ordering: .relaxed)
            return
        }
        self[start] = UInt16(samples.count)
        for part in 0..<2 {
            self[start &+ 1 &+ part] = UInt16(truncatingIfNeeded: timestamp >> (16 * part))
        }
        for part in 0..<4 {
            self[start &+ 3 &+ part] = UInt16(truncatingIfNeeded: arrival >> (16 * part))
        }
        var index = start &+ PacketRing.headerSize
        for sample in samples {
            self[index] = UInt16(bitPattern: sample)
            index &+= 1
        }
        put.store(start &+ size, ordering: .releasing)
    }

    /// Takes the oldest packet.
    ///
    /// - Parameter samples: takes its samples in place of what it holds.
    /// - Returns: the packet; nil where there is none.
    func take(into samples: inout [Int16]) -> Packet? {
        let start = taken.load(ordering: .relaxed)
        guard put.load(ordering: .acquiring) != start else { return nil }
        let count = Int(self[start])
        var timestamp: UInt32 = 0
        for part in 0..<2 { timestamp |= UInt32(self[start &+ 1 &+ part]) << (16 * part) }
        var arrival = 0
        for part in 0..<4 { arrival |= Int(self[start &+ 3 &+ part]) << (16 * part) }
        samples.removeAll(keepingCapacity: true)
        let first = start &+ PacketRing.headerSize
        for index in 0..<count { samples.append(Int16(bitPattern: self[first &+ index])) }
        taken.store(first &+ count, ordering: .releasing)
        return Packet(timestamp: timestamp, arrival: arrival, count: count)
    }

    private subscript(index: Int) -> UInt16 {
        get { words[index & (PacketRing.capacity - 1)] }
        set { words[index & (PacketRing.capacity - 1)] = newValue }
    }
}
