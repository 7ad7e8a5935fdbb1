import Telephony

/// Recording what the caller says.
extension FlowState {
    mutating func startRecording() {
        guard case .record(let record) = currentStep?.kind else { return }
        writeSecretly(listening.takeKeys())
        activity = .recording(since: now)
        write(.recordingStarted(name: record.name))
        outbox.append(.act(.startRecording(name: record.name)))
        outbox.append(.act(.setTimer(.recording, record.limit)))
    }

    mutating func endRecording() {
        guard case .recording(let start) = activity, case .record(let record) = currentStep?.kind
        else { return }
        outbox.append(.act(.cancelTimer(.recording)))
        outbox.append(.act(.stopRecording))
        writeRecordingEnd(since: start)
        follow(leave(by: .next, to: record.next))
    }

    /// Writes down that the recording ended, and which question it answers: one that a hang-up
    /// ends does so too.
    mutating func writeRecordingEnd(since start: Duration) {
        guard case .record(let record) = currentStep?.kind else { return }
        write(.recordingEnded(name: record.name, length: now - start))
        guard let question = record.question else { return }
        write(.survey(question: question, answer: .common("recording \(record.name)")))
    }
}
