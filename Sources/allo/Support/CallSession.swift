import CallCentre
import CallLog
import Flows
import Foundation
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
        let script = try script()
        let journal = try await options.journal.open(start: start)
        do {
            let arrival = try await arrival(journal)
            let call = CallID(rawValue: CallSession.newName())
            let records =
                options.fast
                ? try await runFast(arrival, as: call, script: script, journal: journal)
                : try await runLive(arrival, as: call, script: script, journal: journal)
            try await journal.close()
            return records
        } catch {
            // The first error is the one that counts.
            try? await journal.close()
            throw error
        }
    }

    /// Writes a transcript to a file.
    func save(_ records: [JournalRecord], to path: String) throws {
        guard let transcript = Transcript(records: records) else { return }
        try Project.write(transcript.text, to: path)
    }

    private func runLive(
        _ arrival: Arrival, as call: CallID, script: KeyScript?, journal: Journal
    ) async throws -> [JournalRecord] {
        let speech = try Speech(project: project, program: program, rate: options.rate)
        if !options.noAudio { await speech.renderAhead(program.constantUtterances) }
        let local = LocalCall(
            program: program, speech: speech, journal: journal, start: start, arrival: arrival,
            call: call, script: script,
            equipment: LineEquipment(
                rate: options.rate, device: options.device == "none" ? nil : options.device,
                capture: options.listen ? options.capture : nil, wav: options.wav,
                isSilent: options.noAudio))
        return try await local.run()
    }

    private func runFast(
        _ arrival: Arrival, as call: CallID, script: KeyScript?, journal: Journal
    ) async throws -> [JournalRecord] {
        let speech = try Speech(project: project, program: program, rate: options.rate)
        return try await FastCall(
            program: program, journal: journal, arrival: arrival, call: call,
            script: script ?? KeyScript([]), start: ContinuousClock.now - start,
            renderer: options.noAudio ? nil : speech.careful
        ).run()
    }

    private func arrival(_ journal: Journal) async throws -> Arrival {
        let from = options.from.flatMap { PhoneNumber($0) }
        let caller = try await journal.callerID(
            for: from?.text, at: ContinuousClock.now - start,
            making: { CallerID(rawValue: CallSession.newName()) })
        return Arrival(
            flow: flow, caller: caller, from: from, to: flow, unixMilliseconds: unixMilliseconds)
    }

    private var unixMilliseconds: Int64 {
        guard let time = options.at.flatMap({ CivilTime($0) }) else {
            return Int64(Date().timeIntervalSince1970 * 1_000)
        }
        return Int64(program.centre.zone.instant(of: time)) * 1_000
    }

    private func script() throws -> KeyScript? {
        if let keys = options.keys { return try KeyScript(keys) }
        if let path = options.transcript {
            let file = try TranscriptFile(path: path)
            return try KeyScript(file.transcript, fixtures: file.fixtures)
        }
        // Without hands, a caller who says nothing.
        return isatty(0) == 1 || options.listen ? nil : KeyScript([])
    }

    private static func newName() -> String { UUID().uuidString.lowercased() }
}
