/// Reads tags out of From and To without reading the rest.
enum Tag {
    /// The tag parameter of an address as text; nil where it has none.
    static func read(_ text: String) -> String? {
        var text = text
        return text.withUTF8(find)
    }

    private static func find(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index = endOfQuote(bytes, from: index)
            case UInt8(ascii: "<"):
                // Parameters in there are those of the URI.
                index = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
            case UInt8(ascii: ";"):
                if let value = value(bytes, after: index) { return value }
                index += 1
            default:
                index += 1
            }
        }
        return nil
    }

    private static func endOfQuote(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return index + 1
    }

    /// The value of the parameter after a semicolon, if it is the tag.
    private static func value(_ bytes: UnsafeBufferPointer<UInt8>, after start: Int) -> String? {
        var rest = bytes[(start + 1)...].drop(while: isBlank)
        for letter in "tag".utf8 {
            guard let first = rest.popFirst(), first | 0x20 == letter else { return nil }
        }
        rest = rest.drop(while: isBlank)
        guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
        let value = rest.drop(while: isBlank).prefix {
            !isBlank($0) && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",")
        }
        return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
}

extension HeaderBearing {
    /// The tag of From.
    var fromTag: String? { headers.first(.from).flatMap(Tag.read) }

    /// The tag of To.
    var toTag: String? { headers.first(.to).flatMap(Tag.read) }
}
