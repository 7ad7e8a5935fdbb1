import Telephony

/// The only ways in which callers change: with them the rows in which they stand, and what may have
/// to be offered now.
extension Queues.State {
    /// The row in which a caller stands beside that of their whole queue.
    enum Standing: Equatable {
        /// Not in the queue.
        case out
        /// In none: rung for, aside, paused, or waiting for people outside.
        case kept
        /// Rung for by agents whom others may join.
        case joinable
        /// To be offered to anybody able.
        case open
        /// To be offered to one colleague.
        case personal(AgentID)
    }

    mutating func add(_ caller: Caller, _ turn: inout Queues.Turn) {
        var caller = caller
        loseColleague(&caller, at: turn.now)
        callers[caller.place.call] = caller
        move(caller, from: .out, to: standing(of: caller), &turn)
    }

    mutating func remove(_ call: CallID, _ turn: inout Queues.Turn) {
        guard let caller = callers[call] else { return }
        if caller.colleague != nil { turn.cancel(.colleague(call)) }
        move(caller, from: standing(of: caller), to: .out, &turn)
        callers.removeValue(forKey: call)
    }

    mutating func update(
        _ call: CallID, _ turn: inout Queues.Turn, _ change: (inout Caller) -> Void
    ) {
        guard let index = callers.index(forKey: call) else { return }
        let before = standing(of: callers.values[index])
        let hadColleague = callers.values[index].colleague != nil
        change(&callers.values[index])
        if hadColleague {
            loseColleague(&callers.values[index], at: turn.now)
            if callers.values[index].colleague == nil { turn.cancel(.colleague(call)) }
        }
        let caller = callers.values[index]
        move(caller, from: before, to: standing(of: caller), &turn)
    }

    /// Who waits for a colleague who is not there or will go, or has done so long enough, waits for
    /// anybody.
    private func loseColleague(_ caller: inout Caller, at now: Duration) {
        guard let colleague = caller.colleague, caller.state == .waiting else { return }
        if !isAwaited(colleague) || now >= deadline(for: caller) { caller.colleague = nil }
    }

    /// Until when somebody waits for one colleague alone.
    func deadline(for caller: Caller) -> Duration { caller.waiting.entered + starvationBound }

    func standing(of caller: Caller) -> Standing {
        switch caller.state {
        case .talking: .out
        case .aside, .paused: .kept
        case .offered:
            caller.colleague == nil && lines[caller.line].rules.strategy == .ringAll
                ? .joinable : .kept
        case .waiting where caller.isOutside: .kept
        case .waiting: caller.colleague.map { .personal($0) } ?? .open
        }
    }

    private mutating func move(
        _ caller: Caller, from before: Standing, to after: Standing, _ turn: inout Queues.Turn
    ) {
        guard before != after else { return }
        let line = caller.line
        switch before {
        case .out: lines[line].everyone.insert(caller.place)
        case .kept: break
        case .joinable: lines[line].joinable.remove(caller.place)
        case .open: lines[line].open.remove(caller.place)
        case .personal(let agent):
            agents[agent]?.personal[line]?.remove(caller.place)
            if agents[agent]?.personal[line]?.isEmpty == true {
                agents[agent]?.personal[line] = nil
            }
        }
        switch after {
        case .out: lines[line].everyone.remove(caller.place)
        case .kept: break
        case .joinable: lines[line].joinable.insert(caller.place)
        case .open:
            lines[line].open.insert(caller.place)
            turn.touch(Group(line: line, colleague: nil))
            if !isStaffed(line) { turn.desert(line) }
        case .personal(let agent):
            agents[agent]?.personal[line, default: SortedRow()].insert(caller.place)
            turn.touch(Group(line: line, colleague: agent))
        }
    }
}
