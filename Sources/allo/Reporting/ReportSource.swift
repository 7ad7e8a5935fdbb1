import CallLog
import Flows
import Reports
import Telephony

/// The tables that a report is made from.
struct ReportSource {
    /// The tables, as far as the journal has come.
    let tables: Tables
    /// The moment of asking; of the journal of a simulation, its end.
    let now: WallTime

    /// Opens the tables of a journal, and brings them up to date.
    static func open(_ journal: JournalOptions) async throws -> ReportSource {
        let tables = try await Tables.open(journal: journal.path())
        try await tables.catchUp()
        let end = try await journal.reader().simulatedEnd()
        return ReportSource(
            tables: tables,
            now: end.map { WallTime(milliseconds: $0.inMilliseconds) } ?? .now)
    }

    /// The report that answers a question.
    ///
    /// - Parameters:
    ///   - question: what is asked.
    ///   - steps: which steps count.
    /// - Returns: the figures.
    /// - Throws: `JournalError` where the tables can't be read.
    func report(_ question: ReportQuestion, steps: StepChoice = .all) async throws -> Report {
        var builder = ReportBuilder(question, firstRank: try await firstRank(for: question))
        for dimension in question.dimensions where dimension != .step || question.wants(steps) {
            let groups = try await tables.tallies(
                by: dimension, in: question.quarters, now: now
            ) { $0 }
            for group in groups {
                if dimension == .step, question.dimension != .step,
                    !steps.covers(group.value)
                {
                    continue
                }
                builder.add(
                    group.tally,
                    at: TallyKey(
                        quarter: group.bucket, dimension: dimension,
                        value: question.name(of: group.value, by: dimension)))
            }
        }
        return builder.report()
    }

    /// The report of one queue, level … told by something else, as one queue by agents: it looks
    /// at each call, as no tally has both.
    func report(_ question: ReportQuestion, of subject: ReportSubject) async throws -> Report {
        var builder = ReportBuilder(question, firstRank: try await firstRank(for: question))
        for value in try await values(covered: subject) {
            let selection = CallSelection(
                quarters: question.quarters, dimension: subject.dimension, value: value)
            for try await call in tables.calls(selection) {
                guard let part = call.facts.part(of: subject) else { continue }
                var book = TallyBook()
                book.add(part)
                if call.tally[.repeated] > 0 { book.add(repeatOf: part) }
                for (key, tally) in book.tallies where key.dimension != .step {
                    builder.add(tally, at: key)
                }
            }
        }
        return builder.report()
    }

    /// Whether letters or e-mails came in the time of a question.
    func hasContacts(in question: ReportQuestion) async throws -> Bool {
        var asked = ReportQuestion(
            figures: [.writtenReceived], from: question.begin, to: question.end,
            zone: question.zone)
        asked.now = question.now
        let report = try await report(asked, steps: .none)
        return report.total.cells.contains { $0.fraction.numerator > 0 }
    }

    /// The first level is that of the whole journal: the rate of a day must not depend on what else
    /// is asked for.
    private func firstRank(for question: ReportQuestion) async throws -> Int? {
        guard question.figures.contains(.escalationRate) else { return nil }
        return try await tables.firstRank()
    }

    /// Refuses what the journal has never heard of.
    ///
    /// - Throws: ``Failure`` that names the nearest that it has.
    func check(_ subject: ReportSubject) async throws {
        let known = try await values(of: subject.dimension)
        let isKnown = known.contains { subject.covers($0) }
        guard !isKnown else { return }
        throw Failure(
            "the journal knows no \(subject.word) ‘\(subject.value)’"
                + Self.suggestion(for: subject.value, among: known))
    }

    /// Refuses a flow that the journal has never heard of.
    func check(flow: String) async throws {
        let known = try await values(of: .step).compactMap {
            $0.split(separator: "/").first.map(String.init)
        }
        guard !known.contains(flow) else { return }
        throw Failure(
            "the journal knows no flow ‘\(flow)’" + Self.suggestion(for: flow, among: known))
    }

    /// The values of the tables that belong to a subject; one of nothing for everything.
    func values(covered subject: ReportSubject?) async throws -> [String] {
        guard let subject else { return [""] }
        return try await values(of: subject.dimension).filter(subject.covers)
    }

    private func values(of dimension: Reports.Dimension) async throws -> [String] {
        try await tables.values(of: dimension, in: ReportQuestion(zone: .utc).quarters)
    }

    private static func suggestion(for word: String, among known: [String]) -> String {
        if let near = Spelling.suggestion(for: word, among: known) {
            return "; did you mean ‘\(near)’?"
        }
        var seen: Set<String> = []
        let names = known.filter { seen.insert($0).inserted }
        guard !names.isEmpty, names.count <= 20 else { return "" }
        return "; it knows \(names.joined(separator: ", "))"
    }
}

/// Which steps a report counts.
enum StepChoice: Equatable {
    case all, none
    /// Those of a flow.
    case flow(String)

    func covers(_ step: String) -> Bool {
        switch self {
        case .all: true
        case .none: false
        case .flow(let flow): step.hasPrefix("\(flow)/")
        }
    }
}

/// The one queue, level, agent … that a report is about.
struct ReportSubject: Equatable {
    let dimension: Reports.Dimension
    let value: String

    /// What it is, in a word.
    var word: String { dimension == .flowVersion ? "flow" : dimension.rawValue }

    /// The option that asks for it; that of the language is the report's own.
    var option: String { dimension == .language ? "--of-language" : "--\(word)" }

    /// Whether a value of the tables belongs to it: each version of a flow does.
    func covers(_ other: String) -> Bool {
        other == value || dimension == .flowVersion && other.hasPrefix("\(value)@")
    }
}

extension ReportQuestion {
    fileprivate func wants(_ steps: StepChoice) -> Bool { steps != .none || dimension == .step }

    /// The name under which a value counts: a version of the flow that is asked for as the flow.
    fileprivate func name(of other: String, by dimension: Reports.Dimension) -> String {
        guard let value, dimension == self.dimension else { return other }
        return ReportSubject(dimension: dimension, value: value).covers(other) ? value : other
    }
}
