import Telephony

/// Waiting for an agent.
///
/// A visit begins when the queue gives the call a place, and ends when an agent answers, the caller
/// hangs up, is to be called back, or leaves. A key or an offer leads out of the wait and not out
/// of the queue: the place is kept, and counts, until the call goes elsewhere for good.
///
/// ```
///              joined                  key, offer
///   joining ──────────▶ queueing ─────────────────────▶ aside ──▶ another queue, a destination,
///      │                 ▲  │  │ ◀───────────────────── │  │      the end: flowed out, key
///      │ refused         │  │  │  the same queue again  │  │
///      ▼                 │  │  └─ agent: connected      │  └────▶ hang-up: abandoned
///   full, closed, empty  │  └──── hang-up: abandoned    └───────▶ callback: accepted
///                        └─ longest wait: flowed out, timeout
/// ```
extension FlowState {
    mutating func enqueue(_ step: QueueVisit) throws(FlowError) -> Transition? {
        guard let queue = program.centre.queues[step.queue] else {
            throw FlowError(reason: .unknown(step.queue))
        }
        if visit?.queue == queue.name { return comeBack(to: step, queue) }
        let prompts = try prompts(step.prompts)
        leaveForGood()
        guard isOpen(queue) else {
            outbox.append(.noteVisit(queue: queue.name))
            write(.flowedOut(queue: queue.name, reason: .closed))
            return leave(by: .closed, to: step.exits.closed)
        }
        join(queue.name, saying: prompts, preferring: colleague)
        return nil
    }

    /// Whether the caller waits in the queue of the step, and not in one that an agent has sent them
    /// on to: keys, the offer and the longest wait of a step are of its own queue.
    private func isOwnWait(of step: QueueVisit) -> Bool { visit?.queue == step.queue }

    /// Waits in a queue that an agent has sent the caller on to: in the step that is named for it,
    /// else in this one.
    mutating func wait(sentTo queue: String, preferring agent: AgentID? = nil) {
        guard case .queue(let step) = currentStep?.kind, let next = step.transfers[queue] else {
            return join(queue, saying: [], preferring: agent)
        }
        activity = .speaking
        colleague = agent
        follow(leave(by: .transferred(to: queue), to: next))
        colleague = nil
    }

    /// Asks a queue for a place.
    mutating func join(
        _ queue: String, saying prompts: [Listening.Prompt], preferring agent: AgentID? = nil
    ) {
        activity = .joining(queue: queue, prompts: prompts)
        outbox.append(.enqueue(queue: queue, preferred: agent))
    }

    /// Whether a queue takes calls at this hour. Who waits already is served after closing time.
    func isOpen(_ queue: Centre.Queue) -> Bool {
        guard let name = queue.calendar, let calendar = program.centre.calendars[name] else {
            return true
        }
        return calendar.hours.status(at: civilTime(in: calendar.zone)) == .open
    }

    /// The queue has given the call a place.
    mutating func beginWait() {
        guard case .joining(let name, let prompts) = activity,
            case .queue(let step) = currentStep?.kind, let queue = program.centre.queues[name]
        else { return }
        activity = .queueing(queue: name, music: nil)
        visit = Visit(queue: name, since: now, pause: queue.announcements.first)
        startWaitTimers(step, queue)
        writeSecretly(listening.takeKeys())
        perform(listening.begin(prompts, for: nil))
    }

    /// The queue does not take the call, or lets it go.
    mutating func flowOut(_ reason: CallEvent.FlowOutReason) {
        switch activity {
        case .joining(let queue, _):
            write(.flowedOut(queue: queue, reason: reason))
            outbox.append(.leaveQueue)
        case .queueing:
            leaveQueue(because: reason)
        default:
            guard let visit, visit.isAside else { return }
            return giveUpPlace(visit, reason)
        }
        guard case .queue(let step) = currentStep?.kind else { return }
        activity = .speaking
        follow(leave(by: Exit.Way(reason), to: step.exits[reason]))
    }

    /// The longest wait is reached.
    mutating func endWait() {
        guard case .queueing = activity else { return }
        flowOut(.timeout)
    }

    // MARK: Music

    mutating func startMusic() {
        guard case .queueing(let name, music: nil) = activity, let visit,
            let queue = program.centre.queues[name]
        else { return }
        let playback = listening.nextPlayback()
        activity = .queueing(queue: name, music: playback)
        outbox.append(.act(.playMusic(playback, name: queue.music)))
        guard !queue.announcements.isSilent else { return }
        outbox.append(.act(.setTimer(.announcement, visit.pause)))
    }

    /// Stops what the caller hears while they wait.
    mutating func silenceQueue() {
        guard case .queueing(let name, let music) = activity else { return }
        perform(listening.interrupt())
        guard let music else { return }
        activity = .queueing(queue: name, music: nil)
        outbox.append(.act(.stopPlayback(music)))
        guard program.centre.queues[name]?.announcements.isSilent == false else { return }
        outbox.append(.act(.cancelTimer(.announcement)))
    }

