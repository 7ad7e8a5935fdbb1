package import Telephony

/// linphonec, a softphone at whose prompt a test types.
package final class Linphone: Sendable {
    /// How it sends keys.
    package enum Keys: Sendable {
        case telephoneEvents
        case info
        case tones
    }

    /// What it says at its prompt.
    package var output: Hearing { program.output }
    private let folder: TestFolder
    private let program: ChildProcess

    /// Starts it; returns once it takes commands.
    ///
    /// Nothing changes what it hears but a delay that stays the same: no jitter buffer that adapts,
    /// no concealment, no level control.
    package init(keys: Keys = .telephoneEvents, says: Sound? = nil) async throws {
        let folder = try TestFolder("linphone")
        self.folder = folder
        let port = try Ports.reserve()
        let silence = Sound(samples: [Int16](repeating: 0, count: 120 * 8_000), rate: 8_000)
        let speech = try folder.write((says.map { $0 + silence } ?? silence).wav, to: "says.wav")
        // Without this folder for its database it never opens a port.
        try folder.write("", to: ".local/share/linphone/here")
        try folder.write("", to: ".config/linphone/here")
        let codecs = ["PCMA", "PCMU"] + (keys == .telephoneEvents ? ["telephone-event"] : [])
        let others = ["opus", "speex", "GSM", "G722", "G729", "L16"]
        let entries =
            codecs.map { ($0, 1) } + others.map { ($0, 0) }
            + (keys == .telephoneEvents ? [] : [("telephone-event", 0)])
        let list = entries.enumerated().map { number, entry in
            "[audio_codec_\(number)]\nmime=\(entry.0)\nrate=8000\nchannels=1\nenabled=\(entry.1)\n"
        }
        try folder.write(
            """
            [sip]
            sip_port=\(port)
            sip_tcp_port=0
            sip_tls_port=0
            contact=sip:linphone@127.0.0.1
            use_info=\(keys == .info ? 1 : 0)
            use_rfc2833=\(keys == .telephoneEvents ? 1 : 0)
            bind_address=127.0.0.1
            auto_net_state_mon=0
            use_ipv6=0
            ipv6_migration_done=1
            guess_hostname=0
            register_only_when_network_is_up=0
            [net]
            dns_srv_enabled=0
            [rtp]
            audio_rtp_port=\(try Ports.reserve(2))
            bind_address=127.0.0.1
            audio_jitt_comp=100
            audio_adaptive_jitt_comp_enabled=0
            [sound]
            echocancellation=0
            features=DTMF
            \(list.joined())
            """, to: "linphonerc")
        program = try ChildProcess(
            peer: "/usr/bin/linphonec", package: "linphone-cli",
            ["-c", folder.file("linphonerc"), "-d", "0"], environment: ["HOME": folder.path],
            owner: folder, listens: true)
        guard await output.reaches("linphonec>") else {
            throw ChildProcess.Failure(
                description: "linphonec did not start: \(output.text) \(program.errors.text)")
        }
        program.tell("soundcard use files")
        program.tell("play \(speech)")
        program.tell("record \(folder.file("heard.wav"))")
        await output.reaches("Using wav files")
    }

    /// Calls somebody.
    package func dial(_ uri: String) { program.tell("call \(uri)") }

    /// Presses a key.
    package func press(_ key: Character) { program.tell("\(key)") }

    /// Ends the call.
    package func hangUp() { program.tell("terminate") }

    /// Ends it; what it heard in its last call.
    package func quit() async throws -> Sound {
        program.tell("quit")
        _ = try await program.remains()
        return try Sound(wav: folder.file("heard.wav"))
    }
}
