import Foundation
import TestSupport
import Testing

/// Agents logged in and out by the command, at a server that answers the telephone.
@Suite struct `allo agent` {
    private let desk: Desk

    init() throws {
        desk = try Desk()
        try desk.write(Self.flow, to: "flows/accueil.yaml")
        try desk.write(Self.centre, to: "flows/centre.yaml")
    }

    private static let flow = """
        format: 1
        flow: accueil
        start: attendre
        steps:
          attendre: {queue: level1, timeout: fin, next: fin}
          fin: {hang-up: Au revoir.}
        """

    private static let centre = """
        format: 1
        centre: essai
        levels: {level1: 1}
        queues: {level1: {level: level1, music: attente}}
        music: {attente: {piece: calme}}
        telephone: {listen: ["udp:127.0.0.1:0"], media: 40000..40199}
        trunks:
          local: {from: [127.0.0.0/8], address: "127.0.0.1:5070", allows: ["+331880000"]}
        numbers: {"+33188000010": {flow: accueil}}
        agents:
          desk-1: {phone: "+33188000091", levels: [level1]}
          desk-2: {phone: "+33188000092", levels: [level1]}
        """

    /// A server that takes requests.
    private func serve(_ options: String...) async throws -> ChildProcess {
        let server = try desk.start(["serve", "--centre", "flows/centre.yaml"] + options)
        #expect(await server.errors.reaches("every call is written to"), "\(server.errors.text)")
        return server
    }

    /// Ends a server, which ends well.
    private func stop(_ server: ChildProcess) async throws {
        server.send(SIGTERM)
        let remains = try await server.remains()
        #expect(remains.end == .exit(0), "\(remains.errors)")
    }

    /// What the command says of an agent, as a table would.
    private func agent(_ arguments: String...) async throws -> ChildProcess.Remains {
        try await desk.start(["agent"] + arguments).remains()
    }

    /// How an agent is listed, without the time since when.
    private func standing(of name: String) async throws -> String? {
        guard
            let line = try await agent("list").output.lines.first(where: { $0.hasPrefix(name) })
        else { return nil }
        #expect(line.contains(Self.time), "\(line)")
        return line.replacing(Self.time, with: "").split(separator: " ").joined(separator: " ")
    }

    nonisolated(unsafe) private static let time = /\b\d\d:\d\d:\d\d\b/

    private var socket: String { desk.journal + ".control" }

    // MARK: - Agents

