import Reports
import Telephony

/// Who was an agent at which event of the journal, so that a call that is read again comes out as it
/// did before.
struct RosterHistory {
    private var agents: [(name: String, since: Int64)] = []
    /// All of them.
    private var roster = Roster()

    /// The history as it was kept, in any order.
    init(_ agents: [(name: String, since: Int64)] = []) {
        self.agents = agents.sorted { $0.since < $1.since }
        roster = Roster(agents: Set(agents.map(\.name)))
    }

    /// Takes in an agent who logs in.
    ///
    /// - Returns: whether they are new.
    mutating func take(_ login: AgentEvent.Login, at id: Int64) -> Bool {
        guard !roster.isAgent(login.agent) else { return false }
        agents.append((login.agent, id))
        roster.take(.agent(.login(login)))
        return true
    }

    /// The agents at the event with the number `id`.
    func roster(at id: Int64) -> Roster {
        guard let last = agents.last, last.since > id else { return roster }
        return Roster(agents: Set(agents.prefix { $0.since <= id }.map(\.name)))
    }
}
