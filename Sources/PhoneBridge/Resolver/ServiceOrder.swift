/// The order in which the hosts of a service are tried (RFC 2782).
enum ServiceOrder {
    /// A host that gives a service.
    struct Entry: Hashable, Sendable {
        var priority: UInt16
        var weight: UInt16
        var port: UInt16
        var host: String
    }

    /// The lowest priority first; within one, by chance, in proportion to the weights.
    static func order(
        _ entries: [Entry], using generator: inout some RandomNumberGenerator
    ) -> [Entry] {
        var ordered: [Entry] = []
        let groups = Dictionary(grouping: entries, by: \.priority)
        for priority in groups.keys.sorted() {
            // Those without weight first, so that they have a small chance (RFC 2782, "Weight").
            var rest = (groups[priority] ?? []).sorted {
                ($0.weight, $0.host) < ($1.weight, $1.host)
            }
            while !rest.isEmpty {
                let total = rest.reduce(0) { $0 + Int($1.weight) }
                var mark = Int.random(in: 0...total, using: &generator)
                let index =
                    rest.firstIndex { entry in
                        mark -= Int(entry.weight)
                        return mark <= 0
                    } ?? 0
                ordered.append(rest.remove(at: index))
            }
        }
        return ordered
    }
}
