public import Telephony

/// Who is an agent of the centre: every name that ever logged in.
///
/// A queue's callers may also be taken by a destination outside, a provider. The events name both
/// alike; an agent is who has a shift, and all others are providers.
public struct Roster: Hashable, Sendable {
    /// The names of the agents.
    public private(set) var agents: Set<String>

    /// A roster of those who are known already.
    public init(agents: Set<String> = []) { self.agents = agents }

    /// Takes in an agent who logs in; all other events are passed over.
    public mutating func take(_ event: CallEvent) {
        guard case .agent(.login(let login)) = event else { return }
        agents.insert(login.agent)
    }

    /// Whether the name is an agent's, and not a provider's.
    public func isAgent(_ name: String) -> Bool { agents.contains(name) }
}
