import ArgumentParser
import CallLog
import Foundation
import Reports
import Telephony

/// Tells the figures of a customer service.
struct ShowReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Tell the figures of the customer service, from the journal.",
        discussion: """
            Without figures, what a supervisor wants to see first, queue by queue, of today. \
            --figures lists them all with their formulas. Calls that go on are counted as far as \
            they have come; visits that go on are in no ratio.

            `allo report difficulties` tells what went wrong for callers and agents instead, week by \
            week and place by place, beside the week before. `allo report surveys` tells what callers \
            answered, question by question, with shares.
            """)

    @Argument(
        help: ArgumentHelp(
            """
            The figures: asa, dmt, sl.connect, abandon-rate …; sl for all service levels; \
            difficulties for what went wrong; surveys for what callers answered.
            """,
            valueName: "figure"))
    var wanted: [String] = []

    @Flag(help: "List the figures and their formulas.")
    var figures = false

    @Option(help: "Tell them by this.")
    var by: ReportDimension?

    @Option(help: "Divide time by this.")
    var interval: ReportEvery?

    @OptionGroup(title: "Of what") var subject: SubjectOptions
    @OptionGroup(title: "Of when (today without these)") var period: PeriodOptions

    @Option(help: ArgumentHelp("X: answers are in time within so long.", valueName: "span"))
    var threshold = WrittenSpan(seconds: 20)

    @Option(help: ArgumentHelp("s: abandons within so long are short.", valueName: "span"))
    var short = WrittenSpan(seconds: 5)

    @Flag(help: "List the calls behind each figure, with what each adds to its two parts.")
    var calls = false

    @Option(help: ArgumentHelp("Tell where callers leave the menus of a flow.", valueName: "flow"))
    var menu: String?

    @Flag(help: "Tell who calls when, by weekday and hour.")
    var when = false

    @OptionGroup(title: "How") var form: ReportForm
    @OptionGroup var journal: JournalOptions

    func validate() throws {
        guard !isOfDifficulties else { return try validateDifficulties() }
        guard !isOfSurveys else { return try validateSurveys() }
        _ = try FigureNames.figures(wanted)
        for (name, span) in [("--threshold", threshold), ("--short", short)] {
            guard span.wholeSeconds != nil else {
                throw ValidationError("\(name): whole seconds, as 20s")
            }
        }
        guard [calls, menu != nil, when].count(where: \.self) <= 1 else {
            throw ValidationError("--calls, --menu or --when: one of them")
        }
        guard !calls || form.html == nil else {
            throw ValidationError("--calls is text, --json or --csv")
        }
        try validateSteps()
        try validateCrossing()
    }

    private var isOfSurveys: Bool { wanted.contains(Surveys.word) }

    private func validateSurveys() throws {
        guard wanted.count == 1, by == nil, interval == nil, menu == nil, !when, !figures else {
            throw ValidationError(
                "surveys are told by themselves, question by question: leave --by, --interval, "
                    + "--menu, --when and the rest out")
        }
        guard subject.subject.map({ Surveys.dimensions.contains($0.dimension) }) ?? true else {
            throw ValidationError("surveys are of one queue, level or agent, or of all")
        }
        guard !calls || form.html == nil else {
            throw ValidationError("--calls is text, --json or --csv; a page has them anyway")
        }
    }

    private var isOfDifficulties: Bool { wanted.contains(Difficulties.word) }

    private func validateDifficulties() throws {
        guard wanted.count == 1, by == nil, subject.subject == nil, menu == nil, !when, !figures
        else {
            throw ValidationError(
                "difficulties are told by themselves, place by place: leave --by, --menu, --when "
                    + "and the rest out")
        }
        guard interval != .hourOfDay, interval != .weekday else {
            throw ValidationError("--interval: quarter, hour, day or week for difficulties")
        }
        guard !calls || form.html == nil else {
            throw ValidationError("--calls is text, --json or --csv; a page has them anyway")
        }
    }

    /// What went wrong, week by week unless told otherwise.
    private func showDifficulties(
        in asked: Period, _ zone: TimeZoneRules, from source: ReportSource
    ) async throws {
        let difficulties = try await Difficulties(
            in: asked, every: interval?.interval ?? .week, zone: zone, from: source,
            journal.reader())
        try difficulties.show(as: form, of: asked, withCalls: calls)
    }

    /// Steps have figures of their own, and no others.
    private func validateSteps() throws {
        let isOfSteps = dimension == .step
        let untold = try FigureNames.figures(wanted).first {
            $0.applies(to: .step) != isOfSteps
        }
        guard let untold else { return }
        throw ValidationError(
            isOfSteps
                ? "\(untold.key) is no figure of steps; --figures lists those: step.…"
                : "\(untold.key) is a figure of steps: --by step, or --step FLOW/STEP")
    }

    /// Of one queue by agents, say, the calls are looked at one by one: not all can be told then.
    private func validateCrossing() throws {
        guard let crossed, let by else { return }
        guard by != .step, crossed.dimension != .step, menu == nil else {
            throw ValidationError(
                "steps can't be told of one \(crossed.word): leave one of them out")
        }
        guard !calls else {
            throw ValidationError("--calls is of one \(crossed.word): leave --by out")
        }
        let untold = try FigureNames.figures(wanted).first { !$0.isTold(ofPartsOfCalls: by) }
        if let untold {
            throw ValidationError(
                "\(untold.key) can't be told by \(by.rawValue) of one \(crossed.word)")
        }
    }

    /// The one queue, level … where the report is told by something else.
    private var crossed: ReportSubject? {
        guard let by, by != .all, let subject = subject.subject else { return nil }
        return by.dimension == subject.dimension ? nil : subject
    }

    func run() async throws {
        guard !figures else { return Output.text(FigureNames.list(in: form.language)) }
        let source = try await ReportSource.open(journal)
        let zone = try await period.rules(journal.reader())
        let asked = try period.period(now: zone.civilTime(at: source.now.seconds), in: zone)
        guard !isOfDifficulties else {
            return try await showDifficulties(in: asked, zone, from: source)
        }
        guard !isOfSurveys else {
            if let subject = subject.subject { try await source.check(subject) }
            return try await Surveys(in: asked, of: subject.subject, zone: zone, from: source)
                .show(as: form, of: asked, withCalls: calls)
        }
        var question = try question(in: asked, zone, now: source.now)
        if wanted.isEmpty, try await source.hasContacts(in: question) {
            question.figures += told(Figure.written(by: dimension))
        }
        try await check(with: source)
        var report = try await report(question, from: source)
        if wanted.isEmpty, form.isText, report.rows.count > ReportSheet.mostColumns {
            question.figures = fewFigures
            report = try await self.report(question, from: source)
        }
        if calls {
            try await BehindFigures(report, from: source).show(as: form, of: asked)
        } else {
            try form.show(report, part: part, isUsual: wanted.isEmpty, of: asked)
        }
        if report.isEmpty { Output.message(await silence(in: asked, zone)) }
    }

    /// Says that nothing happened, and when something last did.
    private func silence(in period: Period, _ zone: TimeZoneRules) async -> String {
        let nobody = "nobody called in \(period.text(in: .english))"
        // What can't be read here has been read, or told, before.
        guard let newest = try? await journal.reader().calls(limit: 1).first else { return nobody }
        let time = zone.civilTime(at: Int(newest.began.components.seconds))
        return "\(nobody); the newest call is of \(time.withoutSeconds)"
    }

    /// What is asked.
    func question(
        in period: Period, _ zone: TimeZoneRules, now: WallTime
    ) throws -> ReportQuestion {
        let named = try FigureNames.figures(wanted)
        return ReportQuestion(
            figures: named.isEmpty ? usualFigures : named, by: dimension,
            value: crossed == nil ? subject.subject?.value : nil,
            every: interval?.interval ?? .whole,
            from: period.begin(in: zone), to: period.end(in: zone),
            thresholds: Thresholds(
                answerWithin: threshold.wholeSeconds ?? 0, shortAbandon: short.wholeSeconds ?? 0),
            zone: zone, now: now)
    }

    private var dimension: Reports.Dimension {
        if let by, by != .all || subject.subject == nil { return by.dimension }
        return subject.subject?.dimension ?? (interval == nil ? .queue : .all)
    }

    private func report(
        _ question: ReportQuestion, from source: ReportSource
    ) async throws -> Report {
        guard let crossed else { return try await source.report(question, steps: steps) }
        return try await source.report(question, of: crossed)
    }

    /// Of one moment there is room for many figures, of many moments for a few.
    private var usualFigures: [Figure] {
        interval == nil && !calls ? told(Figure.sheet(by: dimension)) : fewFigures
    }

    private var fewFigures: [Figure] { told(Figure.row(by: dimension)) }

    private func told(_ figures: [Figure]) -> [Figure] {
        guard crossed != nil, let by else { return figures }
        return figures.filter { $0.isTold(ofPartsOfCalls: by) }
    }

    private var part: ReportPart {
        if menu != nil { return .menu }
        return when ? .calendar : .figures
    }

    private var steps: StepChoice {
        if let menu { return .flow(menu) }
        return form.json || form.html != nil ? .all : .none
    }

    private func check(with source: ReportSource) async throws {
        if let subject = subject.subject { try await source.check(subject) }
        if let menu { try await source.check(flow: menu) }
    }
}

