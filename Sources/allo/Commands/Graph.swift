import ArgumentParser
import CallLog
import Charts
import Flows
import Reports
import Telephony

/// Draws flows.
struct Graph: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw a flow: its steps, and where each of their exits leads.",
        discussion: """
            Prints the picture, or writes it with --output. With --heat, each step tells how many \
            calls came in and how many callers hung up there, and each exit what share of the \
            calls took it: of all calls of a journal, or of those of a time.
            """)

    @Argument(help: "A flow file, or a folder, whose flows are drawn one beside the other.")
    var path: String

    @Option(help: "svg, mermaid or dot.")
    var format = ChartFormat.svg

    @Option(help: ArgumentHelp("Write the picture to a file.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "The language of what is said; the flow's first without it.", valueName: "tag"))
    var language: String?

    @Flag(name: .customLong("sub-flows"), help: "Draw the flows that it calls too.")
    var subFlows = false

    @Option(
        help: ArgumentHelp("Colour by the traffic of a journal.", valueName: "journal"))
    var heat: String?

    @OptionGroup(title: "Of when, with --heat (all of it without these)") var period: PeriodOptions

    func validate() throws {
        guard heat != nil || !period.isAsked else {
            throw ValidationError("a time is of --heat JOURNAL")
        }
    }

    func run() async throws {
        let project = try await Project(path: path)
        let program = try project.program()
        let tag = try language.map { try known($0, in: program) }
        let flows = try flows(of: project, program)
        let charts = flows.map { FlowChart(of: $0, in: tag, program: program) }
        // A sub-flow may be that of another service too, by its name.
        let names = Set(flows.map(\.name))
        let numbered = names.intersection(program.centre.numbers.values.map(\.flow))
        let picture = format.text(
            charts, try await overlay(of: numbered.isEmpty ? names : numbered))
        guard let output else { return Output.text(picture) }
        try Project.write(picture, to: output)
    }

    /// The flows to draw, the one that was asked for first.
    private func flows(of project: Project, _ program: FlowProgram) throws -> [Flow] {
        guard let name = project.flow else {
            guard !program.flows.isEmpty else { throw Failure("there is no flow in \(path)") }
            return program.flows.values.sorted { $0.name < $1.name }
        }
        guard let flow = program.flows[name] else { throw Failure("there is no flow \(name)") }
        guard subFlows else { return [flow] }
        let others = program.flows.values.filter { $0.name != name }
        return [flow] + others.sorted { $0.name < $1.name }
    }

    private func known(_ tag: String, in program: FlowProgram) throws -> LanguageTag {
        let spoken = Set(program.flows.values.flatMap(\.languages))
        let language = LanguageTag(rawValue: tag)
        guard spoken.contains(language) else {
            let names = spoken.map(\.rawValue).sorted().joined(separator: ", ")
            throw Failure("--language: nothing is said in \(tag) here, but in \(names)")
        }
        return language
    }

    private func overlay(of flows: Set<String>) async throws -> ChartOverlay {
        guard let heat else { return .none }
        let reader = try await JournalReader.open(at: heat)
        var filter = CallFilter()
        if period.isAsked {
            let zone = try await period.rules(reader)
            let asked = try period.period(
                now: zone.civilTime(at: WallTime.now.seconds), in: zone)
            filter.since = asked.begin(in: zone).map { .milliseconds($0.milliseconds) }
            filter.until = asked.end(in: zone).map { .milliseconds($0.milliseconds) }
        }
        var fold = TrafficFold<CallID>()
        for try await event in reader.events(filter) {
            fold.add(event.record.event, of: event.record.call)
        }
        if fold.traffic.calls == 0 {
            Output.message("the journal holds no call of that time")
        } else if !fold.traffic.visits.keys.contains(where: { flows.contains($0.flow) }) {
            let others = Set(fold.traffic.visits.keys.map(\.flow)).sorted().joined(separator: ", ")
            Output.message(
                "no call of the journal came to \(flows.sorted().joined(separator: ", ")); they came to "
                    + others)
        }
        return .traffic(fold.traffic)
    }
}

/// A way to write a picture down.
enum ChartFormat: String, CaseIterable, ExpressibleByArgument {
    case svg, mermaid, dot

    func text(_ charts: [FlowChart], _ overlay: ChartOverlay) -> String {
        switch self {
        case .svg: ChartSVG(charts, overlay: overlay).text
        case .mermaid: ChartMermaid(charts, overlay: overlay).text
        case .dot: ChartDOT(charts, overlay: overlay).text
        }
    }
}
