import ArgumentParser
import CallCentre
import CallLog
import Flows
import Foundation
import SoundCard
import SoundFiles
import Switchboard
import Synchronization
import Telephony
import Tones
import Transcripts
import UnixSignals
import WebClient

/// One call on the line at this machine, from the answer to the end.
struct LocalCall {
    let program: FlowProgram
    let speech: Speech
    let journal: Journal
    /// The zero of the times in the journal.
    let start: ContinuousClock.Instant
    let arrival: Arrival
    let call: CallID
    let script: KeyScript?
    let equipment: LineEquipment

    /// Runs the call to its end.
    ///
    /// - Returns: the records of the call, all of them durable.
    func run() async throws -> [JournalRecord] {
        let witness = Witness()
        let keypad = try equipment.openKeypad(hasScript: script != nil)
        defer { keypad?.close() }
        let line = try equipment.openLine()
        // Nothing throws from here until it is shut down.
        let web = try WebClient(
            allowing: program.centre.endpoints.mapValues(\.url),
            report: { Output.message($0) })
        let switchboard = Switchboard(
            program: program, parts: parts(web: web, witness: witness), start: start)
        if !equipment.isSilent {
            // Nobody waits for it: the music is in the cache sooner, or made when it is wanted.
            Task(priority: .background) { await speech.prepareMusic() }
        }
        // Signals are ours before the call is answered.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        await withTaskGroup { group in
            group.addTask { await switchboard.run() }
            group.addTask { await press(keypad, on: line.line) }
            group.addTask { await obey(signals, switchboard) }
            await switchboard.answer(arrival, as: call, on: line.line, script: script)
            switchboard.shutDown()
            keypad?.close()
            group.cancelAll()
        }
        try await web.shutdown()
        try line.wav?.close()
        // The switchboard has told it already, once.
        if await switchboard.journalFailure != nil { throw ExitCode.failure }
        return witness.records
    }

    private func parts(web: WebClient, witness: Witness) -> Switchboard.Parts {
        let renderer: any PromptRendering =
            equipment.isSilent ? SilentRenderer(rate: equipment.rate) : speech.careful
        return Switchboard.Parts(
            journal: journal, renderer: renderer,
            music: { [speech] name in try await speech.music(name) }, web: web,
            announce: { records in witness.see(records) }, report: { Output.message($0) })
    }

    private func press(_ keypad: Keypad?, on line: LocalLine) async {
        guard let keypad else { return }
        for await event in keypad.events {
            switch event {
            case .key(let digit): line.press(digit)
            case .hangUp: line.hangUp()
            }
        }
    }

    /// Ctrl-C hangs up; a second one leaves at once.
    private func obey(_ signals: UnixSignalsSequence, _ switchboard: Switchboard) async {
        var hasHungUp = false
        for await signal in signals {
            guard !hasHungUp else {
                Keypad.restoreTerminal()
                exit(130)
            }
            hasHungUp = true
            await switchboard.hangUp(call, as: signal == .sigint ? .hungUp : .stopped)
        }
    }
}
