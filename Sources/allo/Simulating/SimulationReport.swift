import Flows
import Rehearsal
import Telephony

/// What a simulation came to, ready to be shown: what went in, what came out beside what formulas
/// say, and what would be if something were otherwise.
struct SimulationReport {
    let plan: SimulationPlan
    let centre: Centre
    let result: SimulationResult
    let alternatives: [(name: String, result: SimulationResult)]

    init(_ setUp: SimulationSetUp, seeds: [UInt64]) async throws {
        plan = setUp.base.plan
        centre = setUp.base.program.centre
        result = await Self.result(setUp.base, seeds)
        guard result.hasContacts else { throw Failure.nobodyCalls(in: plan) }
        var alternatives: [(name: String, result: SimulationResult)] = []
        for other in setUp.alternatives {
            alternatives.append((other.name, await Self.result(other.setting, seeds)))
        }
        self.alternatives = alternatives
    }

    private static func result(
        _ setting: SimulationSetting, _ seeds: [UInt64]
    ) async -> SimulationResult {
        SimulationResult(
            await Seeds.each(seeds) { seed in
                var run = setting.run(seed: seed)
                return run.finish()
            })
    }

    // MARK: - Text

    var text: String {
        var parts =
            [heading, "", "Inputs"] + plan.inputs(in: centre).map { "  \($0)" } + ["", "Results"]
        parts.append(table)
        let seconds = plan.target.within.inMilliseconds / 1_000
        parts.append(
            "In \(seconds) s: answered in that time, of all who came, those too who hung up, left or "
                + "accepted a callback; the formulas know no others than answered and hung up. Target: "
                + "\((plan.target.share * 100).text) %.")
        parts.append(
            "ASA: the wait of those who were answered. Wait: of those, and of those who hung up. Busy: "
                + "talk and wrap-up, of the time of agents who are there, rings apart; of a "
                + "provider's positions, of the hours that they are open. Calls of queues, levels and "
                + "providers are visits: who is sent on comes twice. Shares of callers are of visits; who "
                + "asks for a callback at once, and does not wait, is in none but that of a queue "
                + "for such callers alone."
        )
        if let writtenTable { parts += ["Letters and e-mails", writtenTable] }
        if result.rows.contains(where: { $0.subject == .erlangC }) {
            parts.append(
                "Erlang C: nobody hangs up. Erlang A: callers hang up, their patience spread "
                    + "exponentially. Both take each half-hour of the week by itself, with its own "
                    + "callers and agents, and add the ring to the wait; where there is "
                    + "more to do than agents can, the wait of Erlang C has no end and is not told."
            )
        }
        if let unpredicted { parts.append(unpredicted) }
        if let other = alternatives.first {
            let isAlone = alternatives.count == 1
            parts += ["", isAlone ? "What if: \(other.name)" : "What if"]
            if !isAlone { parts += zip(marks, alternatives).map { "  \($0): \($1.name)" } }
            parts.append(comparison)
        }
        return parts.joined(separator: "\n") + "\n"
    }

    /// Which queues the formulas say nothing of, and why; nil where there are none.
    private var unpredicted: String? {
        let pooled = result.rows.filter { $0.subject == .pool }
            .flatMap { $0.name.split(separator: " + ").map(String.init) }
        let queues = result.rows.filter { row in
            // Where nobody waits there is nothing to predict.
            row.subject == .queue && row.values[.inTime] != nil && !pooled.contains(row.name)
        }.map(\.name)
        guard !queues.isEmpty else { return nil }
        return "Without Erlang: \(queues.joined(separator: ", ")). The formulas are about queues "
            + "of which every agent serves all, without skills, and nobody outside takes a share."
    }

    private var heading: String {
        let seeds =
            result.seeds.count == 1
            ? "seed \(result.seeds[0])"
            : "seeds \(result.seeds[0]) to \(result.seeds[result.seeds.count - 1]), "
                + "means with 95 % intervals"
        return "\(plan.name): \(plan.days) \(plan.days == 1 ? "day" : "days") from "
            + "\(plan.firstDay) (\(centre.zone.name)), \(seeds)"
    }

    private var table: String {
        let columns = shownColumns
        let header = [""] + columns.map { $0.heading(within: plan.target.within) }
        let rows = shownRows.map { row in
            [row.label] + columns.map { row.values[$0]?.text($0) ?? "" }
        }
        return Table(header: header, rows: rows, numbers: 1..<header.count).text
    }

    /// The rows; a queue with agents of its own stands once, with its formulas.
    private var shownRows: [SimulationResult.Row] {
        let pools = Set(result.rows.filter { $0.subject == .pool }.map(\.name))
        let providers = result.rows.count { $0.subject == .provider }
        return result.rows.filter { row in
            switch row.subject {
            case .written: false
            case .queue: !pools.contains(row.name)
            // Where nobody but the house takes calls, that says nothing.
            case .provider: providers > 1
            // A level of one queue would say the same twice.
            case .level: centre.queues.values.count { $0.level == row.name } > 1
            default: true
            }
        }
    }

    private var shownColumns: [SimulatedRow.Column] {
        SimulatedRow.Column.allCases.filter { column in
            !column.isOfWritten
                && result.rows.contains { $0.values[column].map { $0.mean != 0 } ?? false }
        }
    }

