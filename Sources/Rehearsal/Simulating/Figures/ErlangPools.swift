import Flows
import Reports
import Telephony

/// Queues with agents of their own, of whom each serves all of them: what the formulas of Erlang are
/// about.
struct ErlangPool: Sendable {
    /// The queues, by name.
    let queues: [String]
    /// The groups of their agents, by place.
    let groups: [Int]

    /// How it is called in reports.
    var name: String { queues.joined(separator: " + ") }

    /// The pools of a plan; queues of which some agents serve only a part are in none, nor are those
    /// of which somebody outside takes a share.
    static func all(of plan: SimulationPlan, in centre: Centre) -> [ErlangPool] {
        var left = centre.queues.values.filter { queue in
            plan.staff.contains { $0.serves(queue) && $0.count > 0 }
        }.sorted { $0.name < $1.name }
        var pools: [ErlangPool] = []
        while let first = left.first {
            var queues = [first]
            var groups: Set<Int> = []
            var hasGrown = true
            while hasGrown {
                groups.formUnion(
                    plan.staff.indices.filter { place in
                        plan.staff[place].count > 0
                            && queues.contains(where: plan.staff[place].serves)
                    })
                let more = left.filter { queue in
                    !queues.contains { $0.name == queue.name }
                        && groups.contains { plan.staff[$0].serves(queue) }
                }
                queues += more
                hasGrown = !more.isEmpty
            }
            left.removeAll { queue in queues.contains { $0.name == queue.name } }
            let isWhole = groups.allSatisfy { group in
                queues.allSatisfy { queue in
                    plan.staff[group].serves(queue) && queue.skills.isEmpty
                        && centre.levels[queue.level]?.destinations.isEmpty ?? true
                }
            }
            guard isWhole else { continue }
            pools.append(
                ErlangPool(queues: queues.map(\.name).sorted(), groups: groups.sorted()))
        }
        return pools
    }
}
