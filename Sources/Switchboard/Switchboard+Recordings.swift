import Telephony

/// What callers say, and what agents say to them, kept in files.
extension Switchboard {
    /// Begins a recording of a caller, with the agent they talk with or alone; one that runs ends.
    func startRecording(_ name: String, of call: CallID, with agent: (any Line)?) {
        stopRecording(of: call)
        guard let recorder = parts.recorder, let line = legs[call]?.line else { return }
        let recording = recorder.begin(
            "\(call.rawValue)/\(name)", of: agent == nil ? .caller : .both)
        recordings[call] = RunningRecording(recording: recording, agent: agent)
        line.record(on: recording.caller)
        agent?.record(on: recording.agent)
    }

    /// Ends what is recorded of a call.
    func stopRecording(of call: CallID) {
        guard let running = recordings.removeValue(forKey: call) else { return }
        legs[call]?.line.record(on: nil)
        running.agent?.record(on: nil)
        begin { [weak self] in
            let report = await running.recording.end()
            if let failure = report.failure { await self?.complain(failure) }
        }
    }

    func complain(_ failure: String) { parts.report(failure) }
}

/// A recording that runs, and on whose telephone beside the caller's.
struct RunningRecording {
    let recording: any Recording
    /// The line of the agent; nil where the caller alone is recorded.
    let agent: (any Line)?
}
