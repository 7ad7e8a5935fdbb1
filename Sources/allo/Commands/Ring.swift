import ArgumentParser
import CallCentre
import Media
import PhoneBridge
import SIP
import Telephony

/// Places calls.
struct Ring: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ring a SIP address, once or thousands of times, and check what comes back.",
        discussion: """
            Prints set-up times, post-dial delay, packets, pace and losses, with the processor \
            time of this program apart. Exit code 1 when a call failed, nothing was heard, too much \
            was lost or a prompt of the transcript was missed. Ctrl-C hangs up all calls.
            """)

    @Argument(help: ArgumentHelp("Who is called: sip:accueil@192.0.2.1.", valueName: "uri"))
    var uri: String

    @Option(help: ArgumentHelp("How many calls.", valueName: "count"))
    var calls = 1

    @Option(help: ArgumentHelp("How many calls are placed each second.", valueName: "count"))
    var rate = 10.0

    @Option(help: ArgumentHelp("How long a call lasts at most.", valueName: "seconds"))
    var hold: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Keys to press, each group once the line is silent: \"1 20261102 2\".",
            discussion: """
                @2.5:1 presses 1 at 2.5 s after the answer, @30:h hangs up then; - lets one prompt \
                pass.
                """,
            valueName: "keys"))
    var keys: String?

    @Option(
        name: .customLong("key-method"),
        help: "How keys are sent: telephone-event, info or in-band.")
    var keyMethod = KeyMethodName.telephoneEvent

    @Option(help: ArgumentHelp("A recording that the caller speaks.", valueName: "file"))
    var send: String?

    @Option(
        name: .customLong("flow-transcript"),
        help: ArgumentHelp(
            "Press the keys of a transcript, and expect its prompts to be heard.",
            valueName: "file"))
    var flowTranscript: String?

    @Option(
        help: ArgumentHelp(
            "The flows that the transcript's prompts come from.", valueName: "file or folder"))
    var flows = "flows"

    @Option(help: ArgumentHelp("The centre file; centre.yaml beside the flows.", valueName: "file"))
    var centre: String?

    @Option(help: ArgumentHelp("The caller's number or name.", valueName: "user"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "The name to answer challenges with; the password is in ALLO_PASSWORD.",
            valueName: "name"))
    var user: String?

    @Option(help: ArgumentHelp("The address to call from.", valueName: "address"))
    var bind: String?

    @Option(
        name: .customLong("max-loss"),
        help: ArgumentHelp("Packets that may be lost.", valueName: "percent"))
    var maxLoss = 1.0

    @Flag(
        name: .customLong("listen-only"),
        help: "Send no packets: what a server costs while its callers say nothing.")
    var listenOnly = false

    @Flag(help: "Offer SRTP only.")
    var srtp = false

    @Flag(help: "Print the figures as JSON.")
    var json = false

    func validate() throws {
        guard (1...1_000_000).contains(calls) else {
            throw ValidationError("--calls is 1 to 1000000")
        }
        guard (0.001...10_000).contains(rate) else {
            throw ValidationError("--rate is 0.001 to 10000")
        }
        if let hold, !(0...86_400).contains(hold) {
            throw ValidationError("--hold is 0 to 86400 seconds")
        }
        guard (0...100).contains(maxLoss) else { throw ValidationError("--max-loss is 0 to 100") }
        guard keys == nil || flowTranscript == nil else {
            throw ValidationError("--keys or --flow-transcript, not both")
        }
        guard !listenOnly || send == nil && (keys == nil || keyMethod == .info) else {
            throw ValidationError("--listen-only sends nothing: leave --keys and --send out")
        }
        if let bind, IPAddress(bind) == nil { throw ValidationError("\(bind) is no address") }
        guard SIPURI(uri) != nil else { throw ValidationError("\(uri) is no sip: address") }
        if let keys { _ = try script(keys) }
    }

    func run() async throws {
        let plan = try await RingPlan(self)
        let bridge = try await PhoneBridge(bridgeConfiguration(), detector: { Deaf() }) {
            Output.message($0)
        }
        let before = ProcessorTime.used
        let (tally, elapsed) = await RingRun(plan: plan, bridge: bridge).run()
        let report = RingReport(
            target: uri, tally, elapsed: elapsed, processor: ProcessorTime.used - before,
            tolerance: maxLoss / 100)
        if json { Output.line(report.json) } else { Output.text(report.text) }
        guard report.faults.isEmpty else {
            report.faults.forEach { Output.message($0) }
            throw ExitCode.failure
        }
    }

    /// The key script, or what is wrong with it as misuse.
    func script(_ keys: String) throws -> KeyScript {
        do {
            return try KeyScript(keys)
        } catch {
            throw ValidationError("--keys: \(error)")
        }
    }
}

/// A way to send keys, as it is written.
enum KeyMethodName: String, ExpressibleByArgument, CaseIterable {
    case telephoneEvent = "telephone-event"
    case info
    case inBand = "in-band"

    /// The method.
    var method: KeyMethod {
        switch self {
        case .telephoneEvent: .telephoneEvent
        case .info: .info
        case .inBand: .inBand
        }
    }
}

/// Hears no keys: the other side has none to press.
struct Deaf: DigitDetector {
    mutating func digits(in samples: [Int16]) -> [Digit] { [] }
}
