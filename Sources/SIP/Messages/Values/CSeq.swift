/// The number and method that order the requests of a dialog (RFC 3261 §20.16).
public struct CSeq: Hashable, Sendable {
    /// Below 2³¹.
    public var number: UInt32
    /// The method of the request, also in its responses.
    public var method: Method

    /// Joins a number below 2³¹ and a method.
    public init(_ number: UInt32, _ method: Method) {
        self.number = number
        self.method = method
    }

    /// Reads `1 INVITE`; nil for anything else.
    public init?(_ text: String) {
        let value = text.read { scanner -> CSeq? in
            guard let number = scanner.takeNumber(upTo: 0x7FFF_FFFF) else { return nil }
            let start = scanner.position
            scanner.skipBlanks()
            guard scanner.position > start else { return nil }
            let method = scanner.take(.token)
            guard !method.isEmpty else { return nil }
            return CSeq(
                UInt32(truncatingIfNeeded: number), Method(rawValue: scanner.text(method)))
        }
        guard let value else { return nil }
        self = value
    }
}

extension CSeq: CustomStringConvertible {
    /// As it is sent.
    public var description: String { "\(number) \(method)" }
}
