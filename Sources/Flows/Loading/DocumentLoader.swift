import Telephony

/// Reads files as documents, and collects what is wrong in them.
struct DocumentLoader {
    private(set) var diagnostics: [Diagnostic] = []

    mutating func flow(_ source: SourceText) -> FlowDocument? {
        let before = diagnostics.count
        guard let root = read(source, as: FlowLanguage.flow, called: "a flow file") else {
            return nil
        }
        let document = FlowDocument(
            source: source, root: root, isWellFormed: diagnostics.count == before)
        diagnostics += CommentedChoices.find(in: document)
        return document
    }

    mutating func centre(_ source: SourceText) -> CentreDocument? {
        read(source, as: FlowLanguage.centre, called: "the centre file").map {
            CentreDocument(source: source, root: $0)
        }
    }

    mutating func prompts(_ source: SourceText, _ language: LanguageTag) -> PromptDocument? {
        read(source, as: FlowLanguage.prompts, called: "a prompts file").map {
            PromptDocument(source: source, language: language, root: $0)
        }
    }

    /// The root of a file, read as what it is.
    mutating func root(_ source: SourceText, as sort: FlowSchema) -> YAMLNode? {
        switch sort {
        case .flow: flow(source)?.root
        case .centre: read(source, as: FlowLanguage.centre, called: "the centre file")
        case .prompts: read(source, as: FlowLanguage.prompts, called: "a prompts file")
        case .simulation:
            read(source, as: FlowLanguage.simulation, called: "the simulation file")
        }
    }

    /// A simulation file with the one that it adds to, and so on.
    mutating func simulation(_ sources: [SourceText]) -> Fields? {
        let what = "the simulation file"
        var merged: YAMLNode?
        for source in sources.reversed() {
            guard let node = mapping(source, called: what) else { return nil }
            merged = merged.map { SimulationLayers.merged(node, over: $0) } ?? node
        }
        guard let merged else { return nil }
        check(merged, FlowLanguage.simulation, called: what)
        return Fields(merged)
    }

    private mutating func read(
        _ source: SourceText, as shape: Shape, called what: String
    ) -> YAMLNode? {
        guard let root = mapping(source, called: what) else { return nil }
        check(root, shape, called: what)
        return root
    }

    private mutating func check(_ root: YAMLNode, _ shape: Shape, called what: String) {
        var shapes = ShapeReader()
        shapes.check(root, shape, of: what)
        diagnostics += shapes.diagnostics
    }

    private mutating func mapping(_ source: SourceText, called what: String) -> YAMLNode? {
        var reader = YAMLReader(source)
        let root = reader.read()
        diagnostics += reader.diagnostics
        guard let root else { return nil }
        guard root.mapping != nil else {
            let code: DiagnosticCode = root.isEmpty ? .emptyFile : .wrongForm
            diagnostics.append(
                Diagnostic(code, "\(what) is \(root.form), not a mapping", at: root.position))
            return nil
        }
        return root
    }
}
