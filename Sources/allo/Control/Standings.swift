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
                Self.reason(Self.text(agent, "reason")), Self.text(agent, "contact"),
            ]
        }
        let queues = elements("queues").map { queue in
            [
                Self.text(queue, "queue"), Self.text(queue, "waiting"),
                Self.text(queue, "written"),
            ]
        }
        let first =
            agents.isEmpty
            ? "nobody is there\n"
            : Table(
                header: ["agent", "phone", "since", "state", "call", "reason", "writing"],
                rows: agents
            ).text
        return first + "\n" + Table(header: ["queue", "waiting", "written"], rows: queues).text
    }

    /// What is to be answered in writing; only that of a queue, or of people outside, where named.
    func contacts(queue: String?, provider: String?, onlyOverdue: Bool) -> String {
        let shown = elements("contacts").filter { contact in
            (queue == nil || Self.text(contact, "queue") == queue)
                && (provider == nil || Self.text(contact, "provider") == provider)
                && (!onlyOverdue || isOverdue(contact))
        }
        guard !shown.isEmpty else { return "nothing is to be answered\n" }
        return Table(
            header: [
                "contact", "queue", "received", "due", "", "with", "segment", "motive", "from",
                "subject",
            ],
            rows: shown.map { contact in
                let agent = Self.text(contact, "agent")
                return [
                    Self.text(contact, "contact"), Self.text(contact, "queue"),
                    time(contact, "received-ms"), time(contact, "due-ms"),
                    isOverdue(contact) ? "overdue" : "",
                    agent.isEmpty ? Self.text(contact, "provider") : agent,
                    Self.text(contact, "segment"), Self.text(contact, "motive"),
                    Self.text(contact, "from"), Self.text(contact, "subject"),
                ]
            }
        ).text
    }

    private func isOverdue(_ contact: [JSONValue.Member]) -> Bool {
        guard let due = Int64(Self.text(contact, "due-ms")) else { return false }
        return Double(due) < now.timeIntervalSince1970 * 1_000
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
    private func since(_ fields: [JSONValue.Member]) -> String { time(fields, "since-ms") }

    private func time(_ fields: [JSONValue.Member], _ name: String) -> String {
        guard let milliseconds = Int64(Self.text(fields, name)) else { return "" }
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
