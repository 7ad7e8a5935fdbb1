import Reports
import Telephony

/// How many agents are needed when, ready to be shown.
struct StaffSheet {
    /// One line.
    struct Line {
        /// The time of day, or what the line is about.
        let label: String
        let row: Staffing.Row
    }

    let lines: [Line]
    /// What has to be known to read it.
    let notes: [String]
    private let goal: Staffing.Goal

    /// So many agents, and how one more or less would do.
    ///
    /// - Throws: `StaffingError` where the question is impossible.
    init(of demand: Demand, goal: Staffing.Goal, shrinkage: Double, agents: Int?) throws {
        self.goal = goal
        func line(_ label: String, agents: Int) throws -> Line {
            Line(
                label: label,
                row: try Staffing.row(
                    of: agents, for: demand, goal: goal, shrinkage: shrinkage))
        }
        if let agents {
            lines = [try line("with", agents: agents)]
        } else {
            let wanted = try Staffing.plan([demand], goal: goal, shrinkage: shrinkage)[0].agents
            lines = try (max(0, wanted - 2)...wanted + 2).map { agents in
                try line(agents == wanted ? "needed" : "", agents: agents)
            }
        }
        notes = ["\(demand.load.text) erlangs"]
    }

    /// The agents of a day.
    ///
    /// - Throws: `StaffingError` where the goal is impossible.
    init(_ day: CallsByHour, goal: Staffing.Goal, shrinkage: Double) throws {
        self.goal = goal
        let rows = try Staffing.plan(day.hours.map(\.demand), goal: goal, shrinkage: shrinkage)
        lines = zip(day.hours, rows).map { Line(label: $0.label, row: $1) }
        notes = [day.text]
    }

    // MARK: - Text

    /// The table for people.
    var text: String {
        var header = [
            "", "calls", "erlangs", "agents", "on rota", "service level", "waiting", "mean wait",
            "occupancy",
        ]
        if goal.patience != nil { header.append("hang up") }
        let rows = lines.map { line in
            let found = line.row.performance
            var cells = [
                line.label, line.row.demand.calls.text, line.row.demand.load.text,
                String(line.row.agents), String(line.row.scheduled), found.serviceLevel.percent,
                found.waitProbability.percent, found.averageWait?.text ?? "grows",
                found.occupancy.percent,
            ]
            if goal.patience != nil { cells.append(found.abandonment.percent) }
            return cells
        }
        return Table(header: header, rows: rows, numbers: 1..<header.count).text
            + notes.map { $0 + "\n" }.joined() + goal.text + "\n"
    }

    // MARK: - JSON

    /// The same as JSON on one line: shares between 0 and 1, times in seconds.
    var json: String {
        JSONValue.object([
            .init("goal", goal.json),
            .init("rows", .array(lines.map(\.json))),
        ]).text
    }
}

extension StaffSheet.Line {
    fileprivate var json: JSONValue {
        let found = row.performance
        var members: [JSONValue.Member] = [
            .init("calls", .decimal(row.demand.calls)),
            .init("interval-s", .decimal(row.demand.span.seconds)),
            .init("handle-time-s", .decimal(row.demand.handleTime.seconds)),
            .init("erlangs", .decimal(row.demand.load)),
            .init("agents", .integer(row.agents)),
            .init("on-rota", .integer(row.scheduled)),
            .init("service-level", .decimal(found.serviceLevel)),
            .init("wait-probability", .decimal(found.waitProbability)),
            .init("mean-wait-s", found.averageWait.map { .decimal($0.seconds) } ?? .null),
            .init("abandonment", .decimal(found.abandonment)),
            .init("occupancy", .decimal(found.occupancy)),
        ]
        if !label.isEmpty { members.append(.init("label", .string(label))) }
        return .object(members)
    }
}

extension Staffing.Goal {
    /// The goal in words.
    fileprivate var text: String {
        let formula =
            patience.map { "Erlang A, callers hang up after \($0.text) on average" }
            ?? "Erlang C, nobody hangs up"
        let hangUps = abandonment.map { ", at most \($0.percent) hang up" } ?? ""
        return "goal: \(serviceLevel.percent) within \(within.text), occupancy up to "
            + "\(occupancy.percent)\(hangUps) (\(formula))"
    }

    fileprivate var json: JSONValue {
        .object([
            .init("service-level", .decimal(serviceLevel)),
            .init("within-s", .decimal(within.seconds)),
            .init("occupancy", .decimal(occupancy)),
            .init("patience-s", patience.map { .decimal($0.seconds) } ?? .null),
            .init("abandonment", abandonment.map(JSONValue.decimal) ?? .null),
        ])
    }
}
