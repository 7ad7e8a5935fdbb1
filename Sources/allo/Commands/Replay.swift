import ArgumentParser
import CallLog
import Flows
import Foundation
import Rehearsal
import Telephony
import Transcripts

/// Shows a call of the journal as its transcript.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a call of the journal as its transcript, or run it again.",
        discussion: """
            With --check the call runs again, in virtual time and with the keys of the journal, \
            against a flow as it is now; where it now differs is shown, and the exit code is 1.
            """)

    @Argument(help: "The call, by its name or the beginning of it, or `last`.")
    var call: String

    @Option(help: ArgumentHelp("Run the call again against this flow.", valueName: "flow"))
    var check: String?

    @Option(help: ArgumentHelp("Write the transcript to a file.", valueName: "file"))
    var save: String?

    @Flag(help: "Show numbers, names and other personal texts as they are.")
    var personal = false

    @OptionGroup var journal: JournalOptions

    func run() async throws {}
}
