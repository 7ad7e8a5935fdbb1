/// The name of a header; case does not matter and compact forms are the same name
/// (RFC 3261 §7.3.1, §7.3.3).
public struct HeaderName: Sendable {
    private enum Form {
        case known(KnownHeader)
        case other(String)
    }

    private let form: Form

    init(_ known: KnownHeader) { form = .known(known) }

    /// Names a header by its long or compact form; nil where the text is no token.
    public init?(_ text: String) {
        guard
            let name = text.scanned({ scanner -> HeaderName? in
                let token = scanner.take(.token)
                guard !token.isEmpty, scanner.isAtEnd else { return nil }
                return HeaderName(token: scanner.bytes(token))
            })
        else { return nil }
        self = name
    }

    /// Names a header by bytes that are known to be a token.
    init(token: UnsafeBufferPointer<UInt8>) {
        if let known = KnownHeader.find(token) {
            form = .known(known)
        } else {
            form = .other(String(wire: token))
        }
    }

    /// The name as it is sent: the usual long form, or as it came where it is not known.
    public var text: String {
        switch form {
        case .known(let known): known.rawValue
        case .other(let text): text
        }
    }
}

extension HeaderName: Hashable {
    /// Compares without case.
    public static func == (one: HeaderName, other: HeaderName) -> Bool {
        switch (one.form, other.form) {
        case (.known(let one), .known(let other)): one == other
        case (.other(let one), .other(let other)): sameIgnoringCase(one, other)
        case (.known, .other), (.other, .known): false
        }
    }

    /// Hashes without case.
    public func hash(into hasher: inout Hasher) {
        switch form {
        case .known(let known): hasher.combine(known)
        case .other(let text): for byte in text.utf8 { hasher.combine(byte.lowercased) }
        }
    }
}

extension HeaderName: CustomStringConvertible {
    /// The name as it is sent.
    public var description: String { text }
}
