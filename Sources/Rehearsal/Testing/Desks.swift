import CallCentre
import Telephony

/// The telephones of agents at work, as those see and hear them who sit there.
struct Desks {
    /// A telephone that rings, or that the agent has answered.
    struct Leg {
        var number: Int
        var isAnswered = false
    }

    private(set) var legs: [AgentID: Leg] = [:]
    /// Why the last wish of an agent was not done; taken by who asks.
    private var refusals: [AgentID: String] = [:]

    mutating func take(_ act: AgentAct, of agent: AgentID) {
        switch act {
        case .ring(let ring): legs[agent] = Leg(number: ring.leg)
        case .hangUp(let leg), .withdraw(let leg):
            if legs[agent]?.number == leg { legs[agent] = nil }
        case .refused(let refusal): refusals[agent] = "\(refusal)"
        case .answerTransfer(_, let answer):
            if answer != .done { refusals[agent] = "the transfer is refused: \(answer)" }
        case .play, .join, .joinColleague, .record: break
        }
    }

    mutating func answer(_ agent: AgentID) { legs[agent]?.isAnswered = true }

    mutating func letGo(_ agent: AgentID) { legs[agent] = nil }

    mutating func refuse(_ agent: AgentID, because reason: String) { refusals[agent] = reason }

    mutating func takeRefusal(of agent: AgentID) -> String? {
        refusals.removeValue(forKey: agent)
    }
}
