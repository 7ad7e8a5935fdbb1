/// What a request or a header points at: a SIP address, or a URI of another scheme.
public enum URI: Hashable, Sendable {
    /// `sip:` or `sips:`.
    case sip(SIPURI)
    /// Another scheme (`tel:`, `urn:` …) as written; only `tel:` is understood any further.
    case other(String)

    /// Reads a URI; nil where the text is none.
    public init?(_ text: String) {
        guard let uri = text.scanned({ URI(bytes: $0.bytes($0.rest)) }) else { return nil }
        self = uri
    }

    /// Reads bytes that hold one URI and nothing else.
    init?(bytes: UnsafeBufferPointer<UInt8>) {
        if let uri = SIPURI(bytes: bytes) {
            self = .sip(uri)
            return
        }
        var scanner = ByteScanner(bytes)
        guard !scanner.skip("sip:"), !scanner.skip("sips:") else { return nil }
        let scheme = scanner.take(.scheme)
        guard let first = scanner.bytes(scheme).first, (97...122).contains(first.lowercased),
            scanner.skip(UInt8(ascii: ":")), !scanner.take(.uri).isEmpty, scanner.isAtEnd
        else { return nil }
        self = .other(scanner.text(0..<bytes.count))
    }

    /// The SIP address; nil for another scheme.
    public var sip: SIPURI? {
        if case .sip(let uri) = self { uri } else { nil }
    }

    /// Who is meant: the user of a SIP address, the number of a `tel:` URI without its visual
    /// separators and parameters (RFC 3966 §3); nil where there is neither.
    public var user: String? {
        switch self {
        case .sip(let uri):
            return uri.user
        case .other(let text):
            return text.scanned { scanner in
                guard scanner.skip("tel:") else { return nil }
                let number = scanner.bytes(scanner.take(upTo: UInt8(ascii: ";")))
                return String(
                    decoding: number.filter { !ByteClass("-.()").contains($0) }, as: UTF8.self)
            }
        }
    }
}

extension URI: CustomStringConvertible {
    /// As it is sent.
    public var description: String {
        switch self {
        case .sip(let uri): uri.description
        case .other(let text): text
        }
    }
}
