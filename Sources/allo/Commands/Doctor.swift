import ArgumentParser
import Flows

/// Looks at all that answering the telephone needs.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at all that answering the telephone needs, and say what to do.",
        discussion: """
            Each line begins with ok, warn or fail. Exit code 1 where something fails: then calls \
            can't be taken as the centre file wants. Ask it while no Allo is serving: its ports \
            would not be free.
            """)

    @Option(help: ArgumentHelp("The centre file.", valueName: "file"))
    var centre = "flows/centre.yaml"

    @Option(
        help: ArgumentHelp("The folder of the flows; that of the centre file.", valueName: "folder")
    )
    var flows: String?

    @Flag(help: "Print the findings as JSON.")
    var json = false

    @OptionGroup var journal: JournalOptions

    func run() async throws {
        let place = CentrePlace(
            centre: centre, flows: flows ?? Paths.parent(of: centre), listeners: [])
        let findings = await Examination(place: place, journal: try journal.path()).findings()
        if json {
            Output.line(Finding.json(findings))
        } else {
            for finding in findings { Output.line(finding.line) }
        }
        if findings.contains(where: { $0.level == .fail }) { throw ExitCode.failure }
    }
}
