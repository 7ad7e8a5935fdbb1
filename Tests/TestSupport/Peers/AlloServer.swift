import Foundation

/// `allo serve`, answering the telephone at ports of the loopback address that the system picks.
///
/// ```swift
/// let server = try await AlloServer(centre: centre, flows: ["accueil": text])
/// try await SIPp.call(scenario, port: server.udp).succeeds()
/// try await server.stop()
/// ```
package final class AlloServer: Sendable {
    /// The folder with its centre, flows and journal.
    package let desk: Desk
    private let program: ChildProcess

    /// Starts it in a folder where the `centre` file and the flows lie already; returns once it
    /// listens, by each of `udp`, `tcp` and `tls` that is wanted.
    package init(
        _ desk: Desk, listeners: [String] = ["udp", "tcp"], arguments: [String] = [],
        environment: [String: String] = [:], centre: String = "centre.yaml",
        patience: Duration = .seconds(120)
    ) async throws {
        self.desk = desk
        let listens = listeners.flatMap { ["--listen", "\($0):127.0.0.1:0"] }
        program = try desk.start(
            ["serve", "--centre", centre, "--transcripts"] + listens + arguments,
            environment: environment, patience: patience)
        guard await program.output.reaches(count: listeners.count, of: "listening on ") else {
            let remains = try await program.remains()
            throw ChildProcess.Failure(
                description: "allo serve ended with \(remains.end)\n\(remains.output)\n"
                    + remains.errors)
        }
    }

    /// The ports it listens at.
    package var udp: UInt16 { port(of: "udp") }
    /// The port for TCP; 0 without.
    package var tcp: UInt16 { port(of: "tcp") }
    /// The port for TLS; 0 without.
    package var tls: UInt16 { port(of: "tls") }

    /// How a softphone calls somebody here.
    package func uri(_ user: String = "accueil") -> String { "sip:\(user)@127.0.0.1:\(udp)" }

    /// The transcripts as they go on, all calls in one.
    package var transcripts: Hearing { program.output }

    /// What it complains of.
    package var complaints: Hearing { program.errors }

    /// What is open in it: calls, lines, legs, dialogs, transactions and so on, each with its count.
    package func census() async throws -> [String: Int] {
        let before = program.errors.text.lines.count
        program.send(SIGUSR1)
        let isStatus: @Sendable (String) -> Bool = { $0.contains(" look-ups") }
        await program.errors.reaches { $0.lines.dropFirst(before).contains(where: isStatus) }
        guard let line = program.errors.text.lines.dropFirst(before).last(where: isStatus) else {
            throw ChildProcess.Failure(description: "allo serve tells nothing of itself")
        }
        let parts = line.split(separator: ":").last?.split(separator: ",") ?? []
        return parts.reduce(into: [:]) { counts, part in
            let words = part.split(separator: " ", maxSplits: 1)
            guard words.count == 2, let count = Int(words[0]) else { return }
            counts[String(words[1])] = count
        }
    }

    /// Waits until nothing of any call is left.
    package func untilIdle(within limit: Duration = .seconds(40)) async throws {
        let deadline = ContinuousClock.now + limit
        var counts = try await census()
        while counts.contains(where: { $0.key != "connections" && $0.value != 0 }) {
            guard ContinuousClock.now < deadline else {
                throw ChildProcess.Failure(description: "something is left: \(counts)")
            }
            try await Task.sleep(for: .milliseconds(200))
            counts = try await census()
        }
    }

    /// How much memory it has in use, in KiB (proc(5)).
    package func memory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(program.process)/status", encoding: .utf8)
        let line = status.lines.first { $0.hasPrefix("VmRSS:") }
        guard let size = line?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw ChildProcess.Failure(description: "the memory of allo serve is not known")
        }
        return size
    }

    /// Waits until nothing of any call is left but what SIP remembers for half a minute more.
    package func untilQuiet(
        but kept: Set<String> = [], within limit: Duration = .seconds(40)
    ) async throws {
        let deadline = ContinuousClock.now + limit
        let all: Set = ["calls", "lines", "legs", "dialogs", "media ports"]
        let left = all.subtracting(kept)
        var counts = try await census()
        while left.contains(where: { counts[$0] != 0 }) {
            guard ContinuousClock.now < deadline else {
                throw ChildProcess.Failure(description: "something is left: \(counts)")
            }
            try await Task.sleep(for: .milliseconds(20))
            counts = try await census()
        }
    }

    /// What becomes of it.
    package func remains() async throws -> ChildProcess.Remains { try await program.remains() }

    /// Sends it a signal.
    package func send(_ signal: Int32) { program.send(signal) }

    /// Ends it by SIGTERM.
    ///
    /// - Throws: where it does not end well.
    @discardableResult
    package func stop() async throws -> ChildProcess.Remains {
        program.send(SIGTERM)
        let remains = try await program.remains()
        guard remains.end == .exit(0) else {
            throw ChildProcess.Failure(
                description: "allo serve ended with \(remains.end)\n\(remains.errors)")
        }
        return remains
    }

    private func port(of transport: String) -> UInt16 {
        for line in program.output.text.lines where line.hasPrefix("listening on \(transport):") {
            return line.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
        }
        return 0
    }
}

extension Hearing {
    /// Waits until a text has come so many times.
    @discardableResult
    package func reaches(count: Int, of text: String) async -> Bool {
        await reaches { $0.components(separatedBy: text).count > count }
    }
}