    @Test func `comes, is away, is ready, goes, and all of it is in the journal`() async throws {
        let server = try await serve()
        #expect(try await agent("list").output.hasPrefix("nobody is there\n"))
        #expect(try await agent("login", "desk-1").end == .exit(0))
        #expect(try await standing(of: "desk-1") == "desk-1 +33188000091 ready")
        #expect(try await agent("away", "desk-1", "--reason", "pause").end == .exit(0))
        #expect(try await standing(of: "desk-1") == "desk-1 +33188000091 away pause")
        #expect(try await agent("ready", "desk-1").end == .exit(0))
        #expect(try await agent("login", "desk-2", "--away", "formation").end == .exit(0))
        #expect(try await standing(of: "desk-2") == "desk-2 +33188000092 away formation")
        #expect(try await agent("logout", "desk-1").end == .exit(0))
        #expect(try await standing(of: "desk-1") == nil)
        try await stop(server)
        let kinds = try await desk.events().map { "\($0.event.kind) \($0.event.reason ?? "")" }
        #expect(
            kinds == [
                "agent-login ", "agent-ready ", "agent-away pause", "agent-ready ",
                "agent-login ", "agent-away formation",
                "agent-logout operator", "agent-logout stopped",
            ])
    }

    @Test func `tells a list as JSON`() async throws {
        let server = try await serve()
        #expect(try await agent("login", "desk-1").end == .exit(0))
        let list = try await agent("list", "--json")
        #expect(
            list.output.replacing(/"since-ms":\d{13}/, with: #""since-ms":1"#) == """
                {"agents":[{"agent":"desk-1","phone":"+33188000091","since-ms":1,\
                "state":"ready"}],"queues":[{"queue":"level1","waiting":0,"written":0}]}

                """)
        try await stop(server)
    }

    @Test func `is told in one sentence what can't be done`() async throws {
        let server = try await serve()
        #expect(try await agent("login", "desk-1").end == .exit(0))
        for (arguments, reason) in [
            (["login", "desk-9"], "there is no such agent in the centre file"),
            (["login", "desk-1"], "the agent is logged in already, at +33188000091"),
            (["ready", "desk-2"], "the agent is not logged in"),
            (["away", "desk-2"], "the agent is not logged in"),
            (["logout", "desk-2"], "the agent is not logged in"),
            (["wrapped-up", "desk-1"], "the agent has nothing to wrap up"),
            (["login", "desk-2", "--phone", "nulle-part"], "has no telephone ‘nulle-part’"),
        ] {
            let remains = try await desk.start(["agent"] + arguments).remains()
            #expect(remains.end == .exit(1), "\(arguments)")
            #expect(remains.complaints.count == 1, "\(remains.errors)")
            #expect(remains.complaints.first?.contains(reason) == true, "\(remains.errors)")
        }
        try await stop(server)
    }

    // MARK: - Callbacks

    @Test func `shows who is to be called back, and takes it back`() async throws {
        try desk.write(
            """
            format: 1
            flow: rappel
            start: rappeler
            technical-problem: fin
            steps:
              rappeler: {callback: level1, accepted: fin, refused: fin}
              fin: {hang-up: Au revoir.}
            """, to: "flows/rappel.yaml")
        try desk.write(
            Self.centre + "\ncallbacks: {trunk: local}", to: "flows/centre.yaml")
        let accepted = try await desk.run(
            "call", "flows/rappel.yaml", "--centre", "flows/centre.yaml", "--fast", "--no-audio",
            "--from", "+33188000077")
        #expect(accepted.end == .exit(0), "\(accepted.errors)")
        let call = try #require(await desk.calls().first)
        let server = try await serve()
        let shown = try await agent("callbacks").output.lines
        #expect(shown.count == 2, "\(shown)")
        #expect(
            shown.first?.split(separator: " ").joined(separator: " ")
                == "call number queue since attempts")
        #expect(
            shown.last?.replacing(Self.time, with: "").split(separator: " ")
                .joined(separator: " ") == "\(call) +331…77 level1 0")
        let whole = try await agent("callbacks", "--personal", "--json").output
        #expect(
            whole.replacing(/"since-ms":\d{13}/, with: #""since-ms":1"#) == """
                {"callbacks":[{"attempts":0,"call":"\(call)","number":"+33188000077",\
                "queue":"level1","since-ms":1}]}

                """)
        #expect(try await agent("cancel-callback", call).end == .exit(0))
        #expect(try await agent("callbacks").output == "nobody is to be called back\n")
        #expect(try await agent("cancel-callback", call).end == .exit(1))
        try await stop(server)
    }

    // MARK: - The socket

    @Test func `without a server says where it looked for one`() async throws {
        let remains = try await agent("list")
        #expect(remains.end == .exit(1))
        #expect(
            remains.complaints == [
                "Error: no server runs with this journal: nobody listens at \(socket)"
            ])
    }

    @Test func `finds a server that came after one that died`() async throws {
        let first = try await serve()
        first.send(SIGKILL)
        #expect(try await first.remains().end == .signal(SIGKILL))
        #expect(FileManager.default.fileExists(atPath: socket), "it left its socket")
        #expect(try await agent("list").complaints.first?.contains("no server runs") == true)
        let second = try await serve()
        #expect(try await agent("list").end == .exit(0))
        try await stop(second)
        #expect(!FileManager.default.fileExists(atPath: socket))
    }

    @Test func `finds the one server of a journal, as there are no two`() async throws {
        let server = try await serve()
        let second = try await desk.run("serve", "--centre", "flows/centre.yaml")
        #expect(second.end == .exit(1))
        #expect(second.complaints == ["Error: another server listens at \(socket)"])
        let other = try await serve("--journal", desk.path("other.sqlite"))
        #expect(try await agent("login", "desk-1").end == .exit(0))
        #expect(
            try await agent("list", "--journal", desk.path("other.sqlite")).output
                .hasPrefix("nobody is there\n"))
        try await stop(other)
        try await stop(server)
    }

    @Test func `is never taken for a file that is in the way`() async throws {
        try desk.write("keep me\n", to: "state/allo/journal.sqlite.control")
        let remains = try await desk.run("serve", "--centre", "flows/centre.yaml")
        #expect(remains.end == .exit(1))
        #expect(remains.errors.contains("is in the way"), "\(remains.errors)")
        #expect(try String(contentsOfFile: socket, encoding: .utf8) == "keep me\n")
    }

    @Test func `is asked by its owner alone`() async throws {
        let server = try await serve()
        var status = stat()
        #expect(stat(socket, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        try await stop(server)
    }

    @Test func `answers what is no request, and goes on`() async throws {
        let server = try await serve()
        for (request, answer) in [
            ("hello", "a request is a JSON object on one line"),
            ("", "a request is a JSON object on one line"),
            ("[]", "a request is a JSON object on one line"),
            ("{}", "nothing is known of doing ‘’"),
            (#"{"do":"dance"}"#, "nothing is known of doing ‘dance’"),
            (#"{"do":7}"#, "nothing is known of doing ‘’"),
            (#"{"do":"login"}"#, "the request names no agent"),
            (#"{"do":"cancel-callback"}"#, "the request names no call"),
            ("\u{0}\u{1}\u{FFFD}", "a request is a JSON object on one line"),
            (String(repeating: "x", count: 70_000), "a request has 65536 bytes at most"),
            (String(repeating: "[", count: 60_000), "a request is a JSON object on one line"),
        ] {
            let visitor = try ControlVisitor(at: socket)
            visitor.say(request + "\n")
            #expect(
                try visitor.answer() == #"{"refused":"\#(answer)"}"#, "\(request.prefix(20))")
        }
        #expect(try await agent("list").end == .exit(0))
        try await stop(server)
    }

    @Test func `is served while others say nothing, or leave in mid-word`() async throws {
        let server = try await serve()
        let silent = try (0..<20).map { _ in try ControlVisitor(at: socket) }
        let leaving = try ControlVisitor(at: socket)
        leaving.say(#"{"do":"#)
        leaving.leave()
        #expect(try await agent("login", "desk-1").end == .exit(0))
        #expect(try await standing(of: "desk-1") == "desk-1 +33188000091 ready")
        // In the end they are let go without a word.
        #expect(try silent[0].answer() == "")
        try await stop(server)
    }

    @Test func `is served slowly spoken words too`() async throws {
        let server = try await serve()
        let visitor = try ControlVisitor(at: socket)
        for letter in #"{"do":"list"}"# { visitor.say(String(letter)) }
        visitor.say("\n")
        #expect(try visitor.answer().hasPrefix(#"{"agents":[]"#))
        try await stop(server)
    }
}
