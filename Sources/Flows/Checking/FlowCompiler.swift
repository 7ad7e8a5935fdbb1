import Telephony

/// Makes a ``Flow`` of a flow file, and tells every name in it that leads nowhere.
struct FlowCompiler {
    let document: FlowDocument
    let scope: CheckScope
    let languages: [LanguageTag]
    var diagnostics: [Diagnostic] = []
    private(set) var promptsUsed: Set<String> = []

    var variables = VariableTable()
    private(set) var stepIndexes: [String: Int] = [:]
    private(set) var exits: [String]
    var edges: [FlowDraft.Edge] = []
    var reads: Set<String> = []
    var writes: [(variable: YAMLScalar, isDeclaration: Bool)] = []
    var promptUses: [FlowDraft.PromptUse] = []
    var isResolved = true
    /// The step that is being compiled.
    var currentStep = 0

    init(_ document: FlowDocument, _ scope: CheckScope) {
        self.document = document
        self.scope = scope
        languages = document.languages
        exits = document.fields.list(.exits).map(\.text)
        for (index, step) in document.steps.enumerated() { stepIndexes[step.name.text] = index }
    }

    var name: String { document.name?.text ?? "" }
    var source: SourceText { document.source }

    /// Compiles all of it.
    mutating func compile() -> FlowDraft {
        checkName()
        declareVariables()
        let initialValues = initialValues()
        let start = start()
        let alarms = [alarm(.tooManyFailures), alarm(.technicalProblem)].compactMap(\.self)
        var steps: [Step] = []
        for (index, step) in document.steps.enumerated() {
            currentStep = index
            if let step = compile(step) { steps.append(step) }
        }
        checkDefaults()
        return draft(steps, initialValues, start, alarms)
    }

    private func draft(
        _ steps: [Step], _ initialValues: [Value]?, _ start: Int?,
        _ alarms: [(word: Word, to: Transition, place: YAMLScalar)]
    ) -> FlowDraft {
        var flow: Flow?
        if let start, let initialValues, steps.count == document.steps.count, !steps.isEmpty {
            flow = Flow(
                name: name, version: CanonicalForm.version(of: document, scope),
                languages: languages, steps: steps, start: start, variables: variables.names,
                initialValues: initialValues,
                parameters: document.fields.list(.parameters).compactMap {
                    variables.slot($0.text)
                },
                exits: exits,
                callFailures: document.fields.integer(.callFailures) ?? Flow.usualCallFailures,
                tooManyFailures: alarms.first { $0.word == .tooManyFailures }?.to ?? .hangUp,
                technicalProblem: alarms.first { $0.word == .technicalProblem }?.to ?? .hangUp,
                alarms: alarms.map { alarm in
                    Exit(
                        alarm.word == .tooManyFailures ? .tooManyFailures : .technicalProblem,
                        to: alarm.to, at: alarm.place.position)
                })
        }
        var exitsOfSteps = [[FlowDraft.Edge]](repeating: [], count: document.steps.count)
        for edge in edges { exitsOfSteps[edge.from].append(edge) }
        return FlowDraft(
            document: document, name: name, edges: edges, alarms: alarms, start: start,
            isResolved: isResolved && start != nil && document.isWellFormed, exits: exitsOfSteps,
            reads: reads,
            writes: writes, prompts: promptUses, flow: flow)
    }

    private mutating func start() -> Int? {
        guard let written = document.fields.scalar(.start) else { return nil }
        if let index = stepIndexes[written.text] { return index }
        // A step that can't be read is told already.
        guard !document.stepNames.contains(written.text) else { return nil }
        report(unknownStep: written, written.text)
        return Spelling.suggestion(for: written.text, among: document.stepNames)
            .flatMap { stepIndexes[$0] }
    }

    private mutating func alarm(
        _ word: Word
    ) -> (word: Word, to: Transition, place: YAMLScalar)? {
        guard let target = document.fields.target(word), let to = transition(target) else {
            return nil
        }
        return (word, to, target.scalar)
    }

    /// A target; one that is misspelt leads where it was probably meant to, so that only the
    /// misspelling is told.
    mutating func transition(_ written: WrittenTarget) -> Transition? {
        switch written.target {
        case .hangUp: return .hangUp
        case .step(let name):
            if let index = stepIndexes[name] { return .step(index) }
            // A step that can't be read is told already.
            guard !document.stepNames.contains(name) else {
                isResolved = false
                return nil
            }
            report(unknownStep: written.scalar, name)
            guard let near = Spelling.suggestion(for: name, among: document.stepNames),
                let index = stepIndexes[near]
            else {
                isResolved = false
                return nil
            }
            return .step(index)
        case .back(let exit): return back(exit, written.scalar)
        }
    }

    private mutating func back(_ exit: String?, _ place: YAMLScalar) -> Transition? {
        guard let exit else {
            guard exits.isEmpty else {
                add(
                    .missingExit,
                    "‘return’ must say by which exit: " + exits.joined(separator: ", "), at: place)
                return nil
            }
            return .back(exit: nil)
        }
        guard let index = exits.firstIndex(of: exit) else {
            let suggestion = Spelling.suggestion(for: exit, among: exits)
            add(
                .unknownExit, "this flow has no exit ‘\(exit.shortened)’", at: place,
                suggestion: suggestion.map { "return \($0)" })
            return nil
        }
        return .back(exit: index)
    }

    private mutating func report(unknownStep place: YAMLScalar, _ name: String) {
        add(
            .unknownStep, "there is no step ‘\(name.shortened)’", at: place,
            suggestion: Spelling.suggestion(
                for: name, among: document.stepNames + ["hang-up", "return"]))
    }

    /// An exit of the step that is being compiled.
    mutating func exit(_ word: Word, of fields: Fields) -> Transition? {
        guard let written = fields.target(word) else { return nil }
        return exit(written, word)
    }

    mutating func exit(
        _ written: WrittenTarget, _ word: Word, after exit: Int? = nil, to queue: String? = nil
    ) -> Transition? {
        guard let to = transition(written) else { return nil }
        edges.append(
            FlowDraft.Edge(
                from: currentStep, to: to, word: word, place: written.scalar, exit: exit,
                queue: queue))
        return to
    }

    mutating func use(prompt name: String) { promptsUsed.insert(name) }

    mutating func add(
        _ code: DiagnosticCode, _ message: String, at position: SourcePosition, length: Int = 1,
        suggestion: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(code, message, at: position, length: length, suggestion: suggestion))
    }

    mutating func add(
        _ code: DiagnosticCode, _ message: String, at scalar: YAMLScalar, suggestion: String? = nil
    ) {
        add(code, message, at: scalar.position, length: scalar.length, suggestion: suggestion)
    }

    private mutating func checkName() {
        for step in document.fields.mapping(.steps)
        where Names.reserved.contains(step.key.text) {
            add(
                .reservedName, "‘\(step.key.text)’ is a word of the language and names no step",
                at: step.key)
        }
    }

    /// Compiles the flow's own words for failures once, even if no step uses them.
    private mutating func checkDefaults() {
        guard !document.steps.contains(where: \.listens) else { return }
        for word in [Word.noInput, .noMatch] {
            for items in document.fields.escalation(word) ?? [] { _ = lines(items, role: .failure) }
        }
    }
}
