/// The reference of the language, made from the tables that files are read by, so that the two
/// can't differ.
public enum LanguageReference: String, CaseIterable, Sendable {
    /// Flow files with every kind of step.
    case flow
    /// The centre file.
    case centre
    /// The simulation file.
    case simulation
    /// What expressions and texts may hold.
    case expressions
    /// Everything that a check may find.
    case diagnostics

    /// The name of its article in the documentation of this target.
    public var article: String {
        switch self {
        case .flow: "FlowReference.md"
        case .centre: "CentreReference.md"
        case .simulation: "SimulationReference.md"
        case .expressions: "ExpressionReference.md"
        case .diagnostics: "DiagnosticReference.md"
        }
    }

    /// The reference in Markdown, a line end last; always the same text.
    public var text: String {
        let parts: [String] =
            switch self {
            case .flow: Self.flowParts
            case .centre:
                Self.parts(of: FlowLanguage.centre, "The centre file", first: "The centre")
            case .simulation:
                Self.parts(
                    of: FlowLanguage.simulation, "The simulation file", first: "The simulation")
            case .expressions: Self.expressionParts
            case .diagnostics: Self.diagnosticParts
            }
        return
            (parts + ["<!-- Made by `allo reference \(rawValue)`: change the code, not this. -->"])
            .joined(separator: "\n\n") + "\n"
    }

    // MARK: Files

    private static var flowParts: [String] {
        guard case .table(let table) = FlowLanguage.flow.unnamed else { return [] }
        var parts = [
            "# Flow files", "Every key of a flow file, and every kind of step.",
            "## The flow", TableReference(table).text, "## Steps",
        ]
        guard case .variants(let variants) = FlowLanguage.step.unnamed else { return parts }
        for variant in variants.sorted(by: { $0.word.rawValue < $1.word.rawValue }) {
            let summary = variant.table.field(variant.word.rawValue)?.summary ?? ""
            parts += ["### \(variant.word.rawValue)", summary, TableReference(variant.table).text]
        }
        parts += ["## Parts", "What stands in several places."]
        for (name, shape) in [
            ("saying", FlowLanguage.saying), ("item", FlowLanguage.sayingItem),
            ("escalation", FlowLanguage.escalation), ("wording", FlowLanguage.wording),
            ("choice", FlowLanguage.choice), ("escape", FlowLanguage.escape),
        ] {
            parts += ["### \(name)", TableReference.sentence(shape.unnamed)]
            if let table = shape.table(of: []) { parts.append(TableReference(table).text) }
        }
        return parts
    }

    /// A file of sections, each with a table of its own.
    private static func parts(of shape: Shape, _ title: String, first: String) -> [String] {
        guard case .table(let table) = shape.unnamed else { return [] }
        var parts = [
            "# \(title)", "Every key of \(title.prefix(1).lowercased() + title.dropFirst()).",
            "## \(first)", TableReference(table, isFlat: true).text,
        ]
        for field in table.fields {
            guard let inner = TableReference.innerTable(field.shape) else { continue }
            parts += ["## \(field.word.rawValue)", field.summary, TableReference(inner).text]
        }
        return parts
    }

    // MARK: Expressions

    private static var expressionParts: [String] {
        let functions = ExpressionFunction.allCases.sorted { $0.signature < $1.signature }.map {
            ["`\($0.signature)`", $0.summary]
        }
        let variables = BuiltIn.allCases.map { ["`\($0.name)`", $0.summary] }
        let formats = SpokenFormat.names.map { name in
            ["`{x as \(name)}`", SpokenFormat(name: name)?.summary ?? ""]
        }
        return [
            "# Expressions", "What conditions and values are written with.", "## Operators",
            """
            From loosest to tightest: `or`, `and`, `not`, the comparisons `=` `!=` `<` `<=` `>` `>=` \
            and `in (a, b)`, `+` `-`, `*` `/` `%`, unary minus. A minus between names needs spaces. \
            Beside them parentheses, numbers, texts in quotes, `true`, `false`, `nothing`, names of \
            variables, and fields as `client.segment`. An expression has \
            \(Expression.maximumLength) characters and \(Expression.maximumDepth) levels at most.
            """,
            "## Functions", MarkdownTable(["function", "gives"], functions).text,
            "## Variables that are always there", MarkdownTable(["name", "holds"], variables).text,
            "## Values in texts",
            "A text holds values in braces; `{{` and `}}` are braces themselves.",
            MarkdownTable(["written", "spoken as"], formats).text,
        ]
    }

    // MARK: Diagnostics

    private static var diagnosticParts: [String] {
        let groups = [
            ("F0", "The file"), ("F1", "Steps and flows"), ("F2", "The centre"),
            ("F3", "Variables and expressions"), ("F4", "What callers meet"), ("F5", "Prompts"),
        ]
        var parts = [
            "# Diagnostics", "Everything that `allo check` may find, by its code.",
            "An error keeps calls from being taken; a warning does not.",
        ]
        for (prefix, name) in groups {
            parts.append("## \(name)")
            for code in DiagnosticCode.allCases where code.rawValue.hasPrefix(prefix) {
                let explanation = code.explanation
                parts += [
                    "### \(code.rawValue): \(explanation.title)",
                    "\(code.severity == .error ? "Error." : "Warning.") \(explanation.reason)",
                ]
                parts += examples("Wrong", explanation.wrong)
                parts += examples("Right", explanation.right)
            }
        }
        return parts
    }

    private static func examples(_ word: String, _ files: [CodeExplanation.File]) -> [String] {
        files.map { file in
            let language = file.path.hasSuffix(".yaml") ? "yaml" : ""
            let text = file.text.hasSuffix("\n") ? String(file.text.dropLast()) : file.text
            return "\(word), `\(file.path)`:\n\n```\(language)\n\(text)\n```"
        }
    }
}

extension BuiltIn {
    /// What the variable holds, in a sentence.
    fileprivate var summary: String {
        switch self {
        case .caller: "The caller's number, a text; nothing where it is withheld."
        case .called: "What was called, a text."
        case .today: "The day on which the call came in."
        case .time: "The time of day at which the call came in."
        case .language: "The language that the caller hears, as `fr-FR`."
        }
    }
}

extension SpokenFormat {
    /// How a value is spoken, in a sentence.
    fileprivate var summary: String {
        switch self {
        case .money:
            "An amount in euros; `money(CHF)` and the like in "
                + Currency.allCases.dropFirst().map(\.rawValue).joined(separator: ", ") + "."
        case .telephone: "A telephone number, in the groups of its country."
        case .date: "A day."
        case .time: "A time of day."
        case .number: "A number in words."
        case .ordinal: "A place in an order: first, second."
        case .digits: "One digit or letter at a time."
        case .duration: "A span of time; a number is in seconds."
        case .text: "The text as it is."
        }
    }
}
