/// Where one phone of a user can be reached (RFC 3261 §10).
public struct Binding: Equatable, Sendable {
    /// The contact that the phone gave.
    public var contact: SIPURI
    /// Where the phone's registration came from: what is behind a NAT is reached there.
    public var hop: Hop
    /// How much the user likes to be reached there, 0...1000 thousandths.
    public var preference: Int
    /// When it ends.
    public var end: Duration
    /// The registration it comes from, by which later ones are told from earlier ones.
    let callID: String
    let number: UInt32
}
