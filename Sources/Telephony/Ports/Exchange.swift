/// Rings people and brings them together with callers. `PhoneBridge` fills it in.
///
/// An agent is rung on a line of their own: what their telephone does comes as the ``LineEvent``s of
/// that line, and it is the caller of the exchange who joins it with a caller's.
///
/// ```swift
/// let agent = exchange.ring("anne", through: nil, as: ShownCaller(name: "level1"), within: ring)
/// for await event in agent.events {
///     if event == .reached { exchange.join(caller, agent) }
/// }
/// ```
///
/// While an agent has put a joined line on hold, what is played on the other is heard there, and
/// ``LineEvent/retrieved`` ends it: the two hear each other again without another join.
public protocol Exchange: Sendable {
    /// Rings somebody on a line of their own. Returns at once.
    ///
    /// ``LineEvent/reached`` or ``LineEvent/notReached(_:_:)`` follows, after the latter the end of
    /// the events. ``Line/close()`` before that takes the call back, and nothing follows.
    ///
    /// - Parameters:
    ///   - address: the name of a telephone that registers here, a number, or a `sip:` address.
    ///   - trunk: the trunk that carries the call; nil: as the list of destinations says. A
    ///     telephone that registers here needs none.
    ///   - caller: who they see calling.
    ///   - patience: how long they may ring.
    /// - Returns: the line, whose call is on its way.
    func ring(
        _ address: String, through trunk: String?, as caller: ShownCaller,
        within patience: Duration
    ) -> any Line

    /// Takes a call back that another agent has answered: the telephone rings no more, and does not
    /// list it as missed. Nothing follows but the end of the events; a call that was answered
    /// meanwhile is hung up. ``Line/close()`` is called afterwards as for any line.
    func withdraw(_ line: any Line)

    /// Lets the parties of two lines hear each other. What plays to them is stopped.
    ///
    /// When one hangs up, or is hung up on, ``LineEvent/otherPartyHungUp`` is told on the other.
    func join(_ one: any Line, _ other: any Line)

    /// Ends what ``join(_:_:)`` began; both calls go on.
    func part(_ one: any Line, _ other: any Line)

    /// Whether somebody can be rung there now, as far as is known: a telephone that is registered
    /// here and was not found dead since, or an address that needs no registration.
    func isReachable(_ address: String) -> Bool

    /// What becomes of the telephones that register here. Can be iterated once; of what nobody has
    /// looked at yet, the newest thousand are kept.
    var reachability: AsyncStream<ReachabilityChange> { get }
}

extension Exchange {
    /// Leaves it to ``Line/close()``: nobody lists missed calls.
    public func withdraw(_ line: any Line) {}
}

/// Who somebody that is rung sees calling.
public struct ShownCaller: Equatable, Sendable {
    /// The name, as in `level1 - Mme Martin`; nil: none.
    public var name: String?
    /// The number; nil: that of the trunk.
    public var number: PhoneNumber?

    /// Describes who is shown.
    public init(name: String? = nil, number: PhoneNumber? = nil) {
        self.name = name
        self.number = number
    }
}

/// A telephone that registers here can be rung from now on, or can't any more.
public struct ReachabilityChange: Equatable, Sendable {
    /// The name of the telephone.
    public var phone: String
    /// Whether it can be rung.
    public var isReachable: Bool

    /// Describes a change.
    public init(phone: String, isReachable: Bool) {
        self.phone = phone
        self.isReachable = isReachable
    }
}
