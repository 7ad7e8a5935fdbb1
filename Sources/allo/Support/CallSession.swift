import CallCentre
import CallLog
import Flows
import Foundation
import Rehearsal
import Telephony
import Transcripts

/// Everything that one `allo call` needs, made ready.
struct CallSession {
    private let options: Call
    private let project: Project
    private let program: FlowProgram
    private let flow: String
    private let start = ContinuousClock.now

    /// Reads and checks the flow.
    init(_ options: Call) async throws {
        // A reader of the transcript who goes away is no reason to end the call.
        signal(SIGPIPE, SIG_IGN)
        self.options = options
        project = try await Project(path: options.flow, centre: options.centre)
        guard let flow = project.flow else { throw Failure("\(options.flow) is not a flow file") }
        self.flow = flow
        program = try project.program()
    }

    /// Runs the call.
    ///
    /// - Returns: its records, all of them durable.
    func run() async throws -> [JournalRecord] {
        let file = try options.transcript.map { try TranscriptFile(path: $0) }
        let script = try script(of: file)
        let told = try file?.transcript.header.arrival(in: program)
        let speech = try Speech(project: project, program: program, rate: options.rate)
        if !options.noAudio, !options.fast {
            await speech.renderAhead(program.constantUtterances, atMost: .seconds(2))
        }
        let journal = try await options.journal.open(start: start)
        do {
            let arrival = try await arrival(journal, told: told)
            let call = CallID(rawValue: CallSession.newName())
            let records =
                options.fast
                ? try await fast(arrival, call, script, speech, journal).run()
                : try await live(arrival, call, script, speech, journal).run()
            try await journal.close()
            return records
        } catch {
            // The first error is the one that counts.
            try? await journal.close()
            throw error
        }
    }

    /// Writes the call to a new file, as a transcript that tests of it pass.
    func save(_ records: [JournalRecord], to path: String) async throws {
        try await TranscriptKeeping.keep(
            records, at: path, project: project, program: program,
            advice: "where keys came while something was said, call again and press them later; "
                + "the lines above can be written to a file by hand, too")
    }

    private func live(
        _ arrival: Arrival, _ call: CallID, _ script: KeyScript?, _ speech: Speech,
        _ journal: Journal
    ) -> LocalCall {
        LocalCall(
            program: program, speech: speech, journal: journal, start: start, arrival: arrival,
            call: call, script: script,
            equipment: LineEquipment(
                rate: options.rate, device: options.device == "none" ? nil : options.device,
                capture: options.listen ? options.capture : nil, wav: options.wav,
                isSilent: options.noAudio))
    }

    private func fast(
        _ arrival: Arrival, _ call: CallID, _ script: KeyScript?, _ speech: Speech,
        _ journal: Journal
    ) -> FastCall {
        FastCall(
            program: program, journal: journal, arrival: arrival, call: call,
            script: script ?? KeyScript([]), start: ContinuousClock.now - start,
            renderer: options.noAudio ? nil : speech.careful)
    }

    /// How the call comes in; what the options leave open, a transcript may tell.
    private func arrival(_ journal: Journal, told: Arrival?) async throws -> Arrival {
        let from = options.from.flatMap { PhoneNumber($0) } ?? told?.from
        let caller = try await journal.callerID(
            for: from?.text, at: ContinuousClock.now - start,
            making: { CallerID(rawValue: CallSession.newName()) })
        return Arrival(
            flow: flow, caller: caller, from: from, to: flow,
            unixMilliseconds: unixMilliseconds ?? told?.unixMilliseconds
                ?? Int64(Date().timeIntervalSince1970 * 1_000))
    }

    private var unixMilliseconds: Int64? {
        options.at.flatMap { CivilTime($0) }
            .map { Int64(program.centre.zone.instant(of: $0)) * 1_000 }
    }

    private func script(of file: TranscriptFile?) throws -> KeyScript? {
        if let keys = options.keys { return try KeyScript(keys) }
        if let file {
            return try KeyScript(file.transcript, fixtures: file.fixtures)
        }
        // Without hands, a caller who says nothing.
        return isatty(0) == 1 || options.listen ? nil : KeyScript([])
    }

    private static func newName() -> String { RandomName.make() }
}
