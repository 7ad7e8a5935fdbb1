import Flows
import Telephony

/// How a recorded call begins in a replay: by its arrival; or, where somebody was called back, by
/// their talk with the agent, after what was written down of the attempt before.
struct Beginning {
    let input: CallInput
    /// When, since the first record.
    let time: Duration
    /// What stands before it, as it was.
    let records: [JournalRecord]
    /// The flow whose steps are told without its name; empty for none.
    let flow: String

    init(
        _ records: [JournalRecord], _ script: RecordedScript, flow: String?, _ program: FlowProgram
    ) throws(RehearsalError) {
        if let arrived = script.arrival {
            let flow = flow ?? arrived.flow
            guard program.flows[flow] != nil else { throw RehearsalError(.unknownCalled(flow)) }
            self.flow = flow
            input = .arrived(
                Arrival(
                    flow: flow, caller: arrived.caller,
                    from: arrived.from.flatMap { PhoneNumber($0.shown) }, to: arrived.to,
                    unixMilliseconds: Self.unixMilliseconds(of: arrived.time, program)))
            time = .zero
            self.records = []
        } else if let attempt = script.attempt {
            guard let connected = script.connected else { throw RehearsalError(.nobodyReached) }
            self.flow = ""
            time = connected.time
            let before = records.prefix { record in
                if case .callbackConnected = record.event { false } else { true }
            }
            self.records = Array(before)
            let language = records.lazy.compactMap { record in
                if case .promptStarted(_, _, let language) = record.event { language } else { nil }
            }.first
            input = .calledBack(
                CalledBack(
                    queue: attempt.queue, agent: connected.agent,
                    number: PhoneNumber(attempt.number.shown),
                    from: program.centre.callbacks?.from, language: language ?? .french,
                    recordsTalks: script.recordsTalk,
                    unixMilliseconds: Self.unixMilliseconds(of: attempt.time, program)
                        + connected.time.inMilliseconds))
        } else {
            throw RehearsalError(.noArrival)
        }
    }

    private static func unixMilliseconds(of time: CivilTime, _ program: FlowProgram) -> Int64 {
        Int64(program.centre.zone.instant(of: time)) * 1_000
    }
}
