import ArgumentParser
import CallLog
import Reports
import Telephony

/// Brings Asterisk's queue_log in and out.
struct QueueLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue-log",
        abstract: "Read Asterisk's queue_log into a journal, or write a journal as one.",
        discussion: """
            So that figures can be told of the calls of an Asterisk, and the tools that people \
            have for its queue_log can read the calls of Allo.
            """,
        subcommands: [Import.self, Export.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a queue_log into a journal: every report works on it then.",
            discussion: """
                Lines that can't be read are told with their numbers, and the others are taken; \
                days without a call, where others of their weekday have many, are told too. \
                Who still waits, talks or is logged in at the end of the file leaves then. \
                --journal names a journal of its own for it, or one to add to: nothing is read \
                twice into the same one, and nothing can be taken back.
                """)

        @Argument(help: "The queue_log.")
        var file: String

        @Option(
            name: .customLong("level"),
            help: ArgumentHelp(
                "The level of a queue, as level1=support; its own name without it. A digit at the end "
                    + "of the level's name is its rank: escalation goes to a higher one.",
                valueName: "level=queue"))
        var levels: [QueueLevel] = []

        @Option(
            name: .customLong("callback-key"),
            help: ArgumentHelp(
                "Who leaves a queue by this key has accepted a callback; an empty one is no key.",
                valueName: "key"))
        var callbackKeys: [String] = []

        @Option(help: ArgumentHelp("The clocks of the place.", valueName: "zone"))
        var zone = "Europe/Paris"

        @OptionGroup var journal: JournalOptions

        func validate() throws {
            guard journal.journal != nil else {
                throw ValidationError(
                    "name the journal with --journal: a new one, or one to add to")
            }
            guard TimeZoneRules(systemZone: zone) != nil else {
                throw ValidationError("--zone: no zone \(zone) is known, as Europe/Paris is")
            }
            for key in callbackKeys where !key.isEmpty && !key.isKey {
                throw ValidationError("--callback-key: ‘\(key)’ is no key, as 1 or * is")
            }
        }

        func run() async throws {
            let text = try QueueLogFile.text(of: file)
            let result = QueueLogReader.read(text, options(for: text))
            try tell(result.errors, isAll: result.records.isEmpty)
            let log = QueueLogImport(result.records, named: prefix(of: text))
            try await log.run(into: journal)
            tell(QuietDays(result.records, in: options(for: text).zone), of: text)
            let unread = result.errors.count
            Output.line(
                "read \(log.callCount) calls into \(try journal.path())"
                    + (unread == 0 ? "" : "; not read: \(unread) lines"))
        }

        /// Tells the first lines that can't be read; a file of nothing else is no queue_log.
        private func tell(_ errors: [QueueLogError], isAll: Bool) throws {
            if isAll, let first = errors.first {
                throw Failure("\(file) is no queue_log: \(first); nothing was read")
            }
            for error in errors.prefix(Self.told) { Output.message("\(file): \(error)") }
            guard errors.count > Self.told else { return }
            Output.message("\(file): … and \(errors.count - Self.told) lines more")
        }

        /// Tells the days that may be missing: no report can know whether nobody called.
        private func tell(_ quiet: QuietDays, of text: String) {
            for day in quiet.days.prefix(Self.told) {
                let line = QueueLogFile.line(of: text) { time, _ in time * 1_000 >= day.end }
                Output.message(
                    "\(file): \(line.map { "\($0): " } ?? "")no call on \(day.date), when "
                        + "\(day.usual) are usual on that day of the week")
            }
            guard quiet.days.count > Self.told else { return }
            Output.message(
                "\(file): … and \(quiet.days.count - Self.told) days more without a call")
        }

        /// How many lines that can't be read, and days that may be missing, are told one by one.
        private static let told = 20

        private func options(for text: String) -> QueueLogReader.Options {
            QueueLogReader.Options(
                levels: Dictionary(
                    levels.map { ($0.queue, $0.level) }, uniquingKeysWith: { $1 }),
                zone: TimeZoneRules(systemZone: zone) ?? .utc, prefix: prefix(of: text),
                callbackKeys: Set(callbackKeys))
        }

        /// Another one for each file.
        private func prefix(of text: String) -> String { "queue-log-\(text.fingerprint)" }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the journal as a queue_log.",
            discussion: """
                Callers' numbers are shortened unless --personal is given. What Asterisk has no \
                word for is left out: holds, announcements, surveys, attempts to call back that \
                reach nobody. Who is called back enters the queue and is answered at once.
                """)

        @Option(help: ArgumentHelp("Write it to a file.", valueName: "file"))
        var output: String?

        @Flag(help: "Write callers' numbers as they are.")
        var personal = false

        @OptionGroup var journal: JournalOptions

        func run() async throws {
            let reader = try await journal.reader()
            var writer = QueueLogWriter()
            var lines = output == nil ? nil : ""
            for try await event in reader.events(personal: personal ? .whole : .shortened) {
                let offset = event.wallTime - event.record.time
                for line in writer.write(event.record, wallOffset: offset) {
                    if lines == nil { Output.line("\(line)") } else { lines?.append("\(line)\n") }
                }
            }
            if let output, let lines { try Project.write(lines, to: output) }
        }
    }
}

/// A queue with its level, as `level1=support`.
struct QueueLevel: ExpressibleByArgument, Hashable {
    let level: String
    let queue: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        level = String(parts[0])
        queue = String(parts[1])
    }
}

extension String {
    /// Whether it is one key of a telephone.
    fileprivate var isKey: Bool { count == 1 && allSatisfy { Digit($0) != nil } }
}