/// The one queue, level … that a report is about.
struct SubjectOptions: ParsableArguments {
    @Option(help: "Of one queue.") var queue: String?
    @Option(help: "Of one level.") var level: String?
    @Option(help: "Of one agent.") var agent: String?
    @Option(help: "Of one provider.") var provider: String?
    @Option(help: "Of one kind of customer.") var segment: String?
    @Option(help: "Of one motive.") var motive: String?
    @Option(help: "Of one number that is called.") var number: String?
    @Option(name: .customLong("of-language"), help: "Of one language, as fr-FR.")
    var language: String?
    @Option(help: "Of one flow, all versions or one: accueil, accueil@3fa9c1.") var flow: String?
    @Option(help: "Of one step: accueil/menu.") var step: String?

    func validate() throws {
        guard given.count <= 1 else {
            let names = given.map(\.option).joined(separator: " and ")
            throw ValidationError("\(names) can't be told together: one of them")
        }
    }

    /// What was asked for; nil for everything.
    var subject: ReportSubject? { given.first }

    private var given: [ReportSubject] {
        let options: [(Reports.Dimension, String?)] = [
            (.queue, queue), (.level, level), (.agent, agent), (.provider, provider),
            (.segment, segment), (.motive, motive), (.number, number), (.language, language),
            (.flowVersion, flow), (.step, step),
        ]
        return options.compactMap { dimension, value in
            value.map { ReportSubject(dimension: dimension, value: $0) }
        }
    }
}
