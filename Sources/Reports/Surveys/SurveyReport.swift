public import Telephony

/// What callers answered: each question with its answers, how many gave each, and their share.
///
/// Questions of any name are told, those too that are in no figure. Shares are of those who
/// answered the question; who hung up or pressed nothing of use is in none.
///
/// ```swift
/// var report = SurveyReport(zone: zone)
/// for call in calls { report.add(call.facts) }
/// print(report.table(in: .french).text)
/// ```
public struct SurveyReport: Sendable {
    /// One answer to one question.
    public struct Row: Hashable, Sendable {
        /// The name of the question.
        public var question: String
        /// The answer as it is written down; nil where it is not told.
        public var answer: String?
        /// How many gave it.
        public var count: Int
        /// How many answered the question.
        public var answers: Int
        /// Each of them, in the order in which they were added.
        public var given: [Given]

        /// How many of those who answered gave it, in percent.
        public var share: Double { 100 * Double(count) / Double(answers) }
    }

    /// An answer that somebody gave.
    public struct Given: Hashable, Sendable {
        /// The call.
        public var call: CallID
        /// The answer, when it came, and of whose talk.
        public var survey: SurveyFacts
    }

    /// The clocks of the centre.
    public let zone: TimeZoneRules
    private var given: [String: [Given]] = [:]

    /// Begins a report.
    public init(zone: TimeZoneRules) { self.zone = zone }

    /// Takes in the answers of a call.
    ///
    /// - Parameters:
    ///   - facts: the call.
    ///   - counts: which of its answers count.
    public mutating func add(
        _ facts: CallFacts, where counts: (SurveyFacts) -> Bool = { _ in true }
    ) {
        for survey in facts.surveys where counts(survey) {
            given[survey.question, default: []].append(Given(call: facts.call, survey: survey))
        }
    }

    /// The answers: questions by their names, numbers in their order.
    public var rows: [Row] {
        given.sorted { $0.key < $1.key }.flatMap { question, all in
            Dictionary(grouping: all) { $0.survey.answer }.map { answer, some in
                Row(
                    question: question, answer: answer, count: some.count, answers: all.count,
                    given: some)
            }.sorted { Self.order($0) < Self.order($1) }
        }
    }

    private static func order(_ row: Row) -> (Int, String) {
        (row.answer.flatMap { Int($0) } ?? .max, row.answer ?? "")
    }

    /// The mean of the answers to a question that are numbers; nil where none is.
    public func mean(of question: String) -> Double? {
        let numbers = (given[question] ?? []).compactMap { $0.survey.answer.flatMap { Double($0) } }
        return numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
    }
}

extension SurveyReport {
    /// The answers as a table, with a line for each question as a whole.
    public func table(in language: ReportLanguage) -> ReportTable {
        let rows = rows
        var cells: [[ReportTable.Cell]] = []
        for (place, row) in rows.enumerated() {
            cells.append([
                .name(row.question), .name(told(row.answer, in: language)),
                .number("\(row.count)"), .number(row.share.hundredths), .number(""),
            ])
            let isLast = place + 1 == rows.count || rows[place + 1].question != row.question
            guard isLast else { continue }
            cells.append([
                .name(row.question), .name(language.choose("toutes", "all")),
                .number("\(row.answers)"), .number(100.0.hundredths),
                .number(mean(of: row.question)?.hundredths ?? "n/a"),
            ])
        }
        return ReportTable(
            caption: caption(in: language),
            headings: [
                language.choose("question", "question"), language.choose("réponse", "answer"),
                language.choose("nombre", "count"), language.choose("part (%)", "share (%)"),
                language.choose("moyenne", "mean"),
            ], rows: cells,
            notes: [
                language.choose(
                    "Parts de ceux qui ont répondu à la question.",
                    "Shares of those who answered the question.")
            ])
    }

    /// The calls behind them as a table.
    public func callsTable(in language: ReportLanguage) -> ReportTable {
        ReportTable(
            caption: caption(in: language),
            headings: [
                language.choose("question", "question"), language.choose("réponse", "answer"),
                language.choose("heure", "time"), language.choose("appel", "call"),
                language.choose("file", "queue"), language.choose("agent", "agent"),
            ],
            rows: rows.flatMap { row in
                row.given.map { given in
                    [
                        row.question, told(row.answer, in: language),
                        "\(zone.civilTime(at: given.survey.time.seconds))", given.call.rawValue,
                        given.survey.queue ?? "", given.survey.agent ?? "",
                    ].map(ReportTable.Cell.name)
                }
            })
    }

    /// The report as JSON on one line; with the calls behind each count where they are wanted.
    public func json(withCalls: Bool) -> String {
        let questions = given.keys.sorted().map { question -> JSONValue in
            let rows = rows.filter { $0.question == question }
            return .object([
                .init("question", .string(question)),
                .init("n", .integer(given[question]?.count ?? 0)),
                .init("mean", mean(of: question).map { .number($0.description) } ?? .null),
                .init("answers", .array(rows.map { object(of: $0, withCalls: withCalls) })),
            ])
        }
        return JSONValue.object([
            .init("zone", .string(zone.name)), .init("questions", .array(questions)),
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
        language.choose("Réponses aux enquêtes", "Answers to surveys")
    }

    private func told(_ answer: String?, in language: ReportLanguage) -> String {
        answer ?? language.choose("non dite", "not told")
    }

    private func object(of row: Row, withCalls: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("answer", row.answer.map { .string($0) } ?? .null),
            .init("count", .integer(row.count)),
            .init("share", .number(row.share.description)),
        ]
        guard withCalls else { return .object(members) }
        members.append(
            .init("behind", .array(row.given.map { .string($0.call.rawValue) })))
        return .object(members)
    }
}

extension Double {
    /// The number with two decimals.
    fileprivate var hundredths: String { Figure.abandonRate.text(of: self) }
}
