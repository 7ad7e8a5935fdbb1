import Telephony

/// Reads the records out of a message of the Domain Name System (RFC 1035 §4).
///
/// Bounded: 256 records at most, and names that point only backwards, so that none goes on for
/// ever. What can't be read ends the list.
struct DNSAnswerReader {
    private let bytes: [UInt8]
    private var offset = 0

    /// The records of the answer, and of the additional section.
    static func records(of bytes: [UInt8]) -> [DNSRecord] {
        var reader = DNSAnswerReader(bytes: bytes)
        return reader.records() ?? []
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func records() -> [DNSRecord]? {
        offset = 4
        guard let questions = number16(), let answers = number16(), let authorities = number16(),
            let additions = number16()
        else { return nil }
        for _ in 0..<min(questions, 16) {
            guard name() != nil, skip(4) else { return nil }
        }
        var records: [DNSRecord] = []
        let total = min(256, Int(answers) + Int(authorities) + Int(additions))
        for _ in 0..<total {
            guard let entry = record() else { return records }
            if let record = entry.record { records.append(record) }
        }
        return records
    }

    /// One record; without content where it is of a kind that nobody asked for.
    private mutating func record() -> (record: DNSRecord?, Void)? {
        guard let name = name(), let kind = number16(), let family = number16(),
            let high = number16(), let low = number16(), let length = number16(),
            offset + Int(length) <= bytes.count
        else { return nil }
        let end = offset + Int(length)
        defer { offset = end }
        guard family == 1, let content = content(of: kind, until: end) else { return (nil, ()) }
        let lifetime = UInt32(high) << 16 | UInt32(low)
        return (DNSRecord(name: name, lifetime: lifetime, content: content), ())
    }

    private mutating func content(of kind: UInt16, until end: Int) -> DNSRecord.Content? {
        switch kind {
        case 1:
            guard end - offset == 4, let high = number16(), let low = number16() else { return nil }
            return .address(.v4(UInt32(high) << 16 | UInt32(low)))
        case 28:
            guard end - offset == 16 else { return nil }
            let halves = (number64(), number64())
            return .address(IPAddress(high: halves.0, low: halves.1))
        case 5:
            return name().map(DNSRecord.Content.alias)
        case 33:
            guard let priority = number16(), let weight = number16(), let port = number16(),
                let host = name()
            else { return nil }
            return .service(priority: priority, weight: weight, port: port, host: host)
        case 35:
            guard let order = number16(), let preference = number16(), let flags = text(),
                let service = text(), text() != nil, let replacement = name()
            else { return nil }
            return .rule(
                order: order, preference: preference, flags: flags.lowercased(),
                service: service.lowercased(), name: replacement)
        default:
            return nil
        }
    }

    private mutating func skip(_ count: Int) -> Bool {
        guard bytes.count - offset >= count else { return false }
        offset += count
        return true
    }

    private mutating func number16() -> UInt16? {
        guard bytes.count - offset >= 2 else { return nil }
        defer { offset += 2 }
        return UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])
    }

    /// Eight bytes that are known to be there.
    private mutating func number64() -> UInt64 {
        defer { offset += 8 }
        return bytes[offset..<offset + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A text with its length before it (RFC 1035 §3.3).
    private mutating func text() -> String? {
        guard offset < bytes.count else { return nil }
        let length = Int(bytes[offset])
        guard bytes.count - offset > length else { return nil }
        defer { offset += 1 + length }
        return String(decoding: bytes[offset + 1..<offset + 1 + length], as: UTF8.self)
    }

    /// A name in lower case, whose end may stand further ahead (RFC 1035 §4.1.4).
    private mutating func name() -> String? {
        var labels: [String] = []
        var position = offset
        var lowest = offset
        var hasJumped = false
        var length = 0
        while position < bytes.count {
            let size = Int(bytes[position])
            switch size {
            case 0:
                if !hasJumped { offset = position + 1 }
                return labels.joined(separator: ".")
            case 1..<64:
                guard position + size < bytes.count, length + size < 255 else { return nil }
                let label = bytes[position + 1...position + size]
                labels.append(String(decoding: label, as: UTF8.self).lowercased())
                length += size + 1
                position += size + 1
            case 192...:
                guard position + 1 < bytes.count else { return nil }
                let target = (size & 63) << 8 | Int(bytes[position + 1])
                guard target < lowest else { return nil }
                if !hasJumped { offset = position + 2 }
                hasJumped = true
                lowest = target
                position = target
            default:
                return nil
            }
        }
        return nil
    }
}
