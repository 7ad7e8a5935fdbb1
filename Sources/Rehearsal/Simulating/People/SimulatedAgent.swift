import Flows
import Telephony

/// An agent of a simulation.
struct SimulatedAgent: Sendable {
    let id: AgentID
    /// The place of their group.
    let group: Int
    /// Their place in the group, from 0.
    let number: Int
    let shift: SimulationPlan.Shift?
    var chance: Chance
    /// Whether they are at work: until they go.
    var isThere = false
    /// Whether they take a break.
    var isOnBreak = false
    /// Whether their telephone is out of order.
    var isPhoneDead = false
    /// The telephone that rings, or at which they talk.
    var leg: Int?
    /// With whom they talk.
    var call: CallID?
    /// How many talks they have had: what was in mind for an earlier one is not done any more.
    var talks = 0
    /// How long they are to wrap up; nil for as long as the centre gives.
    var wrap: Int64?
    /// The name of their shift in the journal.
    var shiftName: CallID?

    /// The agents of a plan, named after their groups, in the order of these.
    static func all(of plan: SimulationPlan, seed: UInt64) -> [SimulatedAgent] {
        plan.staff.enumerated().flatMap { place, group in
            (0..<group.count).map { number in
                SimulatedAgent(
                    id: group.agent(number), group: place, number: number,
                    shift: group.shift(of: number),
                    chance: Chance(
                        seed: seed, .agents, UInt64(naming: group.name), UInt64(number)))
            }
        }
    }

    /// The breaks of a day: those who have the same take them one after the other.
    var breaks: [Range<Int>] { (shift?.breaks ?? []).map { $0.span(of: number) } }
}

extension SimulationPlan.StaffGroup {
    /// The name of one of them, from 0.
    func agent(_ number: Int) -> AgentID { AgentID(rawValue: "\(name)-\(number + 1)") }
}

extension Centre {
    /// The centre with the agents of a plan in place of its own.
    func staffed(by plan: SimulationPlan) -> Centre {
        var centre = self
        centre.agents = [:]
        var order = 0
        for group in plan.staff {
            for number in 0..<group.count {
                let id = group.agent(number)
                centre.agents[id] = Agent(
                    id: id, phone: "phone-of-\(id)", levels: group.levels, queues: group.queues,
                    skills: group.skills,
                    // What is drawn ends before this.
                    wrapUp: group.wrapUp == nil ? Agent.usualWrapUp : .seconds(86_400),
                    order: order)
                order += 1
            }
        }
        return centre
    }
}
