/// What became of a call that we placed or took, as times since it began.
public struct CallReport: Equatable, Sendable {
    /// When the first answer of any kind came, 100 aside; nil: none came.
    public var progressed: Duration?
    /// When it was answered; nil: it was not.
    public var answered: Duration?
    /// When it ended; nil: it goes on.
    public var ended: Duration?
    /// The last status of SIP that came or was sent; nil: none, or after an ordinary end.
    public var status: Int?
    /// Why it ended, in the words of whoever ended it; empty: they said nothing.
    public var reason = ""
    /// Whether the other side ended it.
    public var endedByPeer = false

    /// A call that has just begun.
    public init() {}
}
