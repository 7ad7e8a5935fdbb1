import CallCentre
import Flows
import Telephony
import Transcripts

/// What callers, agents and destinations do in a test.
extension TranscriptTest {
    // Loops rather than closures here: a closure that asks the test copies all of it.

    /// The act that is due first; of several, the one that stands first.
    var nextAct: PlannedAct? {
        var first: PlannedAct?
        for place in roles.indices {
            first = earlier(first, arrival(of: place))
            first = earlier(first, act(of: place))
        }
        return earlier(first, actOfFloor)
    }

    private func earlier(_ first: PlannedAct?, _ other: PlannedAct?) -> PlannedAct? {
        guard let other, mayBeDone(other) else { return first }
        guard let first else { return other }
        return (other.time, other.place) < (first.time, first.place) ? other : first
    }

    /// Whether all acts that stand before it are done.
    private func mayBeDone(_ act: PlannedAct) -> Bool {
        if floor.place ?? .max < act.place { return false }
        for other in roles.indices where other != act.role {
            guard !roles[other].hasAct(before: act.place, withAgents: hasAgents) else {
                return false
            }
        }
        return true
    }

    /// Whether all lines of others before a place have been met.
    private func isMet(before place: Int) -> Bool {
        if floor.place ?? .max < place { return false }
        return roles.allSatisfy { $0.place ?? .max >= place }
    }

    // MARK: What is next

    /// The call of somebody who calls once all before has been met.
    private func arrival(of number: Int) -> PlannedAct? {
        let before = roles[number].linesBefore
        guard !roles[number].isCalling, isMet(before: before) else { return nil }
        return PlannedAct(
            act: .call, role: number, time: stage.now + TranscriptTest.reaction, place: before)
    }

    private func act(of number: Int) -> PlannedAct? {
        guard roles[number].isCalling, !roles[number].isDone else { return nil }
        let role = roles[number]
        guard let line = role.line, let place = role.place,
            let act = agentAct(of: role, line.moment)
                ?? TestAct(of: role, in: stage.program, hasAgents: hasAgents),
            let time = act.ringsOut
                ? timeRungOut(role, line.time) : dueTime(of: role, act.isPrelude ? nil : line.time)
        else { return nil }
        return PlannedAct(act: act, role: number, time: time, place: place)
    }

    /// When the telephone of somebody who does not answer stops ringing: the bridge gives up then,
    /// or the network before.
    private func timeRungOut(_ role: Role, _ told: Duration?) -> Duration? {
        role.ringsUntil.map { max(stage.now, min($0, told ?? $0)) }
    }

    /// When an act is to be done; nil while something must be heard first.
    private func dueTime(of role: Role, _ told: Duration?) -> Duration? {
        if let told { return max(told, stage.now) }
        let isWithoutCaller = role.hasArrived && !stage.isOpen(role.voice)
        guard let silentSince = isWithoutCaller ? .zero : stage.silentSince(role.voice) else {
            return nil
        }
        return max(silentSince, role.reachedAt, role.keysUntil) + TranscriptTest.reaction
    }

    private var actOfFloor: PlannedAct? {
        guard let line = floor.line, let place = floor.place,
            roles.allSatisfy({ $0.place ?? .max > place }),
            let act = actOfFloor(line.moment)
        else { return nil }
        let latest = roles.map(\.reachedAt).max() ?? .zero
        let time = line.time ?? min(latest, stage.now) + TranscriptTest.reaction
        return PlannedAct(act: act, role: nil, time: max(time, stage.now), place: place)
    }

    private func actOfFloor(_ moment: Moment) -> TestAct? {
        switch moment {
        case .agentChanges(let agent, let change): act(of: AgentID(rawValue: agent), change)
        case .letter(let name, let news): act(of: name, news)
        default: nil
        }
    }

    // MARK: Doing it

