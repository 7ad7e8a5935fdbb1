import ArgumentParser
import CallLog
import Flows
import Foundation
import Telephony

/// Tells somebody what is known of them.
struct ExportPerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Tell all that the journal knows of who has a number, as JSON.",
        discussion: """
            For the right of access (GDPR, article 15): one JSON object on one line for each way \
            in which the number was written down. With --output FILE.json their recordings \
            (messages, comments, talks) are copied into the new folder FILE-recordings beside it; \
            `copies` tells the file of each, or what is wrong with it. Nothing is overwritten.
            """)

    @Argument(help: "The number, however it is written.")
    var number: String

    @Option(
        help: ArgumentHelp(
            "Write it to a new file, with copies of the recordings beside it.", valueName: "file"))
    var output: String?

    @OptionGroup var recordings: RecordingOptions
    @OptionGroup var journal: JournalOptions

    func validate() throws {
        guard PhoneNumber(number) != nil || Person.isAddress(number) else {
            throw ValidationError("‘\(number)’ is no telephone number, as +33612345678 is")
        }
    }

    func run() async throws {
        let centre = try await recordings.centre.load()
        let person = try Person(number, countryCode: centre.countryCode)
        let reader = try await journal.reader()
        let found = try await person.traces(reader)
        guard !found.isEmpty else { throw Failure("nothing is known of \(number)") }
        let store = try recordings.store(centre, besideJournal: journal)
        var seen: Set<PersonTraces.Recording> = []
        let known = found.flatMap(\.traces.recordings).filter { seen.insert($0).inserted }
        guard let output else {
            Output.text(try await text(of: found.map(\.number), in: reader))
            if !known.isEmpty { Output.message(recordingsLeft(known.count)) }
            return
        }
        guard !FileManager.default.fileExists(atPath: output) else { throw Failure.exists(output) }
        let copies = try RecordingCopies(of: known, from: store, beside: output)
        do {
            let text = try await text(of: found.map(\.number), in: reader, copies.copies)
            try Project.writeNew(text, to: output)
        } catch {
            copies.delete()
            throw error
        }
        for complaint in copies.complaints { Output.message(complaint) }
        guard !known.isEmpty else { return }
        Output.message(
            "\(copies.count) of \(known.count) recordings copied into \(copies.folder)")
    }

    private func text(
        of numbers: [String], in reader: JournalReader, _ copies: [RecordingCopy] = []
    ) async throws -> String {
        var lines = ""
        for number in numbers {
            if let json = try await reader.export(number: number, copies: copies) {
                lines += json + "\n"
            }
        }
        return lines
    }

    private func recordingsLeft(_ count: Int) -> String {
        "\(count) \(count == 1 ? "recording is" : "recordings are") only named here: "
            + "--output FILE copies them, too"
    }
}

extension LoadedCentreFile? {
    /// The country code of numbers without one; that of France where no centre file says.
    var countryCode: String { self?.centre.countryCode ?? "33" }

    /// How long recordings are kept; as long as usual where no centre file says.
    var retention: Duration {
        self?.centre.recordings.retention ?? Centre.Recordings.usualRetention
    }
}
