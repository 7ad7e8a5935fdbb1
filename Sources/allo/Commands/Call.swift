import ArgumentParser
import CallCentre
import Telephony
import Transcripts

/// Answers a call at this machine.
struct Call: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer a call at this machine with a flow.",
        discussion: """
            In a terminal, the keys 0 to 9, * and # are the telephone's, and Ctrl-C hangs up. \
            Without one, --keys or --transcript says what the caller presses. The transcript is \
            printed as the call goes on, each line once it is in the journal.
            """)

    @Argument(help: "The flow file.")
    var flow: String

    @Option(help: ArgumentHelp("The centre file; centre.yaml beside the flow.", valueName: "file"))
    var centre: String?

    @Option(help: ArgumentHelp("The caller's number; withheld without it.", valueName: "number"))
    var from: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Keys to press when the call waits for them, in groups: \"1 20261102 2\".",
            discussion: """
                @2.5:1 presses 1 at 2.5 s after the answer, @30:h hangs up then; - lets one \
                no-input pass.
                """,
            valueName: "keys"))
    var keys: String?

    @Option(help: ArgumentHelp("Press the keys of a transcript.", valueName: "file"))
    var transcript: String?

    @Option(
        help: ArgumentHelp("Pretend that the clocks show this.", valueName: "YYYY-MM-DD HH:MM:SS"))
    var at: String?

    @Option(help: ArgumentHelp("Write what the caller hears to a file.", valueName: "file"))
    var wav: String?

    @Option(help: ArgumentHelp("The device to play to; none for no sound.", valueName: "name"))
    var device = "default"

    @Flag(help: "Hear keys as tones on a capture device: for a telephone wired to a sound card.")
    var listen = false

    @Option(help: ArgumentHelp("The device to listen on.", valueName: "name"))
    var capture = "default"

    @Flag(name: .customLong("no-audio"), help: "Speak nothing; a text lasts 65 ms a character.")
    var noAudio = false

    @Option(help: "Samples per second of the line.")
    var rate = 16_000

    @Flag(help: "Do not wait for anything: run in virtual time.")
    var fast = false

    @Option(
        help: ArgumentHelp(
            "Write the call to a new file, as a transcript for allo test.",
            discussion: """
                It is tried first, with sound as allo test does. Where it fails, nothing is written, \
                the reason is told, and the exit code is 1.
                """, valueName: "file"))
    var save: String?

    @OptionGroup var journal: JournalOptions

    func validate() throws {
        guard keys == nil || transcript == nil else {
            throw ValidationError("--keys or --transcript, not both")
        }
        if let wav, !wav.lowercased().hasSuffix(".wav") {
            throw ValidationError("--wav writes a wav file; its name must end in .wav")
        }
        guard (8_000...48_000).contains(rate) else {
            throw ValidationError("--rate is 8000 to 48000")
        }
        guard !fast || (wav == nil && !listen && device == "default") else {
            throw ValidationError("--fast has no sound: leave --wav, --listen and --device out")
        }
        if let from, PhoneNumber(from) == nil {
            throw ValidationError("\(from) is no telephone number")
        }
        if let at, CivilTime(at) == nil {
            throw ValidationError("--at wants a time such as \"2026-11-23 10:00:00\"")
        }
        if let keys { _ = try scriptOrMisuse(keys) }
    }

    func run() async throws {
        try TranscriptKeeping.check(save)
        let session = try await CallSession(self)
        let records = try await session.run()
        Output.text(CallReview(records).text)
        if let save { try await session.save(records, to: save) }
    }

    /// The key script, or what is wrong with it as misuse.
    func scriptOrMisuse(_ keys: String) throws -> KeyScript {
        do {
            return try KeyScript(keys)
        } catch {
            throw ValidationError("--keys: \(error)")
        }
    }
}
