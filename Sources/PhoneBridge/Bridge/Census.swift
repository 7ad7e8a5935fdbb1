/// What a bridge holds at a moment. All but the listeners is back to zero after the last call, once
/// its last timers have run out.
public struct Census: Equatable, Sendable {
    /// Sockets that listen.
    public var listeners = 0
    /// Connections of TCP and TLS.
    public var connections = 0
    /// Calls, with a leg each, those that we placed too.
    public var legs = 0
    /// Dialogs of SIP.
    public var dialogs = 0
    /// Transactions of SIP.
    public var transactions = 0
    /// Timers that run.
    public var timers = 0
    /// Pairs of ports for sound.
    public var mediaPorts = 0
    /// Look-ups of names that are under way.
    public var lookUps = 0

    /// Nothing.
    public init() {}
}
