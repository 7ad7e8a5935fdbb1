import ArgumentParser
import CallLog
import Foundation
import Telephony

/// Where the journal is.
struct JournalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The journal file.", discussion: "By default $XDG_STATE_HOME/allo/journal.sqlite.",
            valueName: "file"))
    var journal: String?

    /// The path of the journal.
    func path() throws -> String {
        guard
            let path = journal
                ?? Journal.defaultPath(environment: ProcessInfo.processInfo.environment)
        else {
            throw Failure("neither HOME nor XDG_STATE_HOME is set; name the journal with --journal")
        }
        return path
    }

    /// Opens the journal for writing; its times count from `start`.
    func open(start: ContinuousClock.Instant) async throws -> Journal {
        try await Journal.open(
            at: path(),
            by: JournalWriter(
                node: ProcessInfo.processInfo.hostName, version: Allo.version,
                processNumber: Int(ProcessInfo.processInfo.processIdentifier),
                wallTime: .milliseconds(Int64(Date().timeIntervalSince1970 * 1_000)),
                monotonicTime: ContinuousClock.now - start))
    }

    /// Opens the journal for reading.
    func reader() async throws -> JournalReader { try await JournalReader.open(at: path()) }
}
