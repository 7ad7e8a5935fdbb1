import ArgumentParser
import Flows

/// Answers the telephone.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer the telephone with the flows of a centre.",
        discussion: """
            SIGHUP reads the files again, for new calls; files with faults change nothing. SIGTERM \
            takes no more calls and waits for those that run; a second one ends them. SIGUSR1 says \
            what is open.
            """)

    @Option(help: ArgumentHelp("The centre file.", valueName: "file"))
    var centre = "flows/centre.yaml"

    @Option(
        help: ArgumentHelp("The folder of the flows; that of the centre file.", valueName: "folder")
    )
    var flows: String?

    @Option(
        help: ArgumentHelp(
            "Listen here, in place of where the centre file says: udp:127.0.0.1:5060. Port 0 takes "
                + "one that is free.", valueName: "address"),
        transform: Serve.listener)
    var listen: [Centre.Listener] = []

    @Flag(help: "Print the transcripts of all calls as they go on, with numbers and names.")
    var transcripts = false

    @Flag(help: "Write nothing down: for measurements only.")
    var withoutJournal = false

    @Option(
        name: .customLong("drain-limit"),
        help: ArgumentHelp(
            "How long running calls may go on after SIGTERM.", valueName: "seconds"))
    var drainSeconds = 600

    @OptionGroup var journal: JournalOptions

    func validate() throws {
        guard (0...86_400).contains(drainSeconds) else {
            throw ValidationError("--drain-limit is 0 to 86400 seconds")
        }
        guard !withoutJournal || journal.journal == nil else {
            throw ValidationError("--journal or --without-journal, not both")
        }
    }

    func run() async throws {
        try await Output.spooled { try await Server.open(self).run() }
    }

    var place: CentrePlace {
        CentrePlace(
            centre: centre, flows: flows ?? Paths.parent(of: centre), listeners: listen)
    }

    var drainLimit: Duration { .seconds(drainSeconds) }

    private static func listener(_ text: String) throws -> Centre.Listener {
        guard let listener = Centre.Listener(text) else {
            throw ValidationError("\(text) is nothing to listen at, as udp:127.0.0.1:5060 is")
        }
        return listener
    }
}
