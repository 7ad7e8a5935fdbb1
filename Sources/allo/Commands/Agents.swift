import ArgumentParser
import Telephony

/// Says of agents to a running server what they could say by telephone.
struct Agents: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent",
        abstract:
            "Log agents of a running server in and out; see who is there, who is called back.",
        discussion: """
            The server is the one that writes the same journal: `allo serve` takes requests at a \
            socket beside it, which only its owner may open.
            """,
        subcommands: [
            List.self, Login.self, Logout.self, Ready.self, Away.self, WrappedUp.self,
            Callbacks.self, CancelCallback.self,
        ])

    /// A name, and the server.
    struct Options: ParsableArguments {
        @Argument(help: "The agent, as the centre file names them.")
        var agent: String

        @OptionGroup var journal: JournalOptions

        var id: AgentID { AgentID(rawValue: agent) }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the agents who are there and the queues.")
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var journal: JournalOptions

        func run() async throws {
            let answer = try ask(.list, journal)
            guard !json else { return Output.line(answer.text) }
            Output.text(Standings(answer).text)
        }
    }

    struct Login: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The agent comes to work.")
        @OptionGroup var options: Options
        @Option(help: "The telephone that is to ring; the agent's own unless said.")
        var phone: String?
        @Option(help: ArgumentHelp("They are away at first.", valueName: "reason"))
        var away: String?

        func run() async throws {
            try ask(.login(options.id, phone: phone, away: away), options.journal)
        }
    }

    struct Logout: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The agent goes; from a call, after it and its wrap-up.")
        @OptionGroup var options: Options
        func run() async throws { try ask(.logout(options.id), options.journal) }
    }

    struct Ready: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The agent can be rung.")
        @OptionGroup var options: Options
        func run() async throws { try ask(.ready(options.id), options.journal) }
    }

    struct Away: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The agent is not to be rung.")
        @OptionGroup var options: Options
        @Option(help: "Why, in a word, as pause or formation.") var reason = "away"
        func run() async throws { try ask(.away(options.id, reason: reason), options.journal) }
    }

    struct WrappedUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "wrapped-up", abstract: "The agent is done with what a call left to do.")
        @OptionGroup var options: Options
        func run() async throws { try ask(.wrappedUp(options.id), options.journal) }
    }

    struct Callbacks: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show who is to be called back: who waits longest comes first.")
        @Flag(help: "Print JSON.") var json = false
        @Flag(help: "Show the numbers as they are.") var personal = false
        @OptionGroup var journal: JournalOptions

        func run() async throws {
            let answer = try ask(.callbacks(personal: personal), journal)
            Output.text(json ? answer.text + "\n" : Standings(answer).callbacks)
        }
    }

    struct CancelCallback: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel-callback", abstract: "Somebody need not be called back.")
        @Argument(help: "The call in which it was accepted, as `allo agent callbacks` shows it.")
        var call: String
        @OptionGroup var journal: JournalOptions
        func run() async throws {
            try ask(.cancelCallback(CallID(rawValue: call)), journal)
        }
    }

    /// Asks the server that writes a journal.
    ///
    /// - Throws: ``Failure`` where there is none, or where it refuses.
    @discardableResult
    static func ask(_ request: ControlRequest, _ journal: JournalOptions) throws -> JSONValue {
        let path = ControlSocket.path(besideJournal: try journal.path())
        let line = try ControlSocket.ask(request.json, at: path)
        guard let answer = try? JSONValue(parsing: line.utf8) else {
            throw Failure("the server gave an answer that is no JSON")
        }
        if case .object(let members) = answer, let refused = members.first,
            refused.name == "refused", case .string(let reason) = refused.value
        {
            throw Failure(reason)
        }
        return answer
    }
}

extension AsyncParsableCommand {
    @discardableResult
    fileprivate func ask(
        _ request: ControlRequest, _ journal: JournalOptions
    ) throws -> JSONValue { try Agents.ask(request, journal) }
}
