public import Flows
import Telephony
public import Transcripts

/// Looks for calls that take ways out which no transcript takes: the shortest to each, found in the
/// very engine that takes calls.
///
/// At each point at which somebody outside may choose, every choice is tried: the keys that the
/// step takes, entries that its conditions look for, answers of customer files and endpoints,
/// agents, destinations, silence. Two calls in the same ``Flows/Situation`` go the same ways, so
/// that only the shorter of them goes on.
public struct SuggestionSearch {
    /// How many situations are looked at for all ways out at once; half as many for each that is left.
    public static let usualLimit = 20_000
    /// So many lines longer a call may be that is a step nearer.
    private static let stepCost = 12

    private let program: FlowProgram
    private let goals: [CoverageGoal]
    private let fixtures: Fixtures
    private let limit: Int
    private let lengths: PromptLengths

    private var frontier = SearchFrontier { $0.cost }
    private var looked = 0
    /// Whether something was found since it was asked from where the rest can be come to.
    private var hasNews = true
    /// The first path to each passage of the goals, and to each step.
    private var found: [Passage: SearchPath] = [:]
    /// The first path to each step, in the order in which they were found.
    private var entrances: [SearchPath] = []

    /// Prepares a search.
    ///
    /// - Parameters:
    ///   - report: what transcripts have covered.
    ///   - program: the flows.
    ///   - fixtures: the secrets that transcripts may name.
    ///   - limit: how many situations are looked at.
    ///   - lengths: how long prompts last, as far as that is known; 65 ms a character otherwise.
    public init(
        report: CoverageReport, program: FlowProgram, fixtures: Fixtures = Fixtures(),
        limit: Int = usualLimit, lengths: PromptLengths = PromptLengths(.text)
    ) {
        self.lengths = lengths.estimating
        self.program = program
        self.fixtures = fixtures
        self.limit = limit
        goals = report.uncoveredExits
    }

    /// Searches, until each way out is found or all is seen.
    ///
    /// - Parameter fixtureFile: the path of the fixtures as the transcripts name it.
    /// - Returns: the transcripts, and the ways out that none was found to.
    public mutating func suggestions(fixtureFile: String? = nil) -> Suggestions {
        let wanted = Set(goals.map(\.passage))
        guard !wanted.isEmpty else { return Suggestions(found: [], missing: []) }
        let flows = Set(goals.map(\.passage.flow))
        let entrances = program.entranceFlows.filter {
            !program.reach(of: $0).isDisjoint(with: flows)
        }
        let starts = SearchStart.all(to: entrances, in: program).compactMap {
            SearchPath($0, in: program, lengths: lengths)
        }
        searchWidely(for: wanted, from: starts)
        if looked >= limit {
            for goal in goals where found[goal.passage] == nil {
                search(for: goal.passage, from: starts, wanted)
            }
        }
        return chosen(fixtureFile)
    }

    /// Looks for all of them at once, the shortest calls first.
    private mutating func searchWidely(for wanted: Set<Passage>, from starts: [SearchPath]) {
        for path in starts { add(path) }
        var reach = GoalReach(wanted, in: program)
        while looked < limit, !wanted.isSubset(of: found.keys), let path = frontier.next() {
            if hasNews {
                reach = GoalReach(wanted.subtracting(found.keys), in: program)
                hasNews = false
            }
            if reach.distance(from: path.flow?.places ?? []) != nil { look(path, wanted) }
        }
    }

