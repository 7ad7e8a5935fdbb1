import ArgumentParser
import CallLog
import Flows
import Telephony

/// Tells somebody what is known of them.
struct ExportPerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print all that the journal knows of who has a number, as JSON.",
        discussion: """
            For the right of access (GDPR, article 15): one JSON object on one line for each way \
            in which the number was written down.
            """)

    @Argument(help: "The number, however it is written.")
    var number: String

    @Option(help: ArgumentHelp("Write it to a file.", valueName: "file"))
    var output: String?

    @OptionGroup var centre: CentreOptions
    @OptionGroup var journal: JournalOptions

    func validate() throws {
        guard PhoneNumber(number) != nil else {
            throw ValidationError("‘\(number)’ is no telephone number, as +33612345678 is")
        }
    }

    func run() async throws {
        let person = try Person(number, countryCode: await centre.load().countryCode)
        let reader = try await journal.reader()
        var lines = ""
        for number in person.numbers {
            if let json = try await reader.export(number: number) { lines += json + "\n" }
        }
        guard !lines.isEmpty else { throw Failure("nothing is known of \(number)") }
        guard let output else { return Output.text(lines) }
        try Project.write(lines, to: output)
    }
}

extension LoadedCentreFile? {
    /// The country code of numbers without one; that of France where no centre file says.
    var countryCode: String { self?.centre.countryCode ?? "33" }
}
