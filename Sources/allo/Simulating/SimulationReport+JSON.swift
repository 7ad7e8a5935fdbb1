import Flows
import Rehearsal
import Telephony

extension SimulationReport {
    /// All of it on one line: shares in percent, times in seconds.
    var json: String {
        JSONValue.object([
            .init("simulation", .string(plan.name)),
            .init("from", .string("\(plan.firstDay)")), .init("days", .integer(plan.days)),
            .init(
                "seeds", .array(result.seeds.map { .integer(Int(truncatingIfNeeded: $0)) })),
            .init("target-share", .decimal(plan.target.share)),
            .init("target-within-s", .decimal(plan.target.within.seconds)),
            .init("inputs", .array(plan.inputs(in: centre).map(JSONValue.string))),
            .init("calls", .integer(result.calls)), .init("events", .integer(result.events)),
            .init("rows", .array(result.rows.map { json($0) })),
            .init(
                "what-if",
                .array(
                    alternatives.map { other in
                        .object([
                            .init("name", .string(other.name)),
                            .init(
                                "rows",
                                .array(
                                    other.result.rows.map { row in
                                        json(row, before: result.row(row.subject, row.name))
                                    })),
                        ])
                    })),
        ]).text + "\n"
    }

    private func json(
        _ row: SimulationResult.Row, before: SimulationResult.Row? = nil
    ) -> JSONValue {
        var members = [
            JSONValue.Member("subject", .string(row.subject.rawValue)),
            JSONValue.Member("name", .string(row.name)),
            JSONValue.Member("figures", json(row.values)),
        ]
        if let before {
            members.append(JSONValue.Member("differences", json(before.difference(to: row))))
        }
        return .object(members)
    }

    private func json(_ values: [SimulatedRow.Column: Estimate]) -> JSONValue {
        .object(
            SimulatedRow.Column.allCases.compactMap { column in
                values[column].map { estimate in
                    .init(
                        column.rawValue,
                        .object([
                            .init("mean", .decimal(estimate.mean)),
                            .init("margin", estimate.margin.map(JSONValue.decimal) ?? .null),
                            .init("runs", .integer(estimate.count)),
                        ]))
                }
            })
    }

    // MARK: - CSV

    /// A figure a line.
    var csv: String {
        var lines = ["what-if,subject,name,figure,mean,margin,runs"]
        for (name, result) in [("", result)] + alternatives.map({ ($0.name, $0.result) }) {
            for row in result.rows {
                for column in SimulatedRow.Column.allCases {
                    guard let estimate = row.values[column] else { continue }
                    let fields = [
                        name, row.subject.rawValue, row.name, column.rawValue,
                        "\(estimate.mean)", estimate.margin.map { "\($0)" } ?? "",
                        "\(estimate.count)",
                    ]
                    lines.append(fields.map(\.asField).joined(separator: ","))
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension String {
    /// As a field of a CSV (RFC 4180).
    fileprivate var asField: String {
        guard contains(where: { ",\"\r\n".contains($0) }) else { return self }
        return "\"" + replacing("\"", with: "\"\"") + "\""
    }
}
