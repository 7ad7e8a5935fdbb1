import Foundation
package import Telephony

/// pjsua2 behind a small Python program, a softphone that a test tells what to do line by line.
package final class Pjsua: Sendable {
    /// How it tells the other party that it is on hold.
    package enum Hold: String, Sendable {
        /// It sends only (RFC 3264 §8.4).
        case sendonly
        /// Its address is 0.0.0.0 (RFC 2543 §B.5).
        case zero
    }

    /// What it tells: `state CONFIRMED 200`, `media`, `held`, `key 5`, `packets 50`.
    package var output: Hearing { program.output }
    /// Where it can be called.
    package let port: UInt16
    private let folder: TestFolder
    private let program: ChildProcess

    /// Starts the Python program `script`, which speaks over `udp` or `tcp`, for a `user` at an
    /// `address`; returns once it takes commands. It can be called at a `port`, or at one that is
    /// free, and `registers` somewhere with a password.
    package init(
        script: String, transport: String = "udp", hold: Hold = .sendonly, says: Sound? = nil,
        user: String = "pjsua", address: String = "127.0.0.1", port: UInt16? = nil,
        registers: (at: String, password: String)? = nil
    ) async throws {
        self.port = try port ?? Ports.reserve(20)
        let folder = try TestFolder("pjsua")
        self.folder = folder
        let silence = Sound(samples: [Int16](repeating: 0, count: 8_000), rate: 8_000)
        let speech = try folder.write((says ?? silence).wav, to: "says.wav")
        program = try ChildProcess(
            peer: Self.python, package: "pjsua2 into .build/peers",
            [
                script, transport, speech, folder.file("heard.wav"),
                "\(self.port)", hold.rawValue, user, address,
            ] + (registers.map { [$0.at, $0.password] } ?? []), owner: folder, listens: true)
        guard await output.reaches("ready") else {
            throw ChildProcess.Failure(
                description: "pjsua2 did not start: \(output.text) \(program.errors.text)")
        }
    }

    /// The Python that `make test-packages` puts pjsua2 into.
    private static let python = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../.build/peers/bin/python").standardized.path

    /// Calls somebody.
    package func dial(_ uri: String) { program.tell("dial \(uri)") }

    /// Takes the call that came in last, as `incoming` told.
    package func answer() { program.tell("answer") }

    /// Presses a key, as a telephone event.
    package func press(_ key: Character) { program.tell("key \(key)") }

    /// Presses a key, as SIP INFO.
    package func pressByInfo(_ key: Character) { program.tell("info \(key)") }

    /// Puts the other party on hold, or takes it back; done once `held` or `media` is told.
    package func hold(_ isHeld: Bool) { program.tell(isHeld ? "hold" : "retrieve") }

    /// Hands the other party on; `transfer 603` tells what became of it.
    package func transfer(to uri: String) { program.tell("transfer \(uri)") }

    /// Calls somebody else, while the party of the call that goes on stays on hold.
    package func consult(_ uri: String) { program.tell("consult \(uri)") }

    /// Hands the party on hold to whom ``consult(_:)`` called; `transfer 200` tells that it is done.
    package func transferAttended() { program.tell("attended") }

    /// How many packets of sound have come since what was agreed on last.
    package func packets() async throws -> Int {
        let isCount: @Sendable (String) -> Bool = { $0.hasPrefix("packets ") }
        let before = output.text.lines.count(where: isCount)
        program.tell("packets")
        await output.reaches { $0.lines.count(where: isCount) > before }
        let last = output.text.lines.last(where: isCount)
        guard let count = last.flatMap({ Int($0.dropFirst("packets ".count)) }) else {
            throw ChildProcess.Failure(description: "pjsua2 counts nothing: \(output.text)")
        }
        return count
    }

    /// Ends the call.
    package func hangUp() { program.tell("hangup") }

    /// Ends it; what it heard in its last call.
    package func quit() async throws -> Sound {
        program.tell("quit")
        let remains = try await program.remains()
        guard remains.end == .exit(0) else {
            throw ChildProcess.Failure(
                description: "pjsua2 ended with \(remains.end): \(remains.errors)")
        }
        return try Sound(wav: folder.file("heard.wav"))
    }
}
