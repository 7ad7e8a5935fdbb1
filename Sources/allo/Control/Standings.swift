import Foundation
import Queues
import Telephony

/// The answer to a list of agents and queues, or of callbacks, for people.
struct Standings {
    private let answer: JSONValue
    private let now: Date
    private let zone: TimeZone

    /// Reads the answer of a server; times are shown as the clocks of a zone do.
    init(_ answer: JSONValue, now: Date = Date(), zone: TimeZone = .current) {
        self.answer = answer
        self.now = now
        self.zone = zone
    }

    /// Two tables.
    var text: String {
        let agents = elements("agents").map { agent in
            [
                Self.text(agent, "agent"), Self.text(agent, "phone"), since(agent),
                Self.text(agent, "state"), Self.text(agent, "call"),
                Self.reason(Self.text(agent, "reason")),
            ]
        }
        let queues = elements("queues").map { queue in
            [Self.text(queue, "queue"), Self.text(queue, "waiting")]
        }
        let first =
            agents.isEmpty
            ? "nobody is there\n"
            : Table(
                header: ["agent", "phone", "since", "state", "call", "reason"], rows: agents
            ).text
        return first + "\n" + Table(header: ["queue", "waiting"], rows: queues).text
    }

    /// Who is to be called back.
    var callbacks: String {
        let rows = elements("callbacks").map { callback in
            [
                Self.text(callback, "call"), Self.text(callback, "number"),
                Self.text(callback, "queue"), since(callback), Self.text(callback, "attempts"),
            ]
        }
        guard !rows.isEmpty else { return "nobody is to be called back\n" }
        return Table(
            header: ["call", "number", "queue", "since", "attempts"], rows: rows, numbers: 4..<5
        ).text
    }

    /// What a reason that Allo gives by itself means; others are the agents' own words.
    private static func reason(_ word: String) -> String {
        switch word {
        case AgentState.awayAfterMisses: "let calls ring unanswered"
        case AgentState.awayUnreachable: "telephone can't be reached"
        case AgentState.awayAtLogin: "not ready yet"
        default: word
        }
    }

    /// Since when, by the clock on the wall; with the day where that was another.
    private func since(_ fields: [JSONValue.Member]) -> String {
        guard let milliseconds = Int64(Self.text(fields, "since-ms")) else { return "" }
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let isToday = calendar.isDate(date, inSameDayAs: now)
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = zone
        format.dateFormat = isToday ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss"
        return format.string(from: date)
    }

    private func elements(_ list: String) -> [[JSONValue.Member]] {
        guard case .object(let members) = answer,
            case .array(let elements) = members.first(where: { $0.name == list })?.value
        else { return [] }
        return elements.map { if case .object(let fields) = $0 { fields } else { [] } }
    }

    private static func text(_ fields: [JSONValue.Member], _ name: String) -> String {
        switch fields.first(where: { $0.name == name })?.value {
        case .string(let text), .number(let text): text
        case .null, .bool, .array, .object, nil: ""
        }
    }
}
