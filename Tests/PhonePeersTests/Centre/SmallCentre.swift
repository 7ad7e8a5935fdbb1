import Foundation
import Telephony
import TestSupport
import Testing

/// A call centre on this machine: `allo serve`, agents at baresip, callers at pjsua2.
///
/// Telephones of agents are at 127.0.0.1 and callers at 127.0.0.2, as Allo tells who is who by the
/// address.
final class SmallCentre: Sendable {
    let server: AlloServer
    /// The agents' telephones by their users, each with a tone of its own to say.
    private let phones: [String: Baresip]
    /// Where somebody who is called back is rung.
    let outside: UInt16

    /// The tone that each telephone says, in hertz.
    static let tones = ["anne": 1_300.0, "bruno": 1_700, "claire": 2_100]
    /// Who sits at which telephone.
    static let agents = ["anne": "desk-1", "bruno": "desk-2", "claire": "desk-3"]

    /// Opens it, with telephones for some agents, who are not at work yet.
    init(_ plan: CentrePlan = CentrePlan(), phones users: [String] = ["anne"]) async throws {
        outside = try Ports.reserve(20)
        server = try await AlloServer(plan.desk(outside: outside), listeners: ["udp"])
        var phones: [String: Baresip] = [:]
        for user in users { phones[user] = try await Self.phone(of: user, at: server) }
        self.phones = phones
    }

    /// A telephone that has registered.
    static func phone(of user: String, at server: AlloServer) async throws -> Baresip {
        let tone = Sound.tone(tones[user] ?? 440, lasting: .seconds(60))
        let phone = try await Baresip(
            user, at: "durand", says: tone,
            settings: "auth_user=\(user);auth_pass=\(CentrePlan.password(of: user))"
                + ";outbound=\"sip:127.0.0.1:\(server.udp)\";regint=60", codecs: "PCMA/8000/1")
        guard await phone.log.reaches("200 OK") else {
            throw ChildProcess.Failure(description: "\(user) did not register: \(phone.log.text)")
        }
        return phone
    }

    /// The telephone of an agent.
    func phone(_ user: String) throws -> Baresip { try #require(phones[user]) }

    /// A caller with a telephone, which says nothing.
    func caller(_ number: String, port: UInt16? = nil) async throws -> Caller {
        Caller(
            number: number, centre: self,
            phone: try await Pjsua(
                script: Files.pjsuaPhone, user: number, address: "127.0.0.2", port: port))
    }

    /// A caller who waits for an agent of level 1.
    func waitingCaller(_ number: String) async throws -> Caller {
        let caller = try await caller(number)
        try await caller.dial("attente")
        #expect(await caller.tells("enter level1"))
        return caller
    }

    // MARK: The one who runs it

    /// Says something of an agent, as `allo agent` does.
    func tell(_ words: String..., agent: String) async throws {
        let remains = try await server.desk.start(
            ["agent"] + words.prefix(1) + [agent] + words.dropFirst()
        )
        .remains()
        guard remains.end == .exit(0) else {
            throw ChildProcess.Failure(description: "allo agent \(words): \(remains.errors)")
        }
    }

    /// Who is there, as `allo agent list --json` tells it.
    func standings() async throws -> Standings {
        let output = try await server.desk.run("agent", "list", "--json").output
        return try JSONDecoder().decode(Standings.self, from: Data(output.utf8))
    }

    /// Waits until an agent is in a state, such as `ready`, `away pause`.
    func becomes(_ agent: String, _ state: String) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let standing = try await standings().agents.first { $0.agent == agent }
            if standing?.words == state { return }
            guard ContinuousClock.now < deadline else {
                throw ChildProcess.Failure(
                    description: "\(agent) is not \(state): \(standing?.words ?? "not there")")
            }
        }
    }

    /// Closes it, once nothing of any call is left; what is in its journal.
    ///
    /// A telephone that died may yet owe an answer to a goodbye: its dialog is `kept`.
    func close(but kept: Set<String> = []) async throws -> LoggedDay {
        try await server.untilQuiet(but: kept)
        let remains = try await server.stop()
        #expect(!remains.errors.contains("atal"))
        return try await LoggedDay(server.desk.journal)
    }
}

/// Who is there, and how many wait.
struct Standings: Decodable {
    /// What the list says of an agent.
    struct Agent: Decodable {
        let agent: String
        let phone: String
        let state: String
        let reason: String?

        /// The state, with the reason of who is away.
        var words: String { reason.map { "\(state) \($0)" } ?? state }
    }

    /// What the list says of a queue.
    struct Queue: Decodable {
        let queue: String
        let waiting: Int
    }

    let agents: [Agent]
    let queues: [Queue]
}
