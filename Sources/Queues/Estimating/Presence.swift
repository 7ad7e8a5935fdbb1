/// How many agents are present for each queue, and for each two queues together.
struct Presence: Equatable, Sendable {
    private let lines: Int
    private var counts: [Int]

    /// Nobody is present.
    init(lines: Int) {
        self.lines = lines
        counts = Array(repeating: 0, count: lines * lines)
    }

    /// Agents who serve a line.
    subscript(line: Int) -> Int { counts[line * lines + line] }

    /// Agents who serve both lines.
    func serving(_ one: Int, and other: Int) -> Int { counts[one * lines + other] }

    /// Counts one agent in or out.
    mutating func count(_ services: [Service], by change: Int) {
        for one in services {
            for other in services { counts[one.line * lines + other.line] += change }
        }
    }
}
