import Foundation
import SIP
import TestSupport
import Testing

/// People who look for a server to call through.
@Suite(.serialized) struct `Those who scan` {
    /// Another address of this machine, which no trunk lists.
    private static let unlisted = "127.0.0.99"

    @Test func `from unlisted addresses get no answer at all`() async throws {
        let server = try await TestCentre.shared.value
        let stranger = try RawPeer(to: server.udp, from: Self.unlisted)
        for text in [Probe.options, Probe.invite, Probe.register, "", "\n\n", "GET / HTTP/1.0\n\n"]
        {
            stranger.send(text)
        }
        // A known caller, asked for after them, has been answered: so they would have been.
        let known = try RawPeer(to: server.udp)
        known.send(Probe.options)
        #expect(await known.heard.reaches("SIP/2.0 200"))
        #expect(stranger.heard.bytes.isEmpty)
        let stream = try RawPeer(to: server.tcp, isStream: true, from: Self.unlisted)
        stream.send(Probe.options)
        await stream.heard.closed()
        #expect(stream.heard.bytes.isEmpty)
    }

    @Test func `with svmap find nothing`() async throws {
        let server = try await TestCentre.shared.value
        // svmap speaks from any address; here from one that no trunk lists.
        let remains = try await scan("svmap", ["-p", "\(server.udp)", "127.0.0.1"])
        #expect(!remains.output.contains("Allo"))
        #expect(!remains.output.contains("127.0.0.1:\(server.udp)"))
    }

    @Test func `from a trunk learn no names`() async throws {
        let server = try await TestCentre.shared.value
        let phone = try RawPeer(to: server.udp)
        for user in ["accueil", "admin", "100"] {
            phone.send(Probe.register(user))
            #expect(await phone.heard.reaches("Call-ID: register-\(user)"))
        }
        let answers = phone.heard.text.lines.filter { $0.hasPrefix("SIP/2.0") }
        #expect(Set(answers).count == 1, "\(answers)")
        #expect(answers.first?.hasPrefix("SIP/2.0 405") == true)
    }

    /// A server with an agent's telephone, which may register from some addresses.
    private func agentsServer(
        at addresses: String = "127.0.0.2, 127.0.0.3", trunk: String = "127.0.0.1"
    ) async throws -> AlloServer {
        let desk = try TestCentre.desk(
            from: trunk,
            sections: """
                phones:
                  from: [\(addresses)]
                  users:
                    marie: {password: \(Self.password)}
                """)
        return try await AlloServer(desk, listeners: ["udp"])
    }

    private static let password = "un-mot-de-passe-long"

    @Test func `for passwords get the same answer for all agents`() async throws {
        let server = try await agentsServer()
        let phone = try RawPeer(to: server.udp, from: "127.0.0.2")
        for user in ["marie", "paul"] {
            phone.send(Probe.register(user))
            #expect(await phone.heard.reaches("Call-ID: register-\(user)"))
        }
        let answers = phone.heard.text.lines.filter { $0.hasPrefix("SIP/2.0") }
        #expect(Set(answers) == ["SIP/2.0 401 Unauthorized"], "\(answers)")
        let names = try await scan(
            "svwar", ["-e", "100-110", "-p", "\(server.udp)", "127.0.0.1"])
        #expect(!names.output.contains("| 10"))
        try await server.stop()
    }

    @Test func `for passwords are heard no more after five wrong ones, not even the right one`()
        async throws
    {
        let server = try await agentsServer()
        let guesser = try RawPeer(to: server.udp, from: "127.0.0.2")
        guesser.send(Probe.register("marie", call: "guess-0"))
        for guess in 1...5 {
            let challenge = try #require(await guesser.challenge(for: "guess-\(guess - 1)"))
            guesser.send(
                Probe.register(
                    "marie", call: "guess-\(guess)", answering: challenge,
                    password: "faux-\(guess)"))
        }
        // The fifth is answered like the others; that it was one too many is told to no guesser.
        let last = try #require(await guesser.challenge(for: "guess-5"))
        #expect(await server.complaints.reaches("127.0.0.2 sent wrong passwords"))
        guesser.send(
            Probe.register("marie", call: "right", answering: last, password: Self.password))
        guesser.send(Probe.options)
        // Marie herself, somewhere else, and a trunk: asked for after them, they have been answered.
        let marie = try RawPeer(to: server.udp, from: "127.0.0.3")
        marie.send(Probe.register("marie", call: "first"))
        let challenge = try #require(await marie.challenge(for: "first"))
        marie.send(
            Probe.register("marie", call: "second", answering: challenge, password: Self.password))
        #expect(await marie.heard.reaches("SIP/2.0 200"), "\(marie.heard.text)")
        let trunk = try RawPeer(to: server.udp)
        trunk.send(Probe.options)
        #expect(await trunk.heard.reaches("SIP/2.0 200"))
        let answers = guesser.heard.text.lines.filter { $0.hasPrefix("SIP/2.0") }
        #expect(answers == Array(repeating: "SIP/2.0 401 Unauthorized", count: 6))
        try await server.stop()
    }