    /// What came of letters and e-mails; nil where none came.
    private var writtenTable: String? {
        let rows = result.rows.filter { $0.subject == .written }
        guard !rows.isEmpty else { return nil }
        let columns = SimulatedRow.Column.allCases.filter { column in
            column.isOfWritten && rows.contains { $0.values[column] != nil }
        }
        let header = [""] + columns.map { $0.heading(within: plan.target.within) }
        return Table(
            header: header,
            rows: rows.map { row in [row.label] + columns.map { row.values[$0]?.text($0) ?? "" } },
            numbers: 1..<header.count
        ).text
    }

    /// What the columns of the what-ifs are called: `then`, or `a`, `b` … where there are several.
    private var marks: [String] {
        guard alternatives.count > 1 else { return ["then"] }
        let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)
        return alternatives.indices.map { $0 < letters.count ? letters[$0] : "w\($0 + 1)" }
    }

    /// A line for each figure that matters, all what-ifs side by side.
    private var comparison: String {
        let columns: [SimulatedRow.Column] = [
            .calls, .inTime, .speedOfAnswer, .wait, .abandoned, .flowedOut, .callbacks, .occupancy,
            .writtenReceived, .writtenWithinDue, .writtenAnswerTime, .writtenBacklog,
        ]
        var rows: [[String]] = []
        for row in shownRows + result.rows.filter({ $0.subject == .written })
        where ![.erlangA, .erlangC, .level, .segment].contains(row.subject) {
            let others = alternatives.map { $0.result.row(row.subject, row.name) }
            let differences = others.map { other in other.map { row.difference(to: $0) } }
            for column in columns {
                let after = others.map { $0?.values[column] }
                guard let before = row.values[column],
                    after.contains(where: { $0.map { before.mean != 0 || $0.mean != 0 } ?? false })
                else { continue }
                rows.append(
                    [row.label, column.heading(within: plan.target.within), before.text(column)]
                        + after.map { $0?.text(column) ?? "" }
                        + differences.map { $0?[column]?.signedText(column) ?? "" })
            }
        }
        let told = alternatives.count > 1 ? marks.map { "\($0) − now" } : ["difference"]
        let header = ["", "", "now"] + marks + told
        return Table(header: header, rows: rows, numbers: 2..<header.count).text
    }
}

extension SimulationResult {
    /// Whether anybody called or wrote.
    fileprivate var hasContacts: Bool {
        rows.contains { row in
            [SimulatedRow.Column.calls, .writtenReceived].contains { column in
                row.values[column].map { $0.mean > 0 } ?? false
            }
        }
    }
}

extension SimulationResult.Row {
    /// How a row is called.
    fileprivate var label: String {
        switch subject {
        case .all: "all"
        case .pool, .queue: "queue \(name)"
        case .erlangC: "  Erlang C"
        case .erlangA: "  Erlang A"
        case .level: "level \(name)"
        case .provider: "provider \(name)"
        case .segment: "segment \(name)"
        case .staff: "staff \(name)"
        case .written: name.isEmpty ? "all" : "queue \(name)"
        }
    }
}

extension SimulatedRow.Column {
    fileprivate func heading(within: Duration) -> String {
        switch self {
        case .calls: "calls"
        case .answered: "answered %"
        case .inTime: "in \(within.inMilliseconds / 1_000) s %"
        case .speedOfAnswer: "ASA s"
        case .wait: "wait s"
        case .abandoned: "abandoned %"
        case .flowedOut: "left %"
        case .callbacks: "callbacks %"
        case .handleTime: "handle s"
        case .escalated: "escalated %"
        case .occupancy: "busy %"
        case .writtenReceived: "received"
        case .writtenAnswered: "answered"
        case .writtenWithinDue: "when due %"
        case .writtenAnswerTime: "to answer h"
        case .writtenHandleTime: "handle s"
        case .writtenBacklog: "left"
        case .occupancyWithWriting: "busy with writing %"
        }
    }

    /// Whether it is of letters and e-mails.
    fileprivate var isOfWritten: Bool {
        switch self {
        case .writtenReceived, .writtenAnswered, .writtenWithinDue, .writtenAnswerTime,
            .writtenHandleTime, .writtenBacklog, .occupancyWithWriting:
            true
        case .calls, .answered, .inTime, .speedOfAnswer, .wait, .abandoned, .flowedOut,
            .callbacks, .handleTime, .escalated, .occupancy:
            false
        }
    }

    private var decimals: Int {
        switch self {
        case .calls, .writtenReceived, .writtenAnswered, .writtenBacklog: 0
        case .handleTime, .writtenHandleTime: 1
        default: 2
        }
    }

    fileprivate func text(_ figure: Double) -> String {
        // Answers to letters take hours.
        let value = self == .writtenAnswerTime ? figure / 3_600 : figure
        let text =
            decimals == 0
            ? String(Int(value.rounded())) : decimals == 1 ? value.tenths : value.text
        // What is next to nothing has no sign.
        return text.isNothing && text.hasPrefix("-") ? String(text.dropFirst()) : text
    }
}

extension Estimate {
    fileprivate func text(_ column: SimulatedRow.Column) -> String {
        column.text(mean) + (margin.map { " ±\(column.text($0))" } ?? "")
    }

    fileprivate func signedText(_ column: SimulatedRow.Column) -> String {
        (mean > 0 && !column.text(mean).isNothing ? "+" : "") + text(column)
    }
}

extension String {
    /// Whether a figure is zero as it is written.
    fileprivate var isNothing: Bool { !contains { "123456789".contains($0) } }
}
