import Crypto

/// Makes nonces that tell when they were made and that nobody else can make.
///
/// A nonce is the time in milliseconds (8 bytes), a number of its own (4 bytes), and the first
/// 16 bytes of an HMAC over both and the realm.
struct NonceMint: Sendable {
    private static let sealLength = 16

    private let key: SymmetricKey
    private let realm: [UInt8]
    private var serial: UInt32 = 0

    init(key: SymmetricKey, realm: String) {
        self.key = key
        self.realm = Array(realm.utf8)
    }

    /// A nonce made now.
    mutating func next(now: Duration) -> String {
        serial &+= 1
        let milliseconds = NonceMint.milliseconds(now)
        let head = NonceMint.bytes(milliseconds) + NonceMint.bytes(UInt64(serial)).suffix(4)
        return Hexadecimal.text(head + seal(head))
    }

    /// When a nonce of ours was made, however long ago; nil for one of others.
    func time(of nonce: String) -> Duration? {
        guard nonce.utf8.count == 2 * (12 + NonceMint.sealLength),
            let bytes = Hexadecimal.bytes(nonce)
        else { return nil }
        let head = Array(bytes.prefix(12))
        guard ConstantTime.areEqual(seal(head), bytes.dropFirst(12)) else { return nil }
        let milliseconds = head.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return .milliseconds(Int64(truncatingIfNeeded: milliseconds))
    }

    private func seal(_ head: [UInt8]) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: head + realm, using: key)
        return Array(code.prefix(NonceMint.sealLength))
    }

    private static func milliseconds(_ time: Duration) -> UInt64 {
        let (seconds, attoseconds) = time.components
        return UInt64(max(0, seconds)) &* 1_000
            &+ UInt64(max(0, attoseconds)) / 1_000_000_000_000_000
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - $0 * 8)) }
    }
}
