import Telephony

/// What callers do.
extension Queues.State {
    mutating func enter(_ waiting: Waiting, _ turn: inout Queues.Turn) {
        if let caller = callers[waiting.call], caller.isQueued, caller.waiting == waiting { return }
        leave(waiting.call, &turn)
        guard let line = lineNumbers[waiting.queue], !lines[line].isRetired else {
            return turn.effects.append(.flowOut(waiting.call, .closed))
        }
        entries += 1
        var caller = Caller(waiting, line: line, entry: entries)
        let patience = deadline(for: caller) - turn.now
        if let colleague = caller.colleague, !isAwaited(colleague) || patience <= .zero {
            caller.colleague = nil
        }
        if let reason = obstacle(for: caller) {
            return turn.effects.append(.flowOut(waiting.call, reason))
        }
        add(caller, &turn)
        if caller.colleague != nil {
            turn.effects.append(.setTimer(.colleague(waiting.call), patience))
        }
    }

    /// Why somebody is not let in; a ghost, which had its place before, always is.
    private func obstacle(for caller: Caller) -> CallEvent.FlowOutReason? {
        guard !caller.isGhost else { return nil }
        if caller.colleague == nil, !caller.isOutside, !isStaffed(caller.line) { return .empty }
        guard let most = lines[caller.line].rules.maxLength,
            caller.isOutside || !hasFree(caller.group)
        else { return nil }
        return lines[caller.line].everyone.count < most ? nil : .full
    }

    mutating func leave(_ call: CallID, _ turn: inout Queues.Turn) {
        guard let caller = callers[call] else { return }
        switch caller.state {
        case .waiting, .aside: break
        case .offered: withdrawRings(caller.ringing, for: call, &turn)
        case .paused: turn.cancel(.callback(call))
        case .talking(let agent):
            guard caller.isGhost else { return endTalk(agent, call, &turn) }
            comeBack(agent, &turn)
        }
        remove(call, &turn)
    }

    mutating func stepAside(_ call: CallID, _ turn: inout Queues.Turn) {
        guard let caller = callers[call], !caller.isGhost else { return }
        switch caller.state {
        case .waiting, .offered:
            withdrawRings(caller.ringing, for: call, &turn)
            update(call, &turn) { $0.state = .aside }
        case .aside, .paused, .talking: break
        }
    }

    mutating func comeBack(_ call: CallID, _ turn: inout Queues.Turn) {
        guard callers[call]?.state == .aside else { return }
        update(call, &turn) { $0.state = .waiting }
    }

    mutating func becomeGhost(_ call: CallID, _ turn: inout Queues.Turn) {
        guard let caller = callers[call], !caller.isGhost else { return }
        switch caller.state {
        case .waiting, .offered, .aside:
            withdrawRings(caller.ringing, for: call, &turn)
            update(call, &turn) {
                $0.isGhost = true
                $0.isOutside = false
                $0.state = .waiting
            }
        case .paused, .talking: break
        }
    }

    mutating func pause(_ call: CallID, for span: Duration, _ turn: inout Queues.Turn) {
        guard let caller = callers[call], caller.isGhost else { return }
        switch caller.state {
        case .waiting: break
        case .offered: withdrawRings(caller.ringing, for: call, &turn)
        case .talking(let agent): comeBack(agent, &turn)
        case .aside, .paused: return
        }
        guard span > .zero else { return update(call, &turn) { $0.state = .waiting } }
        let now = turn.now
        update(call, &turn) { $0.state = .paused(until: now + span) }
        turn.effects.append(.setTimer(.callback(call), span))
    }

    /// Who talks stands in no row, so that nothing else has to change.
    mutating func callBack(_ call: CallID, as name: CallID, _ turn: inout Queues.Turn) {
        guard let ghost = callers[call], ghost.isGhost, callers[name] == nil,
            case .talking(let agent) = ghost.state,
            case .talking(call, let since) = state(of: agent)
        else { return }
        remove(call, &turn)
        add(ghost.called(name), &turn)
        update(agent, &turn) { $0.state = .talking(name, since: since) }
    }

    mutating func giveBack(
        _ call: CallID, isAside: Bool, wasMissed: Bool, _ turn: inout Queues.Turn
    ) {
        guard case .talking(let agent) = callers[call]?.state else { return }
        // Who asked to go in mid-call goes.
        if wasMissed, agents[agent]?.goal == nil {
            takeMiss(agent, .declined, &turn)
        } else {
            comeBack(agent, &turn)
        }
        update(call, &turn) {
            $0.state = isAside && !$0.isGhost ? .aside : .waiting
            if wasMissed { $0.missedBy.insert(agent) }
            if $0.colleague == agent { $0.colleague = nil }
        }
    }

    /// Who waited for a colleague has waited for them alone long enough.
    mutating func endWaitForColleague(_ call: CallID, _ turn: inout Queues.Turn) {
        guard callers[call]?.state == .waiting else { return }
        update(call, &turn) { $0.colleague = nil }
    }

    mutating func endPause(_ call: CallID, _ turn: inout Queues.Turn) {
        guard case .paused = callers[call]?.state else { return }
        update(call, &turn) { $0.state = .waiting }
    }
}
