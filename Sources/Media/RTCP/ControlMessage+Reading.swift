extension ControlMessage {
    /// Reads one datagram; nil where it isn't RTCP, or any of its packets claims more than there
    /// is (RFC 3550 §A.2).
    ///
    /// Packets of types unknown to us are stepped over.
    ///
    /// - Parameters:
    ///   - datagram: all its bytes.
    ///   - ours: the number of our own stream: only reports about it are taken.
    public init?(_ datagram: UnsafeRawBufferPointer, about ours: UInt32) {
        guard let source = datagram.number32(at: 4) else { return nil }
        self.init(source: source)
        var start = 0
        while start < datagram.count {
            guard let first = datagram.byte(at: start), first >> 6 == 2,
                let type = datagram.byte(at: start + 1), start > 0 || type <= 201, type >= 192,
                let words = datagram.number16(at: start + 2),
                start + 4 + Int(words) * 4 <= datagram.count
            else { return nil }
            let end = start + 4 + Int(words) * 4
            let body = UnsafeRawBufferPointer(rebasing: datagram[start..<end])
            guard read(body, type: type, count: Int(first & 0x1F), about: ours) else { return nil }
            start = end
        }
    }

    /// Reads one packet of the compound; false where it is shorter than it says.
    private mutating func read(
        _ packet: UnsafeRawBufferPointer, type: UInt8, count: Int, about ours: UInt32
    ) -> Bool {
        switch type {
        case ControlType.senderReport:
            guard let information = SenderInformation(packet) else { return false }
            self.information = information
            return readReports(packet, from: 28, count: count, about: ours)
        case ControlType.receiverReport:
            return readReports(packet, from: 8, count: count, about: ours)
        case ControlType.goodbye:
            guard packet.count >= 4 + count * 4 else { return false }
            for index in 0..<count where packet.number32(at: 4 + index * 4) == source {
                isGoodbye = true
            }
            return true
        default:
            return true
        }
    }

    private mutating func readReports(
        _ packet: UnsafeRawBufferPointer, from start: Int, count: Int, about ours: UInt32
    ) -> Bool {
        guard packet.count >= start + count * ReceptionReport.size else { return false }
        for index in 0..<count {
            let offset = start + index * ReceptionReport.size
            guard packet.number32(at: offset) == ours else { continue }
            report = ReceptionReport(packet, at: offset)
        }
        return true
    }
}

extension SenderInformation {
    fileprivate init?(_ packet: UnsafeRawBufferPointer) {
        guard let seconds = packet.number32(at: 8), let parts = packet.number32(at: 12),
            let timestamp = packet.number32(at: 16), let packetCount = packet.number32(at: 20),
            let byteCount = packet.number32(at: 24)
        else { return nil }
        self.init(
            time: NTPTimestamp(bits: UInt64(seconds) << 32 | UInt64(parts)), timestamp: timestamp,
            packetCount: packetCount, byteCount: byteCount)
    }
}

extension ReceptionReport {
    /// How many bytes a report takes.
    static let size = 24

    fileprivate init?(_ packet: UnsafeRawBufferPointer, at offset: Int) {
        guard let source = packet.number32(at: offset),
            let losses = packet.number32(at: offset + 4),
            let highest = packet.number32(at: offset + 8),
            let jitter = packet.number32(at: offset + 12),
            let last = packet.number32(at: offset + 16),
            let delay = packet.number32(at: offset + 20)
        else { return nil }
        self.init(
            source: source, fractionLost: UInt8(truncatingIfNeeded: losses >> 24),
            // The shifts draw the sign out of 24 bits.
            lost: Int32(bitPattern: losses << 8) >> 8, highestSequence: highest, jitter: jitter,
            lastSenderReport: last, delaySinceSenderReport: delay)
    }
}
