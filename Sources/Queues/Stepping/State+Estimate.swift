import Telephony

/// How long a caller has yet to wait.
extension Queues.State {
    mutating func estimate(_ call: CallID, _ turn: inout Queues.Turn) {
        guard let caller = callers[call], caller.isQueued, let position = position(of: call)
        else { return }
        let seconds = seconds(for: caller, at: turn.now)
        let told = (caller.told ?? Told(position: position, band: nil, at: turn.now))
            .next(position: position, seconds: seconds, at: turn.now)
        update(call, &turn) { $0.told = told }
        turn.effects.append(
            .estimated(call, position: told.position, seconds == nil ? nil : told.band))
    }

    /// The work of those who go before and the caller's own turn, shared by the agents who are there.
    private func seconds(for caller: Caller, at now: Duration) -> Double? {
        if case .offered = caller.state { return 0 }
        // What people outside do is not known.
        if caller.isOutside { return nil }
        let own = lines[caller.line].handleTime.mean
        if let colleague = caller.colleague {
            let before = agents[colleague]?.personal[caller.line]?.rank(of: caller.place) ?? 0
            return Double(before + 1) * own
        }
        let agents = presence[caller.line]
        guard agents > 0 else { return nil }
        let work = lines.indices.reduce(own) { $0 + self.work(in: $1, before: caller, at: now) }
        return work / Double(agents)
    }

    /// The work for those of a line who go before a caller, as far as it falls to the agents who are
    /// there for the caller.
    private func work(in line: Int, before caller: Caller, at now: Duration) -> Double {
        let shared = presence.serving(line, and: caller.line)
        guard shared > 0 else { return 0 }
        return Double(count(in: line, before: caller, at: now)) * lines[line].handleTime.mean
            * Double(shared) / Double(presence[line])
    }

    /// How many of a line go before a caller, of those who can be offered to anybody now.
    private func count(in line: Int, before caller: Caller, at now: Duration) -> Int {
        let open = lines[line].open
        let older = open.rank(of: caller.place)
        let isStarving = now - caller.place.since >= starvationBound
        let priority = lines[line].rules.priority
        let own = lines[caller.line].rules.priority
        if isStarving || priority == own { return older }
        guard priority < own else { return open.count }
        let bound = Place(
            since: now - starvationBound, entry: .max, call: CallID(rawValue: ""))
        return open.rank(of: bound)
    }
}
