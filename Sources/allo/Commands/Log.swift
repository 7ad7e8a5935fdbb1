import ArgumentParser
import CallLog
import Foundation
import Telephony
import Transcripts

/// Shows what the journal holds.
struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the calls of the journal, or the events of one call.",
        discussion: """
            Callers' numbers are shortened and their names hidden unless --personal is given.
            Secrets are in no journal.
            """)

    @Argument(help: "The call, by its name or the beginning of it; all calls without it.")
    var call: String?

    @Flag(help: "Print events as JSON, one a line.")
    var json = false

    @Flag(help: "Show numbers, names and other personal texts as they are.")
    var personal = false

    @Option(name: .customLong("flow"), help: "Only calls of this flow.")
    var flow: String?

    @Option(help: "At most so many calls, the newest first.")
    var limit: Int = 50

    @OptionGroup var journal: JournalOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is 1 or more") }
    }

    func run() async throws {
        let reader = try await journal.reader()
        let texts: PersonalTexts = personal ? .whole : .shortened
        if let call {
            try await printEvents(of: reader.call(startingWith: call), from: reader, texts)
        } else if json {
            for try await event in reader.events(CallFilter(flow: flow), personal: texts) {
                Output.line(event.json)
            }
        } else {
            try await printCalls(from: reader, texts)
        }
    }

    private func printEvents(
        of call: CallID, from reader: JournalReader, _ texts: PersonalTexts
    ) async throws {
        let events = try await reader.events(of: call, personal: texts)
        if json { return events.forEach { Output.line($0.json) } }
        var printer = TranscriptPrinter(numbers: personal ? .full : .shortened)
        for event in events {
            if let line = printer.line(for: event.record) { Output.line(line) }
        }
    }

    private func printCalls(from reader: JournalReader, _ texts: PersonalTexts) async throws {
        let calls = try await reader.calls(CallFilter(flow: flow), limit: limit, personal: texts)
        guard !calls.isEmpty else { return Output.message("the journal holds no such call") }
        let rows = calls.map { call in
            [
                call.call.rawValue, "\(call.arrival.time)", call.arrival.from?.shown ?? "withheld",
                call.arrival.flow, call.lastStep ?? "", call.queue ?? "",
                call.end?.rawValue ?? "goes on", call.length.inSeconds,
            ]
        }
        Output.text(
            Table(
                header: [
                    "call", "came in", "from", "flow", "last step", "queue", "end", "seconds",
                ],
                rows: rows
            ).text)
    }
}