    // MARK: Keys and offers

    mutating func pressWhileQueueing(_ digit: Digit) {
        write(.keys(KeyEntry(.digits([digit]))))
        guard case .queue(let step) = currentStep?.kind else { return }
        if isOwnWait(of: step), let place = step.escapes.firstIndex(where: { $0.keys == [digit] }) {
            stepAside()
            make(step.escapes[place], by: .escape(place))
        } else if case .speaking(_, bargeIn: true) = listening.phase {
            perform(listening.interrupt())
            startMusic()
        }
    }

    /// Callers who have waited so long are offered something, once.
    mutating func makeOffer() {
        guard case .queueing = activity, case .queue(let step) = currentStep?.kind,
            isOwnWait(of: step), let offer = step.offer
        else { return }
        visit?.wasOffered = true
        stepAside()
        follow(leave(by: .offer, to: offer.next))
    }

    private mutating func stepAside() {
        silenceQueue()
        cancelWaitTimers()
        visit?.isAside = true
        activity = .speaking
        outbox.append(.stepAside)
    }

    /// The caller waits again at the place that was kept. The longest wait has gone on meanwhile.
    private mutating func comeBack(to step: QueueVisit, _ queue: Centre.Queue) -> Transition? {
        guard let kept = visit else { return nil }
        guard now - kept.since < step.limit ?? queue.limit else {
            giveUpPlace(kept, .timeout)
            return leave(by: .timeout, to: step.exits.timeout)
        }
        visit?.isAside = false
        visit?.awaitsEstimate = false
        visit?.pause = queue.announcements.first
        activity = .queueing(queue: queue.name, music: nil)
        outbox.append(.comeBack)
        startWaitTimers(step, queue)
        writeSecretly(listening.takeKeys())
        startMusic()
        return nil
    }

    // MARK: The end of a visit

    private mutating func startWaitTimers(_ step: QueueVisit, _ queue: Centre.Queue) {
        guard let visit else { return }
        let waited = now - visit.since
        let isOwnWait = isOwnWait(of: step)
        let limit = isOwnWait ? step.limit ?? queue.limit : queue.limit
        outbox.append(.act(.setTimer(.maximumWait, limit - waited)))
        guard isOwnWait, let offer = step.offer, !visit.wasOffered else { return }
        outbox.append(.act(.setTimer(.offer, max(.zero, offer.after - waited))))
    }

    mutating func cancelWaitTimers() {
        outbox.append(.act(.cancelTimer(.maximumWait)))
        guard case .queue(let step) = currentStep?.kind, step.offer != nil, isOwnWait(of: step),
            visit?.wasOffered == false
        else { return }
        outbox.append(.act(.cancelTimer(.offer)))
    }

    private mutating func leaveQueue(because reason: CallEvent.FlowOutReason) {
        guard case .queueing(let queue, _) = activity else { return }
        silenceQueue()
        cancelWaitTimers()
        visit = nil
        write(.flowedOut(queue: queue, reason: reason))
        outbox.append(.leaveQueue)
    }

    /// Gives up the place that a caller kept who now goes elsewhere.
    mutating func leaveForGood() {
        guard let visit, visit.isAside else { return }
        giveUpPlace(visit, .key)
    }

    private mutating func giveUpPlace(_ visit: Visit, _ reason: CallEvent.FlowOutReason) {
        self.visit = nil
        write(.flowedOut(queue: visit.queue, reason: reason))
        outbox.append(.leaveQueue)
    }

    /// Ends the visit of a call that ends.
    mutating func endVisit(with reason: CallEvent.EndReason) {
        guard let visit else { return }
        self.visit = nil
        switch reason {
        case .caller: write(.abandoned(queue: visit.queue))
        case .flow, .agent, .transferred, .flowError:
            write(.flowedOut(queue: visit.queue, reason: .key))
        // The caller neither gave up nor went elsewhere: the visit ends with the call.
        case .stopped, .engineCrash: break
        }
        outbox.append(.leaveQueue)
    }
}

extension Exit.Way {
    /// The way out of a queue that ends a visit so.
    fileprivate init(_ reason: CallEvent.FlowOutReason) {
        switch reason {
        case .timeout, .key: self = .timeout
        case .full: self = .full
        case .closed: self = .closed
        case .empty: self = .empty
        }
    }
}

extension QueueVisit.Exits {
    /// Where a visit leads that ends so.
    subscript(reason: CallEvent.FlowOutReason) -> Transition {
        switch reason {
        case .timeout, .key: timeout
        case .full: full
        case .closed: closed
        case .empty: empty
        }
    }
}
