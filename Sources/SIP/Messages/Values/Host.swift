public import Telephony

/// Who a URI or a Via means: a name or an address.
public enum Host: Hashable, Sendable {
    /// A name in lower case, to be looked up.
    case name(String)
    /// An address.
    case address(IPAddress)

    /// Reads a name, `192.0.2.1` or `[2001:db8::1]`; nil for anything else.
    public init?(_ text: String) {
        guard let host = text.read(Host.init(scanner:)) else { return nil }
        self = host
    }

    init?(scanner: inout ByteScanner) {
        if scanner.skip(UInt8(ascii: "[")) {
            let inner = scanner.take(.address6)
            guard scanner.skip(UInt8(ascii: "]")), inner.count <= 45,
                let address = IPAddress("[" + scanner.text(inner) + "]")
            else { return nil }
            self = .address(address)
            return
        }
        let name = scanner.take(.hostName)
        guard (1...255).contains(name.count) else { return nil }
        let bytes = scanner.bytes(name)
        if let number = Host.version4(bytes) {
            self = .address(.v4(number))
            return
        }
        guard Host.isName(bytes) else { return nil }
        let text = scanner.text(name)
        self = .name(bytes.contains { $0 != $0.lowercased } ? text.lowercased() : text)
    }

    /// Four decimal numbers of up to three digits; leading zeros as some phones write them.
    private static func version4(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard (7...15).contains(bytes.count) else { return nil }
        var address: UInt32 = 0
        var number: UInt32 = 0
        var digits = 0
        var dots = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "."):
                guard digits > 0, dots < 3 else { return nil }
                address = address << 8 | number
                number = 0
                digits = 0
                dots += 1
            case 48...57:
                number = number * 10 + UInt32(byte &- 48)
                digits += 1
                guard digits <= 3, number <= 255 else { return nil }
            default:
                return nil
            }
        }
        return dots == 3 && digits > 0 ? address << 8 | number : nil
    }

    /// Labels without empty ones, the last with a letter: `300.1.1.1` is no name.
    private static func isName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous = UInt8(ascii: ".")
        var lastLabelHasLetter = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: ".") {
                guard previous != byte else { return false }
                if index < bytes.count - 1 { lastLabelHasLetter = false }
            } else if !(48...57).contains(byte) {
                lastLabelHasLetter = true
            }
            previous = byte
        }
        return lastLabelHasLetter
    }
}

extension Host: CustomStringConvertible {
    /// As it is sent: an address of version 6 in brackets.
    public var description: String {
        switch self {
        case .name(let name): name
        case .address(let address): address.isVersion6 ? "[\(address)]" : "\(address)"
        }
    }
}
