import Foundation
package import Telephony

/// pjsua2 behind a small Python program, a softphone that a test tells what to do line by line.
package final class Pjsua: Sendable {
    /// What it tells: `state CONFIRMED 200`, `media`, `key 5`.
    package var output: Hearing { program.output }
    private let folder: TestFolder
    private let program: ChildProcess

    /// Starts the Python program `script`, which speaks over `udp` or `tcp`; returns once it takes
    /// commands.
    package init(script: String, transport: String = "udp", says: Sound? = nil) async throws {
        let folder = try TestFolder("pjsua")
        self.folder = folder
        let silence = Sound(samples: [Int16](repeating: 0, count: 8_000), rate: 8_000)
        let speech = try folder.write((says ?? silence).wav, to: "says.wav")
        program = try ChildProcess(
            peer: Self.python, package: "pjsua2 into .build/peers",
            [
                script, transport, speech, folder.file("heard.wav"),
                "\(try Ports.reserve(20))",
            ], owner: folder, listens: true)
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

    /// Presses a key, as a telephone event.
    package func press(_ key: Character) { program.tell("key \(key)") }

    /// Presses a key, as SIP INFO.
    package func pressByInfo(_ key: Character) { program.tell("info \(key)") }

    /// Puts the other party on hold, or takes it back.
    package func hold(_ isHeld: Bool) { program.tell(isHeld ? "hold" : "retrieve") }

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
