import ArgumentParser
import CallLog
import Foundation
import Telephony

/// Forgets somebody.
struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Forget who has a number: who they are, what they typed and said.",
        discussion: """
            For the right to erasure (GDPR, article 17). Their recordings are deleted, and their \
            number, their name, what they typed, what was looked up of them and what was said of \
            it to them are erased. Events and figures stay as they are, with the keys of menus and \
            the scores of surveys. It asks before it does so in a terminal; elsewhere --yes is \
            needed. A server may run meanwhile. Where the journal names recordings of theirs that \
            are not found, and that are not older than they may be kept, nothing is erased.
            """)

    @Argument(help: "The number, however it is written.")
    var number: String

    @Flag(help: "Don't ask.")
    var yes = false

    @Flag(name: .customLong("dry-run"), help: "Only say what would be erased.")
    var dryRun = false

    @Flag(help: "Erase though recordings are not found: they are gone already.")
    var withoutRecordings = false

    @OptionGroup var recordings: RecordingOptions
    @OptionGroup var journal: JournalOptions

    func validate() throws {
        guard PhoneNumber(number) != nil || Person.isAddress(number) else {
            throw ValidationError("‘\(number)’ is no telephone number, as +33612345678 is")
        }
        guard yes || dryRun || isatty(0) == 1 else {
            throw ValidationError("this can't be undone: say --yes, or --dry-run to see what it is")
        }
    }

    func run() async throws {
        let centre = try await recordings.centre.load()
        let store = try recordings.store(centre, besideJournal: journal)
        let person = try Person(number, countryCode: centre.countryCode)
        let plan = try await ErasurePlan(
            person, await journal.reader(), store, retention: centre.retention)
        guard !plan.isEmpty else { return Output.line("nothing is known of \(number)") }
        if !withoutRecordings { try plan.checkRecordings() }
        guard !dryRun else { return Output.line("would erase \(plan.text)") }
        try confirm(plan)
        try await plan.run(journal)
        Output.line("erased \(plan.text); events and figures stay as they were")
        if let warning = plan.warning { Output.message(warning) }
    }

    private func confirm(_ plan: ErasurePlan) throws {
        guard !yes else { return }
        Output.raw("Erase \(plan.text)? This can't be undone. [y/N] ")
        guard ["y", "yes", "o", "oui"].contains(readLine()?.lowercased() ?? "") else {
            throw Failure("nothing was erased")
        }
    }
}