    /// Looks for one that short calls did not bring: first wherever calls came to that were looked at
    /// before, then from each way to come in, those first that differ least from how the call came in
    /// that came nearest.
    private mutating func search(
        for goal: Passage, from starts: [SearchPath], _ wanted: Set<Passage>
    ) {
        let reach = GoalReach([goal], in: program)
        func distance(_ path: SearchPath) -> Int? { reach.distance(from: path.flow?.places ?? []) }
        let known = entrances.compactMap { path in distance(path).map { (path, $0) } }
        let nearest = known.min { $0.1 < $1.1 }?.0
        let ordered = starts.enumerated().filter { distance($1) != nil }.map { place, path in
            (nearest.map { path.start.differences(from: $0.start) } ?? 0, place, path)
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        let last = looked + max(1, limit / 2)
        func look(from paths: [SearchPath], upTo share: Int) {
            // The nearest calls first, of equally near ones the shortest.
            frontier = SearchFrontier { path in path.length + Self.stepCost * (distance(path) ?? 0)
            }
            for path in paths { add(path) }
            let pause = min(last, looked + max(1, share))
            while looked < pause, found[goal] == nil, let path = frontier.next() {
                if distance(path) != nil { self.look(path, wanted) }
            }
        }
        look(from: known.map(\.0), upTo: limit / 8)
        for start in ordered where looked < last && found[goal] == nil {
            look(from: [start], upTo: limit / 200)
        }
    }

    private mutating func add(_ path: SearchPath) {
        for passage in path.passages {
            let goal = program.goal(of: passage)
            guard found[goal] == nil else { continue }
            found[goal] = path
            switch goal.point {
            case .left: hasNews = true
            case .entered: entrances.append(path)
            default: break
            }
        }
        frontier.add(path)
    }

    // MARK: Choices

    private mutating func look(_ path: SearchPath, _ wanted: Set<Passage>) {
        looked += 1
        if let question = path.question { return answer(question, on: path) }
        guard let opening = path.opening else { return }
        switch opening {
        case .keys(let rows):
            for row in rows { add(path.pressing(row)) }
            add(path.waiting())
        case .secret(let length, let escapes):
            for escape in escapes { add(path.pressing(escape)) }
            pressSecrets(of: length, on: path)
            add(path.waiting())
        case .agent(let queue, let escapes):
            for escape in escapes { add(path.pressing(escape)) }
            add(path.taking(.agentAnswered(agent: program.agent(serving: queue))))
            add(path.waiting())
        case .talk(_, let transfers):
            add(path.taking(.agentHungUp))
            for queue in transfers { add(path.taking(.agentTransferred(queue: queue))) }
        case .recording: add(path.pressing([.hash]))
        }
        stumble(path, wanted)
    }

    /// Has the flow fail in which the call began, where that is wanted.
    private mutating func stumble(_ path: SearchPath, _ wanted: Set<Passage>) {
        guard let first = path.flow?.places.first?.flow else { return }
        let alarm = Passage(flow: first, step: nil, .left(.technicalProblem))
        guard wanted.contains(alarm), found[alarm] == nil else { return }
        add(path.taking(.troubled))
    }

    private mutating func pressSecrets(of length: ClosedRange<Int>, on path: SearchPath) {
        guard path.start.outcomes == nil else {
            // What came of them is known; what they were is not.
            return add(path.pressing(.standIns(length.lowerBound, refusedAtOnce: false)))
        }
        for name in fixtures.names {
            guard let keys = fixtures.keys(named: name), length.contains(keys.count) else {
                continue
            }
            add(path.pressing(keys, secret: name))
        }
    }

    private mutating func answer(_ question: Question, on path: SearchPath) {
        switch question.kind {
        case .lookUp(let id, let directory, let column, let value):
            let known = program.answer(directory: directory, column: column, value: value)
            add(path.answering(id, known, isKnown: true))
            // No transcript tells a secret: where a line tells another customer, it stays the caller's.
            let secret = program.centre.directories[directory]?.secretColumns ?? []
            for answer in path.flow?.possibleAnswers ?? [] {
                var told = answer
                told.values.removeAll { secret.contains($0.name) }
                told.values += known.values.filter { secret.contains($0.name) }
                told.values.sort { $0.name < $1.name }
                add(path.answering(id, told))
            }
            add(path.answering(id, OutsideAnswer(outcome: .missing)))
            add(path.answering(id, .failed))
        case .request(let id, _):
            for answer in path.flow?.possibleAnswers ?? [] { add(path.answering(id, answer)) }
            add(path.answering(id, OutsideAnswer(outcome: .missing)))
            add(path.answering(id, .failed))
        case .reach: add(path.taking(.transferFailed(reason: "busy")))
        }
    }

    // MARK: What came of it

    private func chosen(_ fixtureFile: String?) -> Suggestions {
        var left = goals
        var suggestions: [Suggestion] = []
        var missing: [(goal: CoverageGoal, reason: String)] = []
        // The longest first: they take many ways out.
        let reached = goals.filter { found[$0.passage] != nil }.sorted {
            (found[$0.passage]?.cost ?? 0, $1.position) > (
                found[$1.passage]?.cost ?? 0, $0.position
            )
        }
        for goal in reached where left.contains(goal) {
            guard let transcript = found[goal.passage]?.transcript(fixtures: fixtureFile) else {
                continue
            }
            let covered = self.covered(by: transcript)
            guard covered.contains(goal.passage) else {
                missing.append((goal, "a call was found, but no transcript that passes"))
                left.removeAll { $0 == goal }
                continue
            }
            let goals = left.filter { covered.contains($0.passage) }
            left.removeAll { covered.contains($0.passage) }
            let short = withoutNeedlessValues(transcript, covering: goals)
            suggestions.append(Suggestion(goal, goals, short, in: program))
        }
        missing += left.map { ($0, reason(why: $0)) }
        return Suggestions(
            found: suggestions, missing: missing.sorted { $0.goal.position < $1.goal.position })
    }

    /// A transcript whose answers tell no value that could be left out.
    private func withoutNeedlessValues(
        _ transcript: Transcript, covering goals: [CoverageGoal]
    ) -> Transcript {
        let wanted = Set(goals.map(\.passage))
        var transcript = transcript
        for line in transcript.lines.indices {
            for name in transcript.lines[line].moment.valueNames {
                var shorter = transcript
                shorter.lines[line].moment = shorter.lines[line].moment.without(name)
                if wanted.isSubset(of: covered(by: shorter)) { transcript = shorter }
            }
        }
        return transcript
    }

    /// What a transcript goes through, if it passes as written.
    private func covered(by transcript: Transcript) -> Set<Passage> {
        // What can't be read back or rehearsed covers nothing, and is told so.
        guard let written = try? Transcript(parsing: transcript.text, file: "suggestion"),
            var test = try? TranscriptTest(
                written, name: "suggestion", fixtures: fixtures, program: program,
                lengths: lengths, isTraced: true)
        else { return [] }
        while test.resume() != nil {}
        guard test.result?.hasPassed == true else { return [] }
        return Set(test.takePassages().map(program.goal(of:)))
    }

    /// Whether a way out is that of keys which nobody has told.
    private func takesUnknownSecret(_ goal: CoverageGoal) -> Bool {
        guard let place = goal.passage.step,
            case .collect(let collect)? = program.flows[goal.passage.flow]?.steps[checked: place]?
                .kind, collect.isSecret
        else { return false }
        return !fixtures.names.contains { name in
            fixtures.keys(named: name).map { collect.length.contains($0.count) } ?? false
        }
    }

    private func reason(why goal: CoverageGoal) -> String {
        if takesUnknownSecret(goal) {
            return "it takes a secret: name one in a fixture file beside the transcripts"
        }
        let reason = shape(of: goal)
        return looked >= limit ? "\(reason) among \(looked) situations" : reason
    }

    /// What is known of a way out that was not found.
    private func shape(of goal: CoverageGoal) -> String {
        guard let place = goal.passage.step,
            let step = program.flows[goal.passage.flow]?.steps[
                checked: place]
        else { return "no call was found that does so" }
        guard found[Passage(flow: goal.passage.flow, step: place, .entered)] != nil else {
            return "no call was found that comes to \(step.name)"
        }
        switch (step.kind, goal.passage.point) {
        case (.choose, _): return "no values were found that decide so"
        case (.queue, .left(.full)): return "the queue has no max-length, or takes more than it"
        case (.queue, .left(.empty)): return "the queue needs nobody to be there"
        default: return "\(step.name) was reached, but never left so"
        }
    }
}

extension FlowProgram {
    /// Somebody who answers calls of a queue.
    fileprivate func agent(serving queue: String) -> String {
        let agents = centre.agents.values.sorted { $0.order < $1.order }
        guard let queue = centre.queues[queue] else { return "agent" }
        if let destination = centre.levels[queue.level]?.destination { return destination }
        let serving = agents.first { $0.serves(queue) }
        return serving?.id.rawValue ?? agents.first?.id.rawValue ?? "agent"
    }
}

extension Moment {
    /// The names of the values that an answer tells.
    fileprivate var valueNames: [String] {
        switch self {
        case .lookUp(_, _, let values), .request(_, _, let values): values.map(\.name)
        default: []
        }
    }

    /// The moment without one of its values.
    fileprivate func without(_ name: String) -> Moment {
        switch self {
        case .lookUp(let directory, let outcome, let values):
            .lookUp(directory: directory, outcome, values: values.filter { $0.name != name })
        case .request(let endpoint, let outcome, let values):
            .request(endpoint: endpoint, outcome, values: values.filter { $0.name != name })
        default: self
        }
    }
}

extension Suggestion {
    fileprivate init(
        _ goal: CoverageGoal, _ goals: [CoverageGoal], _ transcript: Transcript,
        in program: FlowProgram
    ) {
        let comment = goals.map { "# \($0.name), \($0.position)\n" }.joined()
        self.init(
            name: goal.slug(in: program), goals: goals,
            text: "# Suggested, for ways out that no other transcript takes:\n" + comment
                + transcript.text)
    }
}

extension CoverageGoal {
    /// A name for a file: the flow, the step and the way out, in small letters and digits.
    fileprivate func slug(in program: FlowProgram) -> String {
        let text = "\(passage.flow) \(name)"
        var slug = ""
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.isEmpty, slug.last != "-" {
                slug.append("-")
            }
        }
        while slug.last == "-" { slug.removeLast() }
        return String(slug.prefix(60))
    }
}
