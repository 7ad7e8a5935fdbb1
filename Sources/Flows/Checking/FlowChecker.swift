public import Telephony

/// What checking gave.
public struct CheckResult: Sendable {
    /// Everything that was found, in order of place.
    public let diagnostics: [Diagnostic]
    /// What calls run; nil where there is an error.
    public let program: FlowProgram?

    /// Whether no call can be taken.
    public var hasErrors: Bool { program == nil }
}

/// Checks files of designers and makes of them what calls run.
///
/// ```swift
/// let flow = SourceText(path: "flows/lonely.yaml", text: text)
/// let result = FlowChecker.check(flows: [flow])
/// ```
public enum FlowChecker {
    /// Checks flows with all that they call by name.
    ///
    /// - Parameters:
    ///   - centre: The centre file; nil for flows that need none.
    ///   - flows: The flow files, sub-flows too.
    ///   - prompts: The prompts file of each language.
    ///   - resources: What is there beside these files.
    ///   - isWhole: Whether these are all the flows of the centre, so that a prompt that none of
    ///     them uses is a fault.
    /// - Returns: All that is wrong, and what calls run if nothing is.
    public static func check(
        centre: SourceText? = nil, flows: [SourceText], prompts: [LanguageTag: SourceText] = [:],
        resources: ResourceListing = ResourceListing(), isWhole: Bool = false
    ) -> CheckResult {
        var loader = DocumentLoader()
        let centreDocument = centre.flatMap { loader.centre($0) }
        let documents = flows.compactMap { loader.flow($0) }
        var promptDocuments: [PromptDocument] = []
        for (language, source) in prompts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            if let document = loader.prompts(source, language) { promptDocuments.append(document) }
        }
        let files = CheckedFiles(
            centre: centreDocument, isCentreReadable: centre == nil || centreDocument != nil,
            flows: documents, areFlowsReadable: documents.count == flows.count,
            prompts: promptDocuments, resources: resources, isWhole: isWhole)
        var diagnostics = loader.diagnostics
        let program = files.program(&diagnostics)
        let sorted = Set(diagnostics).sorted()
        let hasErrors = sorted.contains { $0.severity == .error }
        return CheckResult(diagnostics: sorted, program: hasErrors ? nil : program)
    }
}

/// All files of one check, as written.
struct CheckedFiles: Sendable {
    let centre: CentreDocument?
    /// Whether the centre file could be read, or there is none.
    let isCentreReadable: Bool
    let flows: [FlowDocument]
    /// Whether every flow file could be read.
    let areFlowsReadable: Bool
    let prompts: [PromptDocument]
    let resources: ResourceListing
    let isWhole: Bool

    fileprivate func program(_ diagnostics: inout [Diagnostic]) -> FlowProgram? {
        var centreCompiler = CentreCompiler(files: self)
        var compiledCentre = centreCompiler.centre()
        diagnostics += centreCompiler.diagnostics
        diagnostics += FileRules.check(self)

        var promptBook = PromptBook(prompts, resources)
        diagnostics += promptBook.diagnostics
        var words = QueueWords(files: self, promptBook: promptBook)
        words.add(to: &compiledCentre)
        diagnostics += words.diagnostics
        promptBook.markUsed(words.promptsUsed)
        let scope = CheckScope(
            files: self, centre: compiledCentre, promptBook: promptBook,
            secrets: SecretVariables(
                flows, directories: compiledCentre.directories.mapValues(\.secretColumns),
                endpoints: compiledCentre.endpoints.mapValues(\.secretValues)),
            records: RecordColumns(
                flows, directories: compiledCentre.directories.mapValues(\.customers.columns)))
        var drafts: [FlowDraft] = []
        for document in flows {
            var compiler = FlowCompiler(document, scope)
            drafts.append(compiler.compile())
            diagnostics += compiler.diagnostics
            promptBook.markUsed(compiler.promptsUsed)
        }
        let centreFlows = CheckedFlows(drafts: drafts, scope: scope)
        for rule in FlowRules.all { diagnostics += rule(centreFlows) }
        if isWhole, areFlowsReadable { diagnostics += promptBook.unused() }
        return FlowProgram(
            centre: compiledCentre, flows: centreFlows.finished(),
            recordings: promptBook.recordings)
    }
}

/// What the compiler of a flow looks names up in.
struct CheckScope: Sendable {
    let files: CheckedFiles
    let centre: Centre
    let promptBook: PromptBook
    let secrets: SecretVariables
    let records: RecordColumns

    func flow(_ name: String) -> FlowDocument? { files.flows.first { $0.name?.text == name } }

    var flowNames: [String] { files.flows.compactMap { $0.name?.text } }
}
