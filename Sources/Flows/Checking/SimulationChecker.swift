public import Telephony

/// What checking a simulation file gave.
public struct SimulationCheck: Sendable {
    /// Everything that was found, in order of place.
    public let diagnostics: [Diagnostic]
    /// What can be simulated; nil where there is an error.
    public let plan: SimulationPlan?
}

/// Checks a simulation file against the flows and the centre that it is about.
///
/// ```swift
/// let check = SimulationChecker.check(source, of: program)
/// ```
public enum SimulationChecker {
    /// Checks a simulation file.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - bases: The file that it adds to, the one that this adds to, and so on.
    ///   - program: The flows and the centre.
    ///   - isAlternative: Whether the program is that of a "what if": those of the file need not
    ///     fit it then.
    /// - Returns: All that is wrong, and what can be simulated if nothing is.
    public static func check(
        _ source: SourceText, over bases: [SourceText] = [], of program: FlowProgram,
        isAlternative: Bool = false
    ) -> SimulationCheck {
        var loader = DocumentLoader()
        let fields = loader.simulation([source] + bases)
        var diagnostics = loader.diagnostics
        var plan: SimulationPlan?
        if let base = fields?.scalar(.extends) {
            diagnostics.append(
                Diagnostic(
                    .missingFile, "the file ‘\(base.text.shortened)’ is not there",
                    at: base.position, length: base.length))
        }
        if let fields, !diagnostics.contains(where: { $0.severity == .error }) {
            var compiler = SimulationCompiler(
                sources: [source] + bases, program: program, isAlternative: isAlternative)
            plan = compiler.plan(fields)
            diagnostics += compiler.diagnostics
        }
        let sorted = Set(diagnostics).sorted()
        let hasErrors = sorted.contains { $0.severity == .error }
        return SimulationCheck(diagnostics: sorted, plan: hasErrors ? nil : plan)
    }

    /// The file that a simulation file adds to, as it names it, and where it does; nil where it
    /// stands for itself.
    public static func base(
        of source: SourceText
    ) -> (path: String, position: SourcePosition)? {
        var reader = YAMLReader(source)
        let written = reader.read()?.mapping?[.extends]?.scalar
        return written.flatMap { $0.text.isEmpty ? nil : ($0.text, $0.position) }
    }

    /// Whether a file is a simulation, by its keys: it may stand among flows.
    public static func isSimulation(_ source: SourceText) -> Bool {
        // Most files are none, and need not be read for that.
        guard source.text.split(separator: "\n").contains(where: { $0.hasPrefix("simulation:") })
        else { return false }
        var reader = YAMLReader(source)
        let keys = reader.read()?.mapping ?? []
        return keys[.simulation] != nil && keys[.flow] == nil && keys[.steps] == nil
    }
}

/// Makes a ``SimulationPlan`` of a file whose form is right.
struct SimulationCompiler {
    /// The file, and those that it adds to.
    let sources: [SourceText]
    let program: FlowProgram
    let isAlternative: Bool
    var diagnostics: [Diagnostic] = []

    var centre: Centre { program.centre }

    init(sources: [SourceText], program: FlowProgram, isAlternative: Bool = false) {
        self.sources = sources
        self.program = program
        self.isAlternative = isAlternative
    }

    mutating func plan(_ fields: Fields) -> SimulationPlan? {
        guard let name = fields.text(.simulation), let period = period(fields) else { return nil }
        var plan = SimulationPlan(name: name, firstDay: period.first, days: period.days)
        plan.seed = UInt64(fields.integer(.seed) ?? 1)
        plan.target = fields.text(.target).flatMap(SimulationPlan.Target.init) ?? .init()
        plan.profiles = profiles(fields)
        plan.streams = streams(fields, profiles: plan.profiles.keys.sorted())
        plan.written = written(fields, calling: plan.streams.map(\.name))
        plan.staff = staff(fields)
        plan.talk = talk(fields)
        plan.transfers = transfers(fields)
        plan.callbackAnswers = callbackAnswers(fields)
        plan.destinations = destinations(fields)
        plan.endpoints = endpoints(fields)
        checkService(fields, plan)
        checkWritten(fields, plan)
        plan.alternatives = alternatives(fields, plan)
        return plan
    }

    private mutating func period(_ fields: Fields) -> (first: CivilDate, days: Int)? {
        guard let node = fields[.period] else { return nil }
        let written = Fields(node)
        guard let first = written.text(.from).flatMap({ CivilDate($0) }) else { return nil }
        if let days = written.integer(.days) { return (first, days) }
        guard let to = written.scalar(.to), let last = CivilDate(to.text) else { return nil }
        let days = last.daysSince1970 - first.daysSince1970 + 1
        guard (1...3_660).contains(days) else {
            add(
                .badPeriod,
                days < 1
                    ? "the period ends before it begins, on \(first)"
                    : "the period is of \(days) days, and the longest of 3660", at: to)
            return nil
        }
        return (first, days)
    }