    mutating func perform(_ planned: PlannedAct) {
        let line = planned.role.map { roles[$0].line } ?? floor.line
        if let told = line?.time, !planned.time.isClose(to: told), !planned.act.isPrelude {
            let heard = line.map {
                TranscriptLine(time: planned.time, caller: $0.caller, $0.moment)
            }
            return fail(.untimely, of: planned.role, planned.act.ringsOut ? heard : nil)
        }
        guard let place = planned.role else { return performOnFloor(planned) }
        if case .callback = planned.act, let end = roles[place].ringsUntil, planned.time > end {
            return fail(.untimely, of: place)
        }
        switch planned.act {
        case .call:
            arrive(place, at: planned.time)
            listen()
        case .press(let digits): press(digits, by: place, at: planned.time)
        case .note(let event):
            roles[place].isDone = true
            stage.note(event, of: roles[place].voice, at: planned.time)
            listen()
        case .input(let input):
            expectEffect(of: place) { test in
                test.stage.take(input, for: test.roles[place].voice, at: planned.time)
            }
        case .agent(let agent, let input, let effect):
            perform(agent, input, effect, of: place, at: planned.time)
        case .callback(let input):
            expectEffect(of: place) { test in
                test.roles[place].ringsUntil = nil
                test.stage.take(.callback(test.roles[place].call, input), at: planned.time)
            }
        case .dial(let agent, let number, let phone):
            dial(number, by: agent, at: phone, time: planned.time, of: place)
        case .pass: roles[place].moveOn(at: planned.time)
        case .letter: return
        }
    }

    /// Presses keys, one after the other.
    private mutating func press(_ digits: [Digit], by place: Int, at time: Duration) {
        let call = roles[place].voice
        roles[place].mayDiffer = false
        roles[place].keysUntil =
            time + TranscriptTest.keySpacing * max(0, digits.count - 1)
        for (index, digit) in digits.enumerated().dropFirst() {
            stage.schedule(.digit(digit), for: call, at: time + TranscriptTest.keySpacing * index)
        }
        roles[place].cursor += 1
        roles[place].reachedAt = time
        if let first = digits.first { stage.take(.digit(first), for: call, at: time) }
        listen()
    }

    /// Does something by the line at a caller's cursor, which is heard at once then.
    mutating func expectEffect(of place: Int, _ act: (inout TranscriptTest) -> Void) {
        let cursor = roles[place].cursor
        roles[place].isDone = true
        act(&self)
        listen()
        guard outcome == nil, roles[place].cursor == cursor else { return }
        let agent = roles[place].line?.moment.agent.map { AgentID(rawValue: $0) }
        fail(.noEffect, of: place, hint: agent.flatMap { desks.takeRefusal(of: $0) })
    }

    private mutating func performOnFloor(_ planned: PlannedAct) {
        let place = floor.place
        switch planned.act {
        case .agent(let agent, let input, _):
            _ = desks.takeRefusal(of: agent)
            if case .login = input { shifts += 1 }
            stage.take(.agent(agent, input), at: planned.time)
            listen()
            guard outcome == nil else { return }
            if let refusal = desks.takeRefusal(of: agent) {
                return fail(.noEffect, of: nil, hint: refusal)
            }
        case .letter(let contact, let input):
            let state = stage.centreState
            if let objection = state.objection(to: input, of: contact, in: stage.program) {
                return fail(.noEffect, of: nil, hint: "\(objection)")
            }
            stage.take(.written(contact, input), at: planned.time)
            listen()
            guard outcome == nil else { return }
        case .pass: break
        case .call, .press, .note, .input, .callback, .dial: return
        }
        if floor.place == place { floor.moveOn() }
        settle()
    }
}

extension Role {
    /// Whether something of theirs is yet to be done that stands before a place.
    fileprivate func hasAct(before place: Int, withAgents hasAgents: Bool) -> Bool {
        let first = cursor + (isDone ? 1 : 0)
        return zip(places, script.lines).dropFirst(first).contains { other, line in
            other <= place && line.moment.mayBeDone(byAgentsAtWork: hasAgents)
        }
    }
}

extension TestAct {
    /// Whether it is that somebody who is called back does not answer.
    fileprivate var ringsOut: Bool {
        if case .callback(.notReached(.timeout)) = self { true } else { false }
    }

    /// Whether the time of the line is not that of the act.
    fileprivate var isPrelude: Bool {
        switch self {
        case .call, .agent(_, _, .more): true
        default: false
        }
    }
}
