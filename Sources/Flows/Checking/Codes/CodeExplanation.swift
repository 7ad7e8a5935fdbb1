/// What a code means, for designers: `allo explain F012` prints it.
public struct CodeExplanation: Sendable {
    /// A file of an example.
    public struct File: Sendable {
        /// Its path, as in `flows/exemple.yaml`.
        public let path: String
        /// What stands in it. The line at fault ends with `# here`.
        public let text: String
    }

    /// The fault in a few words.
    public let title: String
    /// Why it matters.
    public let reason: String
    /// Files with the fault; empty where no text can show it.
    public let wrong: [File]
    /// The same files without it.
    public let right: [File]

    init(_ title: String, _ reason: String, wrong: [File] = [], right: [File] = []) {
        self.title = title
        self.reason = reason
        self.wrong = wrong
        self.right = right
    }

    /// An explanation whose examples are the steps of one flow.
    init(_ title: String, _ reason: String, wrong: String, right: String) {
        self.init(title, reason, wrong: [.steps(wrong)], right: [.steps(right)])
    }

    /// An explanation whose examples are a part of the centre file.
    init(_ title: String, _ reason: String, wrongCentre: String, rightCentre: String) {
        self.init(title, reason, wrong: [.centre(wrongCentre)], right: [.centre(rightCentre)])
    }
}

extension CodeExplanation {
    /// As `allo explain` prints it.
    public func text(_ code: DiagnosticCode) -> String {
        var parts = ["\(code.rawValue) (\(code.severity.rawValue)): \(title)", reason]
        for (heading, files) in [("Wrong", wrong), ("Right", right)] {
            for file in files {
                let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
                    .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
                parts.append("\(heading): \(file.path)\n\(lines)")
            }
        }
        return parts.joined(separator: "\n\n")
    }
}

extension CodeExplanation.File {
    /// A flow file.
    static func flow(_ text: String, named name: String = "exemple") -> Self {
        Self(path: "flows/\(name).yaml", text: text)
    }

    /// A flow file of which only the steps are of interest; the first is the start.
    static func steps(
        _ steps: String, flow name: String = "exemple", extra: String = ""
    ) -> Self {
        let start = steps.prefix { $0 != ":" }
        let indented = steps.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
        let extra = extra.isEmpty ? "" : extra + "\n"
        return flow(
            "format: 1\nflow: \(name)\nstart: \(start)\n\(extra)steps:\n\(indented)\n",
            named: name)
    }

    /// The centre file with some of its parts.
    static func centre(_ text: String) -> Self {
        Self(path: "flows/centre.yaml", text: "format: 1\ncentre: durand\n\(text)\n")
    }

    /// A prompts file.
    static func prompts(_ text: String, in language: String = "fr-FR") -> Self {
        Self(path: "prompts/\(language).yaml", text: text + "\n")
    }

    /// The least flow that is without fault.
    static let goodbye = steps("fin:\n  hang-up: Au revoir.")

    /// A customer file.
    static let customers = Self(
        path: "flows/clients.csv", text: "telephone,nom,segment\n+33612345678,Lefevre,vip\n")
}

extension DiagnosticCode {
    /// What the code means.
    public var explanation: CodeExplanation {
        fileExplanation ?? stepExplanation ?? centreExplanation ?? telephoneExplanation
            ?? serviceExplanation ?? variableExplanation ?? callerExplanation ?? promptExplanation
            ?? simulationExplanation ?? CodeExplanation(rawValue, "")
    }
}
