import CallCentre
import Flows
import Telephony

/// What waits for the journal.
extension Switchboard {
    /// Writes the records of a batch down together, then does what waited for them.
    func commit(_ batch: [Deferred]) async {
        var records: [JournalRecord] = []
        var isToBeTried = false
        for item in batch {
            switch item {
            case .record(let record): records.append(record)
            case .journal: isToBeTried = true
            case .act, .agent, .callback, .consultation, .transferAnswer, .ring, .closing, .over,
                .hangUpNoted, .waiting:
                break
            }
        }
        await write(records)
        if isToBeTried { await tryJournal() }
        for item in batch {
            switch item {
            case .record, .journal: break
            case .act(let call, let act): carryOut(act, of: call)
            case .agent(let agent, let act): carryOut(act, of: agent)
            case .callback(let call, let act): carryOut(act, ofCallback: call)
            case .consultation(let call, let act): carryOut(act, ofConsultation: call)
            case .transferAnswer(let line, let answer):
                // Nobody is told that it came about before that is written down.
                line.answerTransfer(answer == .done && outage != nil ? .refused : answer)
            case .ring(let call, let destination, let number):
                guard outage != nil else {
                    ring(destination, number: number, of: call)
                    continue
                }
                take(.transferFailed(reason: "the journal can't be written"), of: call)
            case .closing(let line): begin { await line.close() }
            case .over(let call): close(call)
            case .hangUpNoted(let line): line.acknowledgeHangUp()
            case .waiting(let somebody): somebody.resume(returning: outage == nil)
            }
        }
    }

    /// Does what others act on, now that it is written down; without a journal, nothing that
    /// others act on is done, and calls end.
    private func carryOut(_ act: CallAct, of call: CallID) {
        guard outage != nil else { return perform(act, of: call) }
        switch act {
        case .answer:
            guard let refuse = legs[call]?.refuse else { return perform(act, of: call) }
            refuse()
            outage?.forget(call)
            take(.stopped, of: call)
        case .request(let request, _): take(.answered(request, .failed), of: call)
        case .reach, .play, .playMusic, .stopPlayback, .setTimer, .cancelTimer, .lookUp,
            .startRecording, .stopRecording, .hangUp, .release:
            perform(act, of: call)
        }
    }

    /// Lets the line of a call be closed.
    private func close(_ call: CallID) {
        legs[call]?.isOver = true
        legs[call]?.whenOver?.resume()
        legs[call]?.whenOver = nil
    }
}
