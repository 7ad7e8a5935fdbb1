/// The SIP user agent: what comes from the network or the application goes in as an event, what is
/// to be sent or told comes out as effects.
///
/// It is a pure machine: it has no socket, clock or task. The shell feeds it every message that the
/// gate let pass, every command, and the time when ``State/nextDeadline`` is reached.
///
/// ```swift
/// let agent = UserAgent(settings)
/// var state = agent.makeState()
/// let event = UserAgent.Event.received(message, from: hop, peer: peer)
/// for effect in agent.step(&state, on: event, now: now, using: &rng) { … }
/// ```
public struct UserAgent: Sendable {
    /// What the operator decided.
    public let settings: Settings

    /// A user agent with these settings; several may share one state, one after the other.
    public init(_ settings: Settings) {
        self.settings = settings
    }

    /// A state without calls.
    public func makeState() -> State {
        State(desk: Desk(transactions: TransactionLayer(settings.transactions), settings: settings))
    }

    /// Works off one event.
    ///
    /// - Parameters:
    ///   - state: what the user agent knows; this event is worked into it.
    ///   - event: what happened.
    ///   - now: the time on a clock that never goes back; it has no other meaning.
    ///   - rng: where tags, branches and pauses come from; cryptographically strong in service.
    /// - Returns: what is to be done, in order.
    public func step(
        _ state: inout State, on event: Event, now: Duration,
        using rng: inout some RandomNumberGenerator
    ) -> [Effect] {
        state.desk.settings = settings
        state.desk.now = now
        state.desk.chance = Chance(seed: rng.next())
        state.take(event)
        defer { state.desk.effects = [] }
        return state.desk.effects
    }

    /// The Allow header for a peer.
    static func allow(for peer: PeerID) -> String {
        switch peer {
        case .trunk: trunkMethods
        case .phones: phoneMethods
        }
    }

    private static let trunkMethods = list(.trunk(""))
    private static let phoneMethods = list(.phones(""))

    private static func list(_ peer: PeerID) -> String {
        Gate.allowed(for: peer).map(\.rawValue).joined(separator: ", ")
    }
}
