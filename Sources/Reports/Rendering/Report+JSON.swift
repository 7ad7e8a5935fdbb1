import Telephony

extension Report {
    /// The report as JSON on one line, figures in full precision under their keys, `null` for
    /// "n/a"; parts that are spans in milliseconds, which their keys say.
    public var json: String { value.text }

    private var value: JSONValue {
        .object([
            JSONValue.Member("figures", .array(question.figures.map(\.json))),
            JSONValue.Member("dimension", .string(question.dimension.rawValue)),
            JSONValue.Member("interval", .string(question.interval.rawValue)),
            JSONValue.Member("zone", .string(question.zone.name)),
            JSONValue.Member("from", question.begin.json),
            JSONValue.Member("to", question.end.json),
            JSONValue.Member(
                "answer-within", .integer(question.thresholds.answerWithin)),
            JSONValue.Member("short-abandon", .integer(question.thresholds.shortAbandon)),
            JSONValue.Member("waiting", .integer(waiting)),
            JSONValue.Member("rows", .array(rows.map(object))),
            JSONValue.Member("total", object(of: total)),
            JSONValue.Member("menu", .array(menu.map(\.json))),
            JSONValue.Member("calls-by-weekday-and-hour", matrix),
            JSONValue.Member("answered-waits", answeredWaits.json),
            JSONValue.Member("abandoned-waits", abandonedWaits.json),
        ])
    }

    private func object(of row: Row) -> JSONValue {
        let figures = zip(question.figures, row.cells).map { figure, cell in
            JSONValue.Member(
                figure.key,
                .object([
                    JSONValue.Member("value", cell.value.json),
                    JSONValue.Member(figure.numeratorKey, .integer(cell.fraction.numerator)),
                    JSONValue.Member(figure.denominatorKey, .integer(cell.fraction.denominator)),
                    JSONValue.Member("provisional", .bool(cell.isProvisional)),
                ]))
        }
        return .object([
            JSONValue.Member("name", .string(row.name)),
            JSONValue.Member("time", row.slot.map { .string($0.label) } ?? .null),
            // A figure asked for twice is one member.
            JSONValue.Member("figures", .object(figures.onceEach)),
        ])
    }

    private var matrix: JSONValue {
        .array(
            (0..<7).map { weekday in
                .array((0..<24).map { .integer(calendar[weekday: weekday, hour: $0].calls) })
            })
    }
}

extension [JSONValue.Member] {
    fileprivate var onceEach: [JSONValue.Member] {
        var names: Set<String> = []
        return filter { names.insert($0.name).inserted }
    }
}

extension Figure {
    fileprivate var json: JSONValue {
        .object([
            JSONValue.Member("key", .string(key)),
            JSONValue.Member("french", .string(definition.french)),
            JSONValue.Member("english", .string(definition.english)),
            JSONValue.Member("unit", .string(definition.unit.rawValue)),
            JSONValue.Member("formula", .string(definition.formula)),
            JSONValue.Member("source", .string(definition.source)),
        ])
    }
}

extension Report.MenuStep {
    fileprivate var json: JSONValue {
        let pressed = zip(Tally.Counter.keyNames, keys).filter { $0.1 > 0 }
        return .object([
            JSONValue.Member("step", .string(name)),
            JSONValue.Member("entered", .integer(entered)),
            JSONValue.Member("hung-up", .integer(hungUp)),
            JSONValue.Member("no-input", .integer(noInputs)),
            JSONValue.Member("no-match", .integer(noMatches)),
            JSONValue.Member(
                "keys", .object(pressed.map { JSONValue.Member($0.0, .integer($0.1)) })),
        ])
    }
}

extension WaitHistogram {
    fileprivate var json: JSONValue {
        .array(
            bins.map { bin in
                .object([
                    JSONValue.Member("second", .integer(bin.second)),
                    JSONValue.Member("count", .integer(bin.count)),
                    JSONValue.Member("exact", .integer(bin.exact)),
                ])
            })
    }
}

extension Double? {
    fileprivate var json: JSONValue { map { .number($0.description) } ?? .null }
}

extension WallTime? {
    fileprivate var json: JSONValue { map { .integer($0.milliseconds) } ?? .null }
}