    /// svcrack speaks from 127.0.0.1 whatever it is told, and only knows MD5: it ends by itself at
    /// the first challenge, which is SHA-256 (RFC 8760), though its first guess would be right.
    @Test func `with svcrack get no further than the challenge`() async throws {
        let server = try await agentsServer(at: "127.0.0.1", trunk: "127.0.0.2")
        let folder = try TestFolder("words")
        let list = try folder.write("\(Self.password)\n", to: "words")
        let crack = try await scan(
            "svcrack", ["-u", "marie", "-p", "\(server.udp)", "-d", list, "127.0.0.1"])
        let told = crack.output + crack.errors
        #expect(told.contains("found nothing"), "\(told)")
        #expect(told.contains("Unknown algorithm: sha-256"), "it was challenged: \(told)")
        #expect(!told.contains(Self.password))
        let trunk = try RawPeer(to: server.udp, from: "127.0.0.2")
        trunk.send(Probe.options)
        #expect(await trunk.heard.reaches("SIP/2.0 200"))
        try await server.stop()
    }

    /// sipsak, for one who is listed: the server says that it is there.
    @Test func `and those who are listed find it alive`() async throws {
        let server = try await TestCentre.shared.value
        let remains = try await ChildProcess(
            peer: "/usr/bin/sipsak", package: "sipsak",
            ["-s", "sip:accueil@127.0.0.1:\(server.udp)", "-vv"], patience: .seconds(20)
        ).remains()
        #expect(remains.end == .exit(0), "\(remains.output)\(remains.errors)")
    }

    /// Runs a tool of sipvicious.
    private func scan(
        _ tool: String, _ arguments: [String], from source: String = unlisted
    ) async throws -> ChildProcess.Remains {
        let folder = try TestFolder(tool)
        return try await ChildProcess(
            peer: "/usr/bin/\(tool)", package: "sipvicious",
            arguments + ["-b", source, "-x", source],
            environment: ["HOME": folder.path], owner: folder, patience: .seconds(20)
        ).remains()
    }
}

/// Requests of those who scan.
private enum Probe {
    static let options = request("OPTIONS", "accueil", call: "options")
    static let invite = request("INVITE", "accueil", call: "invite")
    static let register = register("100")

    static func register(_ user: String) -> String {
        register(user, call: "register-\(user)")
    }

    static func register(_ user: String, call: String) -> String {
        request("REGISTER", user, call: call)
    }

    /// A well-formed answer to a challenge.
    static func register(
        _ user: String, call: String, answering challenge: DigestChallenge, password: String
    ) -> String {
        let credentials = DigestCredentials(
            answering: challenge, username: user, password: password, method: .register,
            uri: "sip:\(user)@127.0.0.1", cnonce: call, count: 1)
        return request(
            "REGISTER", user, call: call, more: "Authorization: \(credentials)\n")
    }

    private static func request(
        _ method: String, _ user: String, call: String, more: String = ""
    ) -> String {
        """
        \(method) sip:\(user)@127.0.0.1 SIP/2.0
        Via: SIP/2.0/UDP 127.0.0.1:5062;rport;branch=z9hG4bK\(call)
        Max-Forwards: 70
        From: <sip:\(user)@127.0.0.1>;tag=probe
        To: <sip:\(user)@127.0.0.1>
        Call-ID: \(call)
        CSeq: 1 \(method)
        Contact: <sip:\(user)@127.0.0.1:5062>
        \(more)Content-Length: 0


        """
    }
}

extension RawPeer {
    /// The strongest challenge to a request, once it has come.
    fileprivate func challenge(for call: String) async -> DigestChallenge? {
        let mark = "Call-ID: \(call)\n"
        await heard.reaches { text in
            text.range(of: mark).map { text[$0.upperBound...].contains("\n\n") } ?? false
        }
        let answer = heard.text.components(separatedBy: "SIP/2.0 ").last { $0.contains(mark) }
        let name = "WWW-Authenticate: "
        return answer?.lines.first { $0.hasPrefix(name) }
            .flatMap { DigestChallenge(String($0.dropFirst(name.count))) }
    }
}
