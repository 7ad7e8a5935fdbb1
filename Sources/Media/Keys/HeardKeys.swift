public import Telephony

/// A key that was pressed and let go.
public struct HeardKey: Equatable, Sendable {
    /// The key.
    public let digit: Digit
    /// How long it was pressed, as far as reports of it arrived, in samples.
    public let length: UInt32
}

/// The keys that one packet, or the time, brought to their end: at most two.
public struct HeardKeys: Sequence, IteratorProtocol, Equatable, Sendable {
    private var first: HeardKey?
    private var second: HeardKey?

    @usableFromInline
    init(_ first: HeardKey? = nil, _ second: HeardKey? = nil) {
        self.first = first ?? second
        self.second = first == nil ? nil : second
    }

    /// The next of them, in the order they were pressed.
    public mutating func next() -> HeardKey? {
        let next = first
        first = second
        second = nil
        return next
    }
}
