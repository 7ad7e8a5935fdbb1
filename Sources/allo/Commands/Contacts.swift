import ArgumentParser
import CallCentre
import CallLog
import Flows
import Foundation
import Telephony

/// Letters and e-mails: they wait in the queues and yield to calls.
struct Contacts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact",
        abstract: "Take letters and e-mails in, see what is to be answered, say what is.",
        discussion: """
            They wait in the queues of calls, go to ready agents for whom no caller waits, what is \
            due first first, and yield to calls. With a running server, `allo agent list` shows who \
            writes; without one they wait in the journal for the next.
            """,
        subcommands: [Add.self, Import.self, List.self, Done.self, Drop.self])

    /// Which centre, and which journal.
    struct Place: ParsableArguments {
        @OptionGroup var centre: CentreOptions
        @OptionGroup var journal: JournalOptions

        /// The running server, or the journal where there is none.
        func desk() async throws -> any ContactDesk {
            let socket = ControlSocket.path(besideJournal: try journal.path())
            guard !ControlSocket.isServed(at: socket) else {
                return ServersContacts(journal: journal)
            }
            let path = centre.centre ?? "flows/centre.yaml"
            let program = try await Project(path: Paths.parent(of: path), centre: path).program()
            return try await JournalsContacts(journal, program: program)
        }

        /// Does something at the desk, and closes it whatever comes of that.
        func atDesk<Value>(
            _ work: (any ContactDesk) async throws -> Value
        ) async throws -> Value {
            let desk = try await desk()
            let value: Value
            do {
                value = try await work(desk)
            } catch {
                // What went wrong first is what to tell.
                try? await desk.close()
                throw error
            }
            try await desk.close()
            return value
        }

        /// The clocks of the centre.
        func zone() async throws -> TimeZoneRules {
            if let zone = try await centre.load()?.centre.zone { return zone }
            return TimeZoneRules(systemZone: "Europe/Paris") ?? .utc
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A letter or an e-mail came: print the name that it has from now on.")
        @Option(help: "The queue in which it waits.") var queue: String
        @Option(help: "Who wrote it: an address or a number.") var from: String?
        @Option(help: "What it is about.") var subject: String?
        @Option(
            help: ArgumentHelp(
                "When it came; now unless said.", valueName: "YYYY-MM-DD HH:MM"))
        var received: String?
        @Option(help: "The kind of customer.") var segment: String?
        @Option(help: "What it is about, in a word.") var motive: String?
        @Option(
            help: ArgumentHelp(
                "A mail; what is not said is taken from its header.", valueName: "mail.eml"))
        var file: String?
        @OptionGroup var place: Place

        func validate() throws {
            guard let received, Self.time(received) == nil else { return }
            throw ValidationError("--received wants a time such as \"2026-11-23 10:00\"")
        }

        func run() async throws {
            let letter = try await letter()
            let taken = try await place.atDesk { try await $0.add(letter) }
            Output.line(taken.contact.rawValue)
            if taken.wasKnown { Output.message("it was there already") }
        }

        private func letter() async throws -> FoundLetter {
            let zone = try await place.zone()
            var letter = FoundLetter(queue: queue)
            if let file {
                letter = try LetterFolder(queue: queue, zone: zone).mail(file)
            }
            letter.from = from ?? letter.from
            letter.subject = subject ?? letter.subject
            letter.segment = segment
            letter.motive = motive
            if let time = received.flatMap(Self.time) {
                letter.received = Int64(zone.instant(of: time)) * 1_000
            }
            return letter
        }

        private static func time(_ text: String) -> CivilTime? {
            CivilTime(text.count == 16 ? text + ":00" : text)
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in the mails and tables of a folder, each once.",
            discussion: """
                Mails end in .eml. Tables end in .csv and have, in any order, the columns id, \
                queue, from, subject, received, segment and motive. Files stay as they are: what \
                was taken in is known again, a mail by its Message-ID, a line by its id or else by \
                all of it.
                """)
        @Argument(help: "The folder.") var folder: String
        @Option(help: "The queue of mails, and of lines that name none.") var queue: String?
        @OptionGroup var place: Place

        func run() async throws {
            let letters = try LetterFolder(queue: queue, zone: try await place.zone())
                .letters(in: folder)
            let (new, known) = try await place.atDesk { desk in
                var counts = (new: 0, known: 0)
                for letter in letters {
                    if try await desk.add(letter).wasKnown {
                        counts.known += 1
                    } else {
                        counts.new += 1
                    }
                }
                return counts
            }
            Output.line("\(new) taken in, \(known) known already")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what is to be answered, what is due first first.")
        @Flag(help: "Print JSON.") var json = false
        @Flag(help: "Show who wrote, and what about.") var personal = false
        @Option(help: "Only of one queue.") var queue: String?
        @Option(help: "Only what these people outside are to answer.") var provider: String?
        @Flag(help: "Only what should be answered by now.") var overdue = false
        @OptionGroup var place: Place

        func run() async throws {
            let answer = try await place.atDesk { try await $0.list(personal: personal) }
            guard !json else { return Output.line(answer.text) }
            Output.text(
                Standings(answer).contacts(queue: queue, provider: provider, onlyOverdue: overdue))
        }
    }

    struct Done: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "It is answered, by the agent or the people outside who have it.")
        @Argument(help: "The contact, as `allo contact list` shows it.") var contact: String
        @Option(help: "The people outside who answered it: a destination.") var provider: String?
        @OptionGroup var place: Place

        func run() async throws {
            try await place.atDesk {
                try await $0.finish(
                    CallID(rawValue: contact), as: .answered(provider: provider))
            }
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "It needs no answer, as one that came twice.")
        @Argument(help: "The contact, as `allo contact list` shows it.") var contact: String
        @OptionGroup var place: Place

        func run() async throws {
            try await place.atDesk {
                try await $0.finish(CallID(rawValue: contact), as: .dropped)
            }
        }
    }
}
