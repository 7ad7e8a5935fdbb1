import CallCentre
import CallLog
import Flows
import Rehearsal
import Telephony
import Transcripts

/// One call in virtual time: the same core, the same journal, and nothing that waits.
struct FastCall {
    let program: FlowProgram
    let journal: Journal
    let arrival: Arrival
    let call: CallID
    let script: KeyScript
    /// When the call comes in, on the clock of the process.
    let start: Duration
    /// Who knows how long prompts last; nil for 65 ms a character.
    let renderer: (any PromptRendering)?

    /// Runs the call to its end.
    ///
    /// - Returns: its records, all of them durable.
    func run() async throws -> [JournalRecord] {
        var stage = Stage(
            program: program, lengths: PromptLengths(renderer == nil ? .text : .sound))
        var caller = ScriptedCaller(script)
        var planned: [ScriptedCaller.Planned] = []
        let witness = Witness()
        var input: CallInput? = .arrived(arrival)
        stage.take(.arrived(arrival), for: call, at: start)
        while true {
            answer(&stage)
            try await write(stage.takeRecords(), witness)
            while let wanted = stage.wantedLength {
                stage.learn(await length(of: wanted))
            }
            guard let flow = stage.flow(of: call) else { return witness.records }
            planned += caller.plan(after: input, in: flow, at: stage.now)
            input = try next(&planned, on: &stage)
        }
    }

    private func length(of utterance: Utterance) async -> Duration {
        guard let renderer else { return SilentRenderer.duration(of: utterance) }
        do {
            return try await renderer.sound(for: utterance).duration
        } catch {
            Output.message("\(error)")
            return SilentRenderer.duration(of: utterance)
        }
    }

    /// Lets the next thing happen: of the caller, which is given back, or by itself.
    private func next(
        _ planned: inout [ScriptedCaller.Planned], on stage: inout Stage
    ) throws -> CallInput? {
        let act = planned.min { $0.time < $1.time }
        if let act, act.time <= stage.nextTime ?? act.time {
            planned.removeAll { $0 == act }
            stage.take(act.input, for: call, at: act.time)
            return act.input
        }
        guard stage.advance() else { throw Failure("the call waits for nothing") }
        return nil
    }

    private func write(_ records: [JournalRecord], _ witness: Witness) async throws {
        guard !records.isEmpty else { return }
        try await journal.append(records)
        witness.see(records)
    }

    private func answer(_ stage: inout Stage) {
        for question in stage.takeQuestions() {
            let answer: CallInput
            switch question.kind {
            case .lookUp(let request, let directory, let column, let value):
                answer = .answered(
                    request, program.answer(directory: directory, column: column, value: value))
            case .request(let request, let asked):
                Output.message("a fast call asks nobody: the request \(asked.endpoint) fails")
                answer = .answered(request, .failed)
            case .reach: answer = .transferFailed(reason: "a fast call leads nowhere else")
            }
            stage.schedule(answer, for: question.call, at: stage.now)
        }
    }
}
