import ArgumentParser

/// The command `allo`.
@main
struct Allo: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "allo",
        abstract: "The open voice server: call flows, checked, rehearsed, and answered with.",
        version: version,
        subcommands: [
            Serve.self, Agents.self, Contacts.self, ShowReport.self, Staff.self, QueueLog.self,
            Log.self,
            ReplayCall.self, ExportPerson.self,
            Erase.self, Purge.self, Doctor.self, Ring.self, Call.self, Check.self, Format.self,
            Graph.self, Diff.self, New.self, Explain.self, Reference.self, Schema.self, Test.self,
            Mutate.self, Say.self, ListPrompts.self, Devices.self,
        ])
}
