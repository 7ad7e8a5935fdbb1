public import Telephony

/// One thing that is otherwise in a "what if".
public enum SimulationChange: Hashable, Sendable {
    /// So many agents of a group, or people of a destination.
    case staff(String, count: Int)
    /// Other hours of the calendar, the group and the destination of a name.
    case hours(of: String, [Weekday: [DaySpan]])
    /// Another longest wait in a queue.
    case maxWait(queue: String, Duration)
    /// Another number of callers who may wait in a queue.
    case maxLength(queue: String, Int)
    /// So many times the calls, of one stream or of all.
    case arrivals(stream: String?, factor: Double)
    /// Another time of talk in a queue.
    case talk(queue: String, Distribution)
    /// Another flow file, in place of the flow of its name.
    case flow(file: String)
    /// Another centre file.
    case centre(file: String)
    /// Another simulation file, as for what people press in a menu with other keys.
    case simulation(file: String)

    /// What can be written, for messages.
    public static let forms =
        "GROUP=22, hours CALENDAR=monday-friday 09:00-17:00, hours GROUP=…, max-wait QUEUE=3m, "
        + "max-length QUEUE=20, arrivals=1.2, talk QUEUE=exponential 4m, flow=FILE, centre=FILE, "
        + "simulation=FILE"

    /// Reads changes separated by commas.
    ///
    /// A comma between spans of hours belongs to them.
    ///
    /// - Throws: ``SimulationChangeError`` for the first that can't be read.
    public static func list(_ text: String) throws(SimulationChangeError) -> [SimulationChange] {
        var parts: [String] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            if !part.contains("="), let last = parts.last, last.trimmed.hasPrefix("hours ") {
                parts[parts.count - 1] += ",\(part)"
            } else {
                parts.append(String(part))
            }
        }
        var changes: [SimulationChange] = []
        for part in parts { changes.append(try SimulationChange(part.trimmed)) }
        return changes
    }

    private init(_ text: String) throws(SimulationChangeError) {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { throw SimulationChangeError(text: text) }
        let words = halves[0].split { $0.isWhitespace }.map(String.init)
        let value = String(halves[1]).trimmed
        guard
            let change = SimulationChange(words.first ?? "", words.dropFirst().first, value),
            (1...2).contains(words.count)
        else { throw SimulationChangeError(text: text) }
        self = change
    }

    private init?(_ word: String, _ name: String?, _ value: String) {
        switch (word, name) {
        case ("hours", let name?):
            guard let hours = Self.hours(value) else { return nil }
            self = .hours(of: name, hours)
        case ("max-wait", let queue?):
            guard let span = ScalarReading.duration(value), span > .zero else { return nil }
            self = .maxWait(queue: queue, span)
        case ("max-length", let queue?):
            guard let length = ScalarReading.integer(value), length > 0 else { return nil }
            self = .maxLength(queue: queue, length)
        case ("arrivals", let stream):
            guard let factor = ScalarReading.decimal(value), (0...1_000).contains(factor) else {
                return nil
            }
            self = .arrivals(stream: stream, factor: factor)
        case ("talk", let queue?):
            guard let talk = Distribution(value), talk != .never else { return nil }
            self = .talk(queue: queue, talk)
        case ("flow", nil): self = .flow(file: value)
        case ("centre", nil): self = .centre(file: value)
        case ("simulation", nil): self = .simulation(file: value)
        case (let group, nil) where Names.isName(group):
            guard let count = ScalarReading.integer(value), count <= 10_000 else { return nil }
            self = .staff(group, count: count)
        default: return nil
        }
    }

    /// `monday-friday 09:00-12:00, 14:00-17:00; saturday 09:00-12:00`.
    private static func hours(_ text: String) -> [Weekday: [DaySpan]]? {
        var weekly: [Weekday: [DaySpan]] = [:]
        for part in text.split(separator: ";") {
            let part = String(part).trimmed
            guard let space = part.firstIndex(of: " "),
                // What is wrong with it is told of the whole change.
                let days = try? SpanParser.weekdays(String(part[..<space])),
                let spans = try? SpanParser.spans(String(part[space...]).trimmed)
            else { return nil }
            for day in days { weekly[day] = spans }
        }
        return weekly.isEmpty ? nil : weekly
    }
}

/// A change that can't be read.
public struct SimulationChangeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// As it was written.
    public let text: String

    /// One sentence that shows how changes are written.
    public var description: String {
        "‘\(text.shortened)’ is no change such as \(SimulationChange.forms)"
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
