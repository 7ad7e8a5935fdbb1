import Telephony

/// Packets that came before it was agreed what they hold: the first words of somebody who was rung
/// may overtake their answer.
///
/// Bounded: three seconds of speech.
struct EarlyPackets {
    struct Packet {
        let bytes: [UInt8]
        let source: IPEndpoint
        /// When it came, in nanoseconds of the thread's clock.
        let arrival: Int64
    }

    private static let most = 150

    private var packets: [Packet] = []

    /// How many are kept.
    var count: Int { packets.count }

    /// Keeps a packet, unless there are enough of them.
    mutating func add(
        _ bytes: Slice<UnsafeMutableRawBufferPointer>, from source: IPEndpoint, arrival: Int64
    ) {
        guard packets.count < EarlyPackets.most else { return }
        packets.append(Packet(bytes: Array(bytes), source: source, arrival: arrival))
    }

    /// Gives all of them away, the oldest first.
    mutating func removeAll() -> [Packet] {
        defer { packets = [] }
        return packets
    }
}
