import Telephony

extension DifficultyReport {
    /// The difficulties as a table.
    public func table(in language: ReportLanguage) -> ReportTable {
        ReportTable(
            caption: caption(in: language),
            headings: [
                interval.name(in: language), language.choose("difficulté", "difficulty"),
                language.choose("où", "place"), language.choose("nombre", "count"),
                language.choose("appels", "calls"),
                language.choose("pour 100 appels", "per 100 calls"),
                language.choose("avant", "before"), language.choose("écart", "change"),
            ],
            rows: rows.map { row in
                names(of: row, in: language) + [
                    .number("\(row.count)"), .number("\(row.calls)"),
                    .number(Figure.abandonRate.text(of: row.rate)),
                    .number(row.before.map { "\($0)" } ?? "n/a"),
                    .number(row.change.map { $0 > 0 ? "+\($0)" : "\($0)" } ?? "n/a"),
                ]
            }, notes: [note(in: language)])
    }

    /// The calls behind them as a table.
    public func callsTable(in language: ReportLanguage) -> ReportTable {
        ReportTable(
            caption: caption(in: language),
            headings: [
                interval.name(in: language), language.choose("difficulté", "difficulty"),
                language.choose("où", "place"), language.choose("heure", "time"),
                language.choose("appel", "call"), language.choose("nombre", "count"),
                language.choose("détail", "detail"),
            ],
            rows: rows.flatMap { row in
                row.difficulties.map { difficulty in
                    names(of: row, in: language) + [
                        .name("\(zone.civilTime(at: difficulty.time.seconds))"),
                        .name(difficulty.call.rawValue), .number("\(difficulty.times)"),
                        .name(difficulty.detail),
                    ]
                }
            })
    }

    /// The report as JSON on one line; with the calls behind each count where they are wanted.
    public func json(withCalls: Bool) -> String {
        JSONValue.object([
            .init("interval", .string(interval.rawValue)), .init("zone", .string(zone.name)),
            .init("from", begin.map { .integer($0.milliseconds) } ?? .null),
            .init("to", end.map { .integer($0.milliseconds) } ?? .null),
            .init("calls", .integer(calls)),
            .init("rows", .array(rows.map { object(of: $0, withCalls: withCalls) })),
        ]).text
    }

    /// The report as a page that needs nothing else.
    public func html(title: String, in language: ReportLanguage) -> String {
        HTMLPage(
            title: title, language: language, style: Report.style,
            body: "<section>\n\(table(in: language).html)</section>\n"
                + "<section>\n\(callsTable(in: language).html)</section>\n"
        ).text
    }

    private func caption(in language: ReportLanguage) -> String {
        language.choose("Difficultés rencontrées", "Difficulties met")
    }

    private func note(in language: ReportLanguage) -> String {
        language.choose(
            "\(calls) appels reçus. Une période en cours se compare à la précédente entière.",
            "\(calls) calls came in. What goes on is compared with the whole of what was before.")
    }

    private func names(of row: Row, in language: ReportLanguage) -> [ReportTable.Cell] {
        let place =
            row.kind == .calledAgain && row.place.isEmpty
            ? language.choose("sans motif", "no motive") : row.place
        return [row.slot?.label ?? "", row.kind.name(in: language), place]
            .map(ReportTable.Cell.name)
    }

    private func object(of row: Row, withCalls: Bool) -> JSONValue {
        func decimal(_ value: Double?) -> JSONValue {
            value.map { .number($0.description) } ?? .null
        }
        func integer(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
        var members: [JSONValue.Member] = [
            .init("slot", .string(row.slot?.label ?? "")),
            .init("difficulty", .string(row.kind.rawValue)), .init("place", .string(row.place)),
            .init("count", .integer(row.count)), .init("calls", .integer(row.calls)),
            .init("per-100-calls", decimal(row.rate)), .init("before", integer(row.before)),
            .init("per-100-calls-before", decimal(row.rateBefore)),
            .init("change", integer(row.change)),
        ]
        guard withCalls else { return .object(members) }
        members.append(
            .init(
                "behind",
                .array(
                    row.difficulties.map { difficulty in
                        .object([
                            .init("call", .string(difficulty.call.rawValue)),
                            .init("unix-ms", .integer(difficulty.time.milliseconds)),
                            .init("count", .integer(difficulty.times)),
                            .init("detail", .string(difficulty.detail)),
                        ])
                    })))
        return .object(members)
    }
}
