import Telephony

/// Waiting for an agent, talking with one, being handed on, and being recorded.
extension FlowState {
    // MARK: Queue

    mutating func enqueue(_ visit: QueueVisit) throws(FlowError) {
        guard let queue = program.centre.queues[visit.queue] else {
            throw FlowError(reason: .unknown(visit.queue))
        }
        activity = .queueing(queue: queue.name, music: nil)
        outbox.append(.enqueue(queue: queue.name))
        outbox.append(.act(.setTimer(.maximumWait, visit.limit ?? queue.limit)))
        writeSecretly(listening.takeKeys())
        try speak(visit.prompts)
    }

    mutating func startMusic() {
        guard case .queueing(let name, music: nil) = activity,
            let queue = program.centre.queues[name]
        else { return }
        let playback = listening.nextPlayback()
        activity = .queueing(queue: name, music: playback)
        outbox.append(.act(.playMusic(playback, name: queue.music)))
    }

    mutating func pressWhileQueueing(_ digit: Digit) {
        write(.keys(KeyEntry(.digits([digit]))))
        guard case .queue(let visit) = currentStep?.kind else { return }
        if let escape = visit.escapes.first(where: { $0.keys == [digit] }) {
            leaveQueue(because: .key)
            outbox.append(.leaveQueue)
            make(escape)
        } else if case .speaking(_, bargeIn: true) = listening.phase {
            perform(listening.interrupt())
            startMusic()
        }
    }

    /// The longest wait is reached.
    mutating func endWait() {
        guard case .queueing = activity, case .queue(let visit) = currentStep?.kind else { return }
        leaveQueue(because: .timeout)
        outbox.append(.leaveQueue)
        follow(visit.exits.timeout)
    }

    private mutating func leaveQueue(because reason: CallEvent.FlowOutReason) {
        guard case .queueing(let queue, _) = activity else { return }
        silenceQueue()
        if reason != .timeout { outbox.append(.act(.cancelTimer(.maximumWait))) }
        write(.flowedOut(queue: queue, reason: reason))
    }

    private mutating func silenceQueue() {
        guard case .queueing(_, let music) = activity else { return }
        perform(listening.interrupt())
        if let music { outbox.append(.act(.stopPlayback(music))) }
    }

    // MARK: Agents

    mutating func connect(_ agent: String) {
        guard case .queueing(let queue, _) = activity else { return }
        silenceQueue()
        activity = .talking(queue: queue, agent: agent)
        outbox.append(.act(.cancelTimer(.maximumWait)))
        outbox.append(.leaveQueue)
        write(.connected(agent: agent))
    }

    mutating func endTalk() {
        guard activity != .transferred else {
            write(.talkEnded(by: .agent))
            return end(.transferred)
        }
        guard case .talking = activity, case .queue(let visit) = currentStep?.kind else { return }
        write(.talkEnded(by: .agent))
        guard visit.exits.next != .hangUp else {
            activity = .leaving(.agent)
            return end(.agent)
        }
        activity = .speaking
        follow(visit.exits.next)
    }

    /// The agent sends the caller on to another queue: a new visit, with the exits of this step.
    mutating func transfer(toQueue name: String) {
        guard case .talking(let from, _) = activity, case .queue(let visit) = currentStep?.kind
        else { return }
        guard let queue = program.centre.queues[name] else {
            return write(.transferFailed(to: name, reason: "there is no such queue"))
        }
        write(.transferred(.blind, from: from, to: name))
        write(.talkEnded(by: .agent))
        activity = .queueing(queue: name, music: nil)
        outbox.append(.enqueue(queue: name))
        outbox.append(.act(.setTimer(.maximumWait, visit.limit ?? queue.limit)))
        startMusic()
    }

    // MARK: Transfer

    mutating func startTransfer() {
        guard case .transfer(let transfer) = currentStep?.kind else { return }
        let music = transfer.music.map { _ in listening.nextPlayback() }
        activity = .transferring(music: music)
        outbox.append(.act(.reach(destination: transfer.destination)))
        if let music, let name = transfer.music {
            outbox.append(.act(.playMusic(music, name: name)))
        }
    }

    /// The destination has answered: the caller stays until one of the two hangs up.
    mutating func join() {
        guard case .transferring(let music) = activity,
            case .transfer(let transfer) = currentStep?.kind
        else { return }
        if let music { outbox.append(.act(.stopPlayback(music))) }
        activity = .transferred
        write(
            .transferred(
                .blind, from: frames.last?.flow.name ?? "", to: transfer.destination))
    }

    mutating func failTransfer(_ reason: String) {
        guard case .transferring(let music) = activity,
            case .transfer(let transfer) = currentStep?.kind
        else { return }
        if let music { outbox.append(.act(.stopPlayback(music))) }
        write(.transferFailed(to: transfer.destination, reason: reason))
        follow(transfer.failed)
    }

    // MARK: Recording

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
        follow(record.next)
    }

    mutating func writeRecordingEnd(since start: Duration) {
        guard case .record(let record) = currentStep?.kind else { return }
        write(.recordingEnded(name: record.name, length: now - start))
    }
}
