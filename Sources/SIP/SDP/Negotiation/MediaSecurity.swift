/// How the packets of a stream are kept secret (SRTP, RFC 3711) with keys told in SDP (RFC 4568).
public struct MediaSecurity: Equatable, Sendable {
    /// How packets are encrypted and authenticated.
    public enum Suite: String, Hashable, Sendable, CaseIterable {
        /// With an authentication tag of 80 bits.
        case aesCounter128Tag80 = "AES_CM_128_HMAC_SHA1_80"
        /// With an authentication tag of 32 bits.
        case aesCounter128Tag32 = "AES_CM_128_HMAC_SHA1_32"
    }

    /// How packets are encrypted and authenticated.
    public var suite: Suite
    /// What we encrypt with.
    public var ourKey: MediaKey
    /// What the other side encrypts with.
    public var theirKey: MediaKey

    /// Joins a suite and the keys of both sides.
    public init(_ suite: Suite, ourKey: MediaKey, theirKey: MediaKey) {
        self.suite = suite
        self.ourKey = ourKey
        self.theirKey = theirKey
    }
}

/// A master key of 16 bytes and a master salt of 14, one after the other (RFC 4568 §6.2).
///
/// It prints as dots, so that no log can tell it.
public struct MediaKey: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// How many bytes it has.
    public static let length = 30

    /// The bytes of the key, then those of the salt.
    public let bytes: [UInt8]

    /// Takes over a key; nil unless it has ``length`` bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == MediaKey.length else { return nil }
        self.bytes = bytes
    }

    /// Makes a key by chance; the generator must be one for secrets, in tests aside.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<MediaKey.length).map { _ in
            UInt8(truncatingIfNeeded: generator.next() as UInt64)
        }
    }

    /// Dots.
    public var description: String { "••••" }

    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Whether a stream is, may be or must be kept secret.
public enum SecurityPolicy: Equatable, Sendable {
    /// Only plain RTP.
    case never
    /// Plain RTP in our offers, SRTP where the other side offers it.
    case allowed(MediaKey)
    /// Only SRTP.
    case required(MediaKey)

    /// Our key; nil where none may be used.
    public var key: MediaKey? {
        switch self {
        case .never: nil
        case .allowed(let key), .required(let key): key
        }
    }

    /// Whether plain RTP is refused.
    public var isRequired: Bool {
        if case .required = self { true } else { false }
    }
}
