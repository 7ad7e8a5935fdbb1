import Crypto

/// How a digest is computed (RFC 8760, RFC 7616), the strongest last.
public enum DigestAlgorithm: Int, Hashable, Sendable, CaseIterable {
    /// For phones and exchanges that know nothing else.
    case md5
    /// MD5 with a key of the session's own.
    case md5Session
    /// RFC 8760.
    case sha256
    /// SHA-256 with a key of the session's own.
    case sha256Session

    /// What clients are asked for unless something else is known of them, the best first.
    public static let usual: [DigestAlgorithm] = [.sha256, .md5]

    /// As it stands in a header.
    public var name: String {
        switch self {
        case .md5: "MD5"
        case .md5Session: "MD5-sess"
        case .sha256: "SHA-256"
        case .sha256Session: "SHA-256-sess"
        }
    }

    /// The algorithm of a name, in any case; nil for those that Allo does not have.
    public init?(name: String) {
        guard
            let algorithm = DigestAlgorithm.allCases.first(where: {
                sameIgnoringCase($0.name, name)
            })
        else { return nil }
        self = algorithm
    }

    /// Whether the key depends on the nonces of both sides.
    var hasSessionKey: Bool { self == .md5Session || self == .sha256Session }

    /// The digest of a text in lower-case hexadecimal digits.
    func hexadecimal(of text: String) -> String {
        let bytes = Array(text.utf8)
        switch self {
        case .md5, .md5Session: return Hexadecimal.text(Insecure.MD5.hash(data: bytes))
        case .sha256, .sha256Session: return Hexadecimal.text(SHA256.hash(data: bytes))
        }
    }
}

/// Bytes as pairs of hexadecimal digits.
enum Hexadecimal {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; nil where it is not pairs of hexadecimal digits.
    static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in text.utf8 {
            guard let value = digit.hexadecimalValue else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? bytes : nil
    }
}
