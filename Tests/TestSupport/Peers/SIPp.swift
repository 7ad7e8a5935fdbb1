import Foundation

/// SIPp, which plays one side of calls from a scenario.
///
/// ```swift
/// try await SIPp.call("plain", at: server.sip).succeeds()
/// ```
package struct SIPp: Sendable {
    /// How the messages of a scenario travel.
    package enum Transport: String, Sendable {
        case udp = "u1"
        case tcp = "t1"
    }

    /// Where this SIPp can be called.
    package let port: UInt16
    private let folder: TestFolder
    private let program: ChildProcess

    /// Calls a user at a port of the loopback address, as a scenario in a file tells.
    ///
    /// There are so many `calls`, of which `rate` begin each second and at most `atOnce` go on at a
    /// time; `keys` are the values of `[name]` in the scenario.
    package static func call(
        _ scenario: String, port: UInt16, user: String = "accueil",
        over transport: Transport = .udp,
        calls: Int = 1, rate: Int = 10, atOnce: Int = 100, keys: [String: String] = [:],
        patience: Duration = .seconds(60)
    ) throws -> SIPp {
        try SIPp(
            scenario, over: transport,
            ["127.0.0.1:\(port)", "-s", user, "-m", "\(calls)", "-r", "\(rate)"]
                + ["-l", "\(atOnce)"], keys: keys, patience: patience)
    }

    /// Waits for calls and plays the called side; returns once it listens.
    package static func answer(
        _ scenario: String, over transport: Transport = .udp, calls: Int = 1,
        keys: [String: String] = [:], patience: Duration = .seconds(60)
    ) async throws -> SIPp {
        let phone = try SIPp(
            scenario, over: transport, ["-m", "\(calls)"], keys: keys,
            patience: patience)
        try await Ports.untilTaken(phone.port, by: phone.program)
        return phone
    }

    private init(
        _ scenario: String, over transport: Transport, _ arguments: [String],
        keys: [String: String], patience: Duration
    ) throws {
        folder = try TestFolder("sipp")
        port = try Ports.reserve()
        let media = try Ports.reserve(4)
        var command = [
            "-sf", scenario, "-i", "127.0.0.1", "-p", "\(port)", "-t", transport.rawValue,
            "-mi", "127.0.0.1", "-mp", "\(media)", "-nostdin", "-timeout_error",
            "-timeout", "\(max(1, patience.components.seconds - 2))s",
            "-trace_err", "-error_file", folder.file("errors"),
            "-trace_msg", "-message_file", folder.file("messages"),
            "-cid_str", "%u-%p-\(UInt32.random(in: 0 ..< .max))@%s",
        ]
        for (name, value) in keys { command += ["-key", name, value] }
        program = try ChildProcess(
            peer: "/usr/bin/sipp", package: "sip-tester", command + arguments,
            owner: folder, patience: patience)
    }

    /// Waits for the end.
    ///
    /// - Throws: when a call did not go as the scenario tells, with what was different.
    package func succeeds() async throws {
        let remains = try await program.remains()
        guard remains.end != .exit(0) else { return }
        throw ChildProcess.Failure(
            description: "sipp ended with \(remains.end)\n\(errors)\n\(messages.suffix(6_000))"
                + "\n\(remains.errors)")
    }

    /// What was not as the scenario tells.
    package var errors: String { text(of: "errors") }

    /// All messages of both sides.
    package var messages: String { text(of: "messages") }

    /// Ends it.
    package func stop() { program.send(SIGKILL) }

    private func text(of name: String) -> String {
        FileManager.default.contents(atPath: folder.file(name))
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
