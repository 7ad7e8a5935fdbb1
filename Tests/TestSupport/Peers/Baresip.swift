import Foundation
package import Telephony

/// baresip, a softphone that is told what to do over a connection of its own.
package final class Baresip: Sendable {
    /// Where it can be called.
    package let port: UInt16
    /// What happens, as baresip tells it in JSON, such as `"type":"CALL_ESTABLISHED"`.
    package let events = Hearing()
    private let folder: TestFolder
    private let program: ChildProcess
    private let control: Int32

    /// Starts it under a name at a domain; returns once it takes commands.
    ///
    /// It sends what it `says`, or silence, and perhaps hangs up then; `answers` calls by itself, or
    /// leaves them ringing; has further `settings` of its account, such as `regint=60;outbound=…`,
    /// offers `codecs`, the best first, and shows a `certificate` to who calls it over TLS.
    package init(
        _ user: String = "baresip", at domain: String = "127.0.0.1", says: Sound? = nil,
        thenHangsUp: Bool = false,
        answers: Bool = false,
        settings: String = "regint=0", codecs: String = "PCMA/8000/1,PCMU/8000/1",
        certificate: Certificate? = nil
    ) async throws {
        let folder = try TestFolder("baresip")
        self.folder = folder
        // Its port for TLS is the next one.
        port = try Ports.reserve(2)
        let controlPort = try Ports.reserve()
        let media = try Ports.reserve(20)
        // It hangs up at the end of what it says.
        // A file is at the rate of the codec that is offered first.
        let rate = says?.rate ?? (codecs.hasPrefix("G722") ? 16_000 : 8_000)
        let silence = Sound(
            samples: [Int16](repeating: 0, count: rate * (thenHangsUp ? 1 : 240) / 2), rate: rate)
        try folder.write((says.map { $0 + silence } ?? silence).wav, to: "says.wav")
        try folder.write("", to: "contacts")
        let both = try certificate.map { try folder.write($0.both, to: "certificate.pem") }
        try folder.write(
            "<sip:\(user)@\(domain)>;\(settings);audio_codecs=\(codecs)"
                + (answers ? ";answermode=auto" : ""), to: "accounts")
        try folder.write(
            """
            sip_listen 127.0.0.1:\(port)
            sip_verify_server no
            \(both.map { "sip_certificate \($0)" } ?? "")
            net_interface 127.0.0.1
            rtp_ports \(media)-\(media + 19)
            audio_source aufile,\(folder.file("says.wav"))
            audio_player nothing
            audio_alert nothing
            statmode_default off
            snd_path \(folder.path)
            ctrl_tcp_listen 127.0.0.1:\(controlPort)
            module_path /usr/lib/baresip/modules
            module g711.so
            module g722.so
            module aufile.so
            module sndfile.so
            module_tmp account.so
            module_app menu.so
            module_app ctrl_tcp.so

            """, to: "config")
        program = try ChildProcess(
            peer: "/usr/bin/baresip", package: "baresip-core", ["-f", folder.path], owner: folder)
        let isReady = await program.output.reaches("baresip is ready")
        let connection = isReady ? Self.connect(to: controlPort) : nil
        guard let connection else {
            throw ChildProcess.Failure(
                description: "baresip did not start: \(program.output.text) \(program.errors.text)")
        }
        control = connection
        events.listen(to: dup(connection))
    }

    deinit { close(control) }

    /// The address that others call.
    package var uri: String { "sip:baresip@127.0.0.1:\(port)" }

    /// Takes the call that comes in.
    package func answer() { command("accept") }

    /// Calls somebody.
    package func dial(_ uri: String) { command("dial", uri) }

    /// Presses a key, as a telephone event.
    package func press(_ key: Character) { command("sndcode", "\(key)") }

    /// Sends another sound from now on.
    package func say(_ sound: Sound) throws {
        let silence = Sound(samples: [Int16](repeating: 0, count: 60 * 8_000), rate: 8_000)
        let file = try folder.write((sound + silence).wav, to: "more-\(UUID().uuidString).wav")
        command("ausrc", "aufile,\(file)")
    }

    /// Puts the other party on hold, or takes it back.
    package func hold(_ isHeld: Bool) { command(isHeld ? "hold" : "resume") }

    /// Asks the other party to call somebody else.
    package func transfer(to uri: String) { command("transfer", uri) }

    /// Ends the call.
    package func hangUp() { command("hangup") }

    /// Waits for an event, such as `CALL_ESTABLISHED`, for the given time of its happening.
    @discardableResult
    package func happens(_ type: String, times: Int = 1) async -> Bool {
        await events.reaches(count: times, of: "\"type\":\"\(type)\"")
    }

    /// When an event happened for the given time.
    package func time(of type: String, times: Int = 1) -> ContinuousClock.Instant? {
        events.time(of: "\"type\":\"\(type)\"", times: times)
    }

    /// Lets it die without a word, as when somebody pulls the plug.
    package func die() { program.send(SIGKILL) }

    /// What it says of itself.
    package var log: Hearing { program.output }

    /// Ends it; what it heard in its last call.
    package func quit() async throws -> Sound {
        command("quit")
        _ = try await program.remains()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        guard let file = files.filter({ $0.hasSuffix("dec.wav") }).max() else {
            throw ChildProcess.Failure(description: "baresip heard nothing: \(program.output.text)")
        }
        return try Sound(wav: folder.file(file))
    }

    private func command(_ name: String, _ argument: String = "") {
        // Netstrings of JSON (ctrl_tcp.c).
        let json = "{\"command\":\"\(name)\",\"params\":\"\(argument)\"}"
        let bytes = Array("\(json.utf8.count):\(json),".utf8)
        // Where baresip has ended, whoever waits for its events is told so.
        _ = send(control, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private static func connect(to port: UInt16) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
