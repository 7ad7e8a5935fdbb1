import Telephony

/// Talking with an agent.
extension FlowState {
    mutating func connect(_ agent: String) {
        guard case .queueing(let queue, _) = activity else { return }
        silenceQueue()
        cancelWaitTimers()
        visit = nil
        activity = .talking(queue: queue, agent: agent, held: nil)
        outbox.append(.leaveQueue)
        write(.connected(agent: agent))
    }

    mutating func hold() {
        guard case .talking(let queue, let agent, held: nil) = activity,
            let music = program.centre.queues[queue]?.music
        else { return }
        let playback = listening.nextPlayback()
        activity = .talking(queue: queue, agent: agent, held: playback)
        write(.holdOn)
        outbox.append(.act(.playMusic(playback, name: music)))
    }

    mutating func retrieve() {
        guard case .talking(let queue, let agent, let playback?) = activity else { return }
        activity = .talking(queue: queue, agent: agent, held: nil)
        outbox.append(.act(.stopPlayback(playback)))
        write(.holdOff)
    }

    /// The agent, or the destination of a transfer, has hung up.
    mutating func endTalk() {
        guard activity != .transferred else {
            write(.talkEnded(by: .agent))
            return end(.transferred)
        }
        guard case .talking = activity, case .queue(let step) = currentStep?.kind else { return }
        endTalkWithAgent()
        pass(.left(.next))
        guard step.exits.next != .hangUp else {
            activity = .leaving(.agent)
            return end(.agent)
        }
        activity = .speaking
        follow(step.exits.next)
    }

    private mutating func endTalkWithAgent() {
        retrieve()
        write(.talkEnded(by: .agent))
    }

    private mutating func failTransfer(
        to name: String, because objection: TransferTarget.Objection
    ) {
        write(.transferFailed(to: name, reason: objection.rawValue))
    }

    /// The agent sends the caller on: a new visit, in the step that is named for that queue, else with
    /// the exits of this one. One that leads nowhere, or to a queue that is closed, leaves the two
    /// together.
    mutating func transfer(to target: TransferTarget, _ kind: CallEvent.TransferKind) {
        guard case .talking(let from, _, _) = activity else { return }
        let centre = program.centre
        switch target {
        case .queue(let name):
            if let queue = centre.queues[name] {
                guard isOpen(queue) else {
                    return failTransfer(to: name, because: .closed)
                }
                write(.transferred(kind, from: from, to: name))
                endTalkWithAgent()
                wait(sentTo: name)
            } else if centre.agents[AgentID(rawValue: name)] != nil {
                let agent = AgentID(rawValue: name)
                transfer(to: .agent(agent, queue: centre.queue(of: agent, from: from)), kind)
            } else {
                failTransfer(to: name, because: .noQueue)
            }
        case .agent(let agent, let queue):
            guard centre.agents[agent] != nil else {
                return failTransfer(to: agent.rawValue, because: .noAgent)
            }
            write(.transferred(kind, from: from, to: agent.rawValue))
            endTalkWithAgent()
            wait(sentTo: centre.queues[queue]?.name ?? from, preferring: agent)
        }
    }
}