    private mutating func alternatives(
        _ fields: Fields, _ plan: SimulationPlan
    ) -> [SimulationPlan.Alternative] {
        var alternatives: [SimulationPlan.Alternative] = []
        for (name, text) in fields.texts(.whatIf) {
            do throws(SimulationChangeError) {
                let changes = try SimulationChange.list(text.text)
                for change in changes where !isAlternative {
                    guard let fault = change.fault(in: plan, of: centre) else { continue }
                    add(.badChange, fault.message, at: text, suggestion: fault.suggestion)
                }
                alternatives.append(.init(name: name.text, changes: changes))
            } catch {
                add(.badChange, "\(error)", at: text)
            }
        }
        return alternatives
    }

    // MARK: Telling

    mutating func add(
        _ code: DiagnosticCode, _ message: String, at scalar: YAMLScalar, suggestion: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(
                code, message, at: scalar.position, length: scalar.length, suggestion: suggestion))
    }

    /// The file in which something stands.
    private func source(of scalar: YAMLScalar) -> SourceText? {
        sources.first { $0.path == scalar.position.file }
    }

    /// Tells where a name stands for nothing.
    mutating func check(
        _ name: YAMLScalar?, _ code: DiagnosticCode, _ noun: String, among known: [String]
    ) {
        guard let name, !known.contains(name.text) else { return }
        add(
            code, "there is no \(noun) ‘\(name.text.shortened)’", at: name,
            suggestion: Spelling.suggestion(for: name.text, among: known))
    }

    mutating func checkQueueOrLevel(_ name: YAMLScalar) {
        check(
            name, .unknownQueue, "queue or level",
            among: Set(centre.queues.keys).union(centre.levels.keys).sorted())
    }

    private mutating func add(_ error: SpanError, in scalar: YAMLScalar) {
        var suggestion: String?
        if case .badWeekday(let day) = error.reason {
            suggestion = Spelling.suggestion(for: day, among: Weekday.allCases.map(\.rawValue))
        }
        diagnostics.append(
            Diagnostic(
                .badCalendar, error.description,
                at: source(of: scalar)?.position(of: error.offset, in: scalar)
                    ?? scalar.position, suggestion: suggestion))
    }

    // MARK: Days, hours, weights

    mutating func weekdays(_ scalar: YAMLScalar) -> [Weekday] {
        do throws(SpanError) {
            return try SpanParser.weekdays(scalar.text)
        } catch {
            add(error, in: scalar)
            return []
        }
    }

    mutating func spans(_ scalar: YAMLScalar) -> [DaySpan] {
        do throws(SpanError) {
            return try SpanParser.spans(scalar.text)
        } catch {
            add(error, in: scalar)
            return []
        }
    }

    /// Days with their hours.
    mutating func weekly(_ word: Word, of fields: Fields) -> [Weekday: [DaySpan]] {
        var weekly: [Weekday: [DaySpan]] = [:]
        for (days, hours) in fields.texts(word) {
            let spans = spans(hours)
            for day in weekdays(days) {
                if weekly[day] != nil {
                    add(.badCalendar, "\(day.rawValue) has hours already", at: days)
                }
                weekly[day] = spans
            }
        }
        return weekly
    }

    /// Texts with their weights; an error where nothing has any.
    mutating func weights(
        _ entries: [(key: YAMLScalar, value: YAMLScalar)], of key: YAMLScalar?
    ) -> [(key: YAMLScalar, weight: Double)] {
        let weights = entries.compactMap { entry in
            ScalarReading.decimal(entry.value.text).map { (key: entry.key, weight: $0) }
        }
        if let key, !entries.isEmpty, weights.allSatisfy({ $0.weight == 0 }) {
            add(.badShares, "nothing of ‘\(key.text.shortened)’ has a share", at: key)
        }
        return weights
    }
}

extension Fields {
    func distribution(_ word: Word) -> Distribution? { text(word).flatMap { Distribution($0) } }

    /// A percentage as a share, 0 to 1.
    func share(_ word: Word) -> Double? {
        text(word).flatMap { ScalarReading.decimal($0) }.map { $0 / 100 }
    }
}

extension SimulationChange {
    /// Why it changes nothing; nil where it does.
    public func fault(
        in plan: SimulationPlan, of centre: Centre
    ) -> (message: String, suggestion: String?)? {
        func missing(
            _ noun: String, _ name: String, _ known: some Collection<String>
        ) -> (message: String, suggestion: String?)? {
            guard !known.contains(name) else { return nil }
            return (
                "there is no \(noun) ‘\(name.shortened)’",
                Spelling.suggestion(for: name, among: known.sorted())
            )
        }
        return switch self {
        case .staff(let group, _):
            missing(
                "group of staff or destination", group,
                plan.staff.map(\.name) + plan.destinations.keys)
        case .hours(let name, _):
            missing(
                "calendar, group of staff or destination", name,
                centre.calendars.keys + plan.staff.map(\.name) + plan.destinations.keys)
        case .maxWait(let queue, _), .maxLength(let queue, _):
            missing("queue", queue, centre.queues.keys)
        case .talk(let queue, _):
            missing(
                "queue or level", queue, Set(centre.queues.keys).union(centre.levels.keys))
        case .arrivals(let stream?, _):
            missing(
                "stream of callers", stream, plan.streams.map(\.name) + plan.written.map(\.name))
        case .arrivals(nil, _), .flow, .centre, .simulation: nil
        }
    }
}
