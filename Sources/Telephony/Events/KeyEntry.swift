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
    /// Whether the keys may be part of a number of the caller's, as the keys of an entry are: the
    /// journal then keeps them where they can be erased. The keys of a menu are not.
    public var isPersonal: Bool

    /// Describes pressed keys.
    public init(_ content: Content, pressedAt: [Duration] = [], isPersonal: Bool = false) {
        self.content = content
        self.pressedAt = pressedAt
        self.isPersonal = isPersonal
    }

    /// How many keys there are.
    public var count: Int {
        switch content {
        case .digits(let digits): digits.count
        case .secret(let count): count
        }
    }
}
