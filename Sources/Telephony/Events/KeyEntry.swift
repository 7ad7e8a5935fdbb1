/// Keys that a caller pressed, as they may be written down.
public struct KeyEntry: Hashable, Sendable {
    /// What is known of the keys.
    public enum Content: Hashable, Sendable {
        /// The keys themselves.
        case digits([Digit])
        /// So many keys of an entry that no log may show.
        case secret(count: Int)
    }

    /// What is known of the keys.
    public var content: Content
    /// When each key was pressed, since the call was answered. Empty where all were pressed at the
    /// time of the event that holds them.
    public var pressedAt: [Duration]

    /// Describes pressed keys.
    public init(_ content: Content, pressedAt: [Duration] = []) {
        self.content = content
        self.pressedAt = pressedAt
    }

    /// How many keys there are.
    public var count: Int {
        switch content {
        case .digits(let digits): digits.count
        case .secret(let count): count
        }
    }
}
