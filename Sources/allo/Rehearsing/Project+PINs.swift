import Flows
import Telephony

extension Project {
    /// The PINs of the agents, from where the centre file says that they are.
    ///
    /// A rehearsal needs none but those that its transcripts type: who has none here is refused, as
    /// where it is wrong.
    func knownPINs(of centre: Centre) -> [AgentID: Secret] {
        centre.agents.values.reduce(into: [:]) { pins, agent in
            // Where a file or a variable is missing, `allo serve` tells so.
            guard let pin = try? agent.pin?.read(in: centreFolder) else { return }
            pins[agent.id] = Secret(pin)
        }
    }
}
