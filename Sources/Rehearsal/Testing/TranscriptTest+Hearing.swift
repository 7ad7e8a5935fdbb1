import Flows
import Telephony
import Transcripts

/// What the callers of a test hear, and what the world outside says.
extension TranscriptTest {
    /// Takes in all that has just happened.
    mutating func listen() {
        for cue in stage.takeCues() { notice(cue) }
        let new = stage.takeRecords()
        records += new
        keepPromises(new)
        for record in new {
            guard outcome == nil else { return }
            take(record)
        }
        for question in stage.takeQuestions() where outcome == nil { answer(question) }
    }

    private mutating func take(_ record: JournalRecord) {
        if case .agent = record.event { return }
        var moment: Moment?
        if case .callbackAttempted(let attempt) = record.event,
            let place = rolesByCall[attempt.callback]
        {
            rolesByCall[record.call] = place
            roles[place].voice = record.call
            roles[place].builder = TranscriptBuilder()
            moment = .attempt(attempt.attempt)
        }
        guard let place = rolesByCall[record.call] else { return }
        roles[place].hasArrived = true
        if case .stepEntered(let flow, let name) = record.event {
            roles[place].previousStep = roles[place].step
            roles[place].step = Difference.Step(
                name: name, position: stage.program.position(of: name, in: flow))
        }
        if case .line(let line) = roles[place].builder.add(record) { moment = line.moment }
        guard let moment else { return }
        hear(TranscriptLine(time: record.time, caller: roles[place].name, moment), by: place)
    }

    private mutating func hear(_ line: TranscriptLine, by place: Int) {
        heard.append(line)
        switch line.moment {
        case .press(let keys):
            if case .clear(let digits) = keys.content { roles[place].pressed = digits }
            return
        case .agentAnswers, .callbackAnswers: roles[place].isTalking = true
        case .agentTransfers, .agentHangsUp: roles[place].isTalking = false
        default: break
        }
        settle()
        guard outcome == nil else { return }
        let role = roles[place]
        guard let expected = role.line else {
            return role.mayDiffer ? () : fail(.goesOn, of: place, line)
        }
        guard expected.moment.isMet(by: line.moment, in: role.caller.arrival.flow) else {
            guard role.mayDiffer else { return fail(.other, of: place, line) }
            return roles[place].pass(line)
        }
        if let told = expected.time, let time = line.time, !time.isClose(to: told),
            !role.isTimedBefore
        {
            return fail(.untimely, of: place, line)
        }
        roles[place].mayDiffer = false
        roles[place].moveOn(at: stage.now)
        if case .step = line.moment { roles[place].pressed = [] }
    }

    // MARK: The world outside

    private mutating func answer(_ question: Question) {
        guard let place = rolesByCall[question.call] else { return }
        let role = roles[place]
        switch question.kind {
        case .lookUp(let id, let directory, let column, let value):
            let told = role.firstLine { line in
                if case .lookUp(directory, _, _) = line { true } else { false }
            }
            var known = role.caller.answer(
                directory: directory, column: column, value: value, in: stage.program)
            if case .lookUp(_, let outcome, let values) = told?.moment {
                known = known.replaced(by: OutsideAnswer(outcome: outcome, told: values))
            }
            answer(id, known, to: question.call, at: told?.time)
        case .request(let id, let request):
            let told = role.firstLine { line in
                if case .request(request.endpoint, _, _) = line { true } else { false }
            }
            guard case .request(_, let outcome, let values) = told?.moment else {
                return answer(id, .failed, to: question.call, at: nil)
            }
            answer(
                id, OutsideAnswer(outcome: outcome, told: values), to: question.call,
                at: told?.time)
        case .reach(let destination):
            // A queue rings on, as it does for agents; a transfer has to end, unless the call does.
            guard stage.flow(of: question.call)?.queue == nil, !role.endsNext else { return }
            let told = role.firstLine { line in
                switch line {
                case .transferAnswers(destination), .transferFails(destination, _): true
                default: false
                }
            }
            guard told == nil else { return }
            let reason = "the transcript does not say that it is answered"
            stage.schedule(.transferFailed(reason: reason), for: question.call, at: stage.now)
        }
    }

    private mutating func answer(
        _ id: RequestID, _ answer: OutsideAnswer, to call: CallID, at time: Duration?
    ) {
        stage.schedule(.answered(id, answer), for: call, at: time ?? stage.now)
    }
}

extension Role {
    /// Whether the time of the line is that of an act which was done before: agents hear first who
    /// calls.
    fileprivate var isTimedBefore: Bool {
        guard isDone, case .agentAnswers = line?.moment else { return false }
        return true
    }

    /// Whether the next line ends the call from outside.
    fileprivate var endsNext: Bool {
        guard let line else { return false }
        return [.end(.caller), .end(.stopped)].contains(line.moment)
    }
}
