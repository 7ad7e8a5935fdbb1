import Telephony

@testable import Flows

/// Checks texts as if they were files: what is what is told by the paths.
struct CheckFixture {
    var sources: [SourceText] = []
    var result: CheckResult
    /// What is simulated, where one of the files tells it.
    private(set) var plan: SimulationPlan?

    init(_ files: [CodeExplanation.File], isWhole: Bool = true) {
        var resources = ResourceListing(
            timeZone: { $0 == "Europe/Paris" ? .utc : nil }, voices: ["fr", "en-gb"],
            pieces: ["calme"], soundFiles: ["musique.ogg", "fr-FR/bienvenue.wav"])
        var centre: SourceText?
        var flows: [SourceText] = []
        var prompts: [LanguageTag: SourceText] = [:]
        var simulation: SourceText?
        for file in files {
            let source = SourceText(path: file.path, text: file.text)
            let name = String(file.path.split(separator: "/").last ?? "")
            if file.path == "flows/centre.yaml" {
                centre = source
            } else if file.path == "flows/simulation.yaml" {
                simulation = source
            } else if file.path.hasPrefix("prompts/") {
                prompts[LanguageTag(rawValue: String(name.dropLast(5)))] = source
            } else if name.hasSuffix(".csv") {
                resources.customerFiles[name] = Array(file.text.utf8)
                continue
            } else {
                flows.append(source)
            }
            sources.append(source)
        }
        result = FlowChecker.check(
            centre: centre, flows: flows, prompts: prompts, resources: resources, isWhole: isWhole)
        guard let simulation, let program = result.program else { return }
        let check = SimulationChecker.check(simulation, of: program)
        plan = check.plan
        result = CheckResult(
            diagnostics: (result.diagnostics + check.diagnostics).sorted(), program: program)
    }

    /// One flow with these steps.
    init(steps: String, extra: String = "") {
        self.init([.steps(steps, extra: extra)])
    }

    var printed: String { DiagnosticText(sources).text(result.diagnostics) }

    /// Each diagnostic as `F013 7:3`.
    var codes: [String] {
        result.diagnostics.map {
            "\($0.code.rawValue) \($0.position.line):\($0.position.column)"
        }
    }
}
