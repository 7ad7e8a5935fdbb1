import Flows
import Telephony

extension SimulationPlan {
    /// What goes in, a line each.
    var inputs: [String] {
        streams.map { "arrivals \($0.name): \($0.input("calls")) to \($0.called)" }
            + written.map {
                "written \($0.name): \($0.arrivals.input("contacts")) to \($0.queue), "
                    + "handle time \($0.handleTime)"
            }
            + profiles.sorted { $0.key < $1.key }.map { name, profile in
                "callers \(name): patience \(profile.patience)"
                    + (profile.customers.map { known in
                        ", \((known.share * 100).plain) % of \(known.directory)"
                    } ?? "")
                    + (profile.repetition.map { ", \(($0.share * 100).plain) % call again" } ?? "")
            } + staff.map(\.input)
            + talk.sorted { $0.key < $1.key }.map { "talk \($0.key): \($0.value)" }
            + transfers.sorted { $0.key < $1.key }.map { queue, parts in
                "transfers \(queue): "
                    + parts.map { "\(($0.weight * 100).plain) % to \($0.value)" }
                    .joined(separator: ", ")
            }
            + destinations.sorted { $0.key < $1.key }.map { name, people in
                "outside \(name): \(people.positions.map { "\($0) positions" } ?? "no limit"), "
                    + "talk \(people.talk)"
                    + (people.answersWritten.map { ", answers what is written after \($0)" } ?? "")
            }
            + endpoints.keys.sorted().map {
                "endpoint \($0): \(endpoints[$0]?.answers.count ?? 0) answers"
            }
    }
}

extension SimulationPlan.Stream {
    /// How many come.
    fileprivate func input(_ noun: String) -> String {
        switch volume {
        case .calls(let count, .all): "\(count.plain) \(noun) in all"
        case .calls(let count, let period): "\(count.plain) \(noun) a \(period.rawValue)"
        case .replay(let log): "replayed from \(log)"
        }
    }
}

extension SimulationPlan.StaffGroup {
    fileprivate var input: String {
        "staff \(name): \(count), \((levels + queues).joined(separator: ", "))"
            + (talk.map { ", talk \($0)" } ?? "")
            + ", wrap-up \(wrapUp.map { "\($0)" } ?? "constant 15s")"
    }
}

extension Double {
    /// Without decimals that say nothing.
    fileprivate var plain: String {
        self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self)
    }
}
