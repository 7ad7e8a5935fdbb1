import Telephony

@testable import PhoneBridge

/// Writes messages of the Domain Name System, for tests.
enum DNSWriter {
    /// The answer to a question, with its number and its name as they came.
    static func answer(to question: [UInt8], _ records: [DNSRecord]) -> [UInt8] {
        var bytes = Array(question.prefix(2)) + [0x81, records.isEmpty ? 0x83 : 0x80]
        bytes += [0, 1, 0, UInt8(records.count), 0, 0, 0, 0]
        bytes += question.dropFirst(12)
        for record in records { bytes += written(record) }
        return bytes
    }

    /// What a question asks: the name and the kind; nil for none that is known.
    static func question(_ bytes: [UInt8]) -> (name: String, kind: DNSKind)? {
        var labels: [String] = []
        var offset = 12
        while offset < bytes.count, bytes[offset] > 0 {
            let end = offset + 1 + Int(bytes[offset])
            guard end < bytes.count else { return nil }
            labels.append(String(decoding: bytes[offset + 1..<end], as: UTF8.self))
            offset = end
        }
        guard offset + 4 < bytes.count else { return nil }
        let number = UInt16(bytes[offset + 1]) << 8 | UInt16(bytes[offset + 2])
        return DNSKind(rawValue: number).map { (labels.joined(separator: ".").lowercased(), $0) }
    }

    private static func written(_ record: DNSRecord) -> [UInt8] {
        let (kind, data): (UInt16, [UInt8])
        switch record.content {
        case .address(.v4(let number)): (kind, data) = (1, big(number))
        case .address(.v6(let high, let low)): (kind, data) = (28, big(high) + big(low))
        case .alias(let name): (kind, data) = (5, written(name))
        case .service(let priority, let weight, let port, let host):
            (kind, data) = (33, big(priority) + big(weight) + big(port) + written(host))
        case .rule(let order, let preference, let flags, let service, let name):
            let texts = [flags, service, ""].flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
            (kind, data) = (35, big(order) + big(preference) + texts + written(name))
        }
        return written(record.name) + big(kind) + [0, 1] + big(record.lifetime)
            + big(UInt16(data.count)) + data
    }

    private static func written(_ name: String) -> [UInt8] {
        name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    private static func big<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
