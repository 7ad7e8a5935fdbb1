extension ControlMessage {
    /// The datagram.
    ///
    /// - Parameter name: the canonical name (CNAME), which must not tell who or where somebody is
    ///   (RFC 7022); beyond 255 bytes it is cut.
    /// - Returns: a sender report where we send, else a receiver report; our name; the goodbye.
    public func bytes(name: String) -> [UInt8] {
        var writer = ControlWriter()
        let reports: UInt8 = report == nil ? 0 : 1
        writer.packet(
            type: information == nil ? ControlType.receiverReport : ControlType.senderReport,
            count: reports
        ) { writer in
            writer.append(source)
            if let information { writer.append(information) }
            if let report { writer.append(report) }
        }
        writer.packet(type: ControlType.description, count: 1) { writer in
            writer.append(source)
            writer.append(name: name.utf8.prefix(255))
        }
        if isGoodbye {
            writer.packet(type: ControlType.goodbye, count: 1) { $0.append(source) }
        }
        return writer.bytes
    }
}

/// Puts packets one behind the other, each with its length in words.
private struct ControlWriter {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(128) }

    mutating func packet(type: UInt8, count: UInt8, _ body: (inout ControlWriter) -> Void) {
        let start = bytes.count
        bytes.append(0x80 | count)
        bytes.append(type)
        append(UInt16(0))
        body(&self)
        let words = UInt16((bytes.count - start) / 4 - 1)
        bytes[start + 2] = UInt8(words >> 8)
        bytes[start + 3] = UInt8(words & 0xFF)
    }

    mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ information: SenderInformation) {
        append(information.time.bits)
        append(information.timestamp)
        append(information.packetCount)
        append(information.byteCount)
    }

    mutating func append(_ report: ReceptionReport) {
        append(report.source)
        append(UInt32(report.fractionLost) << 24 | UInt32(bitPattern: report.lost) & 0xFF_FFFF)
        append(report.highestSequence)
        append(report.jitter)
        append(report.lastSenderReport)
        append(report.delaySinceSenderReport)
    }

    /// The one item CNAME, then zeros to the end of the word: one at least (RFC 3550 §6.5).
    mutating func append(name: some Collection<UInt8>) {
        bytes.append(1)
        bytes.append(UInt8(name.count))
        bytes.append(contentsOf: name)
        repeat { bytes.append(0) } while !bytes.count.isMultiple(of: 4)
    }
}
