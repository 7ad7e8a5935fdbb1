/// One `a=crypto` line: a way to encrypt that one side offers or takes (RFC 4568 §9.1).
struct CryptoAttribute: Equatable {
    /// Tells the lines of one offer apart; the answer repeats that of the line it takes.
    let tag: UInt32
    let suite: MediaSecurity.Suite
    let key: MediaKey

    init(tag: UInt32, _ suite: MediaSecurity.Suite, _ key: MediaKey) {
        self.tag = tag
        self.suite = suite
        self.key = key
    }

    /// Reads the attribute's value; nil for suites and options that Allo does not have.
    ///
    /// A lifetime is passed over, since no call lasts 2³¹ packets. Several keys, an identifier
    /// inside the packets (MKI) and session parameters that must be understood are refused.
    init?(_ value: String) {
        let parsed = value.scanned { scanner -> (UInt32, MediaSecurity.Suite, MediaKey)? in
            guard let tag = scanner.takeNumber(upTo: 999_999_999),
                let suite = MediaSecurity.Suite(rawValue: scanner.text(scanner.takeWord()))
            else { return nil }
            scanner.skipBlanks()
            guard scanner.skip("inline:") else { return nil }
            let parameters = scanner.text(scanner.takeWord())
            while case let option = scanner.takeWord(), !option.isEmpty {
                // Those with a minus may be passed over (RFC 4568 §6.3.7).
                guard scanner.byte(at: option.lowerBound) == UInt8(ascii: "-") else { return nil }
            }
            let fields = parameters.split(separator: "|", omittingEmptySubsequences: false)
            guard let first = fields.first, fields.count <= 2,
                !fields.dropFirst().contains(where: { $0.contains(":") || $0.contains(";") }),
                let key = Base64.decoded(String(first)).flatMap(MediaKey.init)
            else { return nil }
            return (UInt32(truncatingIfNeeded: tag), suite, key)
        }
        guard let parsed else { return nil }
        (tag, suite, key) = parsed
    }

    /// The attribute as it is sent.
    var attribute: MediaAttribute {
        MediaAttribute("crypto", "\(tag) \(suite.rawValue) inline:\(Base64.encoded(key.bytes))")
    }
}
