import CallCentre
import Flows
import Telephony

// Following what is written down, asked and noticed.
extension SimulationRun {
    /// Takes in all that has just come of something.
    mutating func listen() {
        var records: [JournalRecord] = []
        swap(&records, &heard)
        while stage.hasNews {
            stage.takeRecords(into: &records)
            // Looked at where they are, not copied.
            records.withUnsafeBufferPointer { news in
                for place in news.indices { take(news[place]) }
            }
            let questions = stage.takeQuestions()
            for question in questions { answer(question) }
            let cues = stage.takeCues()
            for cue in cues { take(cue) }
            if let last = records.last?.call { consider(last) }
        }
        swap(&records, &heard)
        if ordeal != nil { check() }
    }

    /// Takes a record in, as the journal, the figures and those whom it is about do.
    mutating func take(_ record: JournalRecord) {
        events += 1
        if keepsRecords { kept.append(record) }
        figures.take(record)
        ordeal?.take(record)
        follow(record)
    }

    // MARK: Records

    private mutating func follow(_ record: JournalRecord) {
        let call = record.call
        switch record.event {
        case .stepEntered(let flow, let step): enter(step, of: flow, in: call)
        case .promptStarted(_, let text, _): promptBegins(text, in: call)
        case .promptEnded(_, let cut):
            if !cut { hearEnd(in: call) }
        case .noInput, .noMatch: callers[call]?.change()
        case .survey:
            callers[call]?.question += 1
            callers[call]?.change()
        case .recordingStarted: speak(in: call)
        case .enqueued(let queue, _, _, _):
            endTalk(in: call)
            beginWait(queue, in: call)
        case .abandoned: abandon(call)
        case .flowedOut: leaveQueue(call)
        case .callbackAccepted(let queue, _, _):
            leaveQueue(call)
            guard let identity = callers[call]?.identity else { return }
            calledBack[call] = AwaitedCallback(identity: identity, queue: queue)
        case .connected(let agent): connect(agent, to: call)
        case .callbackConnected(let agent):
            reachCallback(call)
            connect(agent, to: call)
        case .callbackAttempted(let attempt): attempts[call] = attempt.callback
        case .callbackFailed(_, let isLast):
            if isLast, let callback = attempts[call] { calledBack[callback] = nil }
        case .talkEnded: endTalk(in: call)
        case .ended:
            endTalk(in: call)
            leave(call)
            attempts[call] = nil
        case .agent(.away(let reason)): noteAway(reason, shift: call)
        case .agent(.logout): endShift(call)
        case .written(let event): follow(event, of: record)
        case .arrived, .answered, .keys, .identified, .motive, .selfServiceDone, .lookedUp,
            .requested, .compared, .consent, .recordingEnded, .offered, .ringNoAnswer, .holdOn,
            .holdOff, .announced, .transferred, .transferFailed, .flowFailed, .agent:
            break
        }
    }

    // MARK: Cues

    private mutating func take(_ cue: Cue) {
        switch cue {
        case .agent(let agent, let act):
            if let place = agentPlaces[agent] { take(act, at: place) }
        case .callback(let call, let act): take(act, ofCallback: call)
        case .consultation: break
        case .released(let call): outsideIsLetGo(by: call)
        case .over(let call):
            outsideIsLetGo(by: call)
            callers[call] = nil
        }
    }
}
