import Telephony

/// Somebody who waits, or has waited and talks; or the ghost of a callback.
struct Caller: Equatable, Sendable {
    /// As they came.
    let waiting: Waiting
    /// The number of their line.
    var line: Int
    let place: Place
    var state = CallerState.waiting
    /// Whether they are a ghost: came as one or became one.
    var isGhost: Bool
    /// Whether people outside are to take them: no agent is rung.
    var isOutside: Bool
    /// The colleague who alone may take them; nil from the first time that it can not be.
    var colleague: AgentID?
    /// Who was rung and did not answer, in the round that goes on until all who are free were rung.
    var missedBy: Set<AgentID> = []
    var told: Told?

    init(_ waiting: Waiting, line: Int, entry: Int) {
        self.waiting = waiting
        self.line = line
        place = Place(since: waiting.since, entry: entry, call: waiting.call)
        isGhost = waiting.isCallback
        isOutside = waiting.isOutside && !waiting.isCallback && waiting.preferred == nil
        colleague = waiting.preferred
    }

    /// The ghost as the caller that it became, by another name.
    func called(_ name: CallID) -> Caller {
        var waiting = waiting
        waiting.call = name
        waiting.isCallback = false
        var caller = Caller(waiting, line: line, entry: place.entry)
        caller.state = state
        caller.colleague = colleague
        caller.isOutside = isOutside
        return caller
    }

    /// With whom they are offered.
    var group: Group { Group(line: line, colleague: colleague) }

    /// Whether they stand in the queue: not with an agent.
    var isQueued: Bool {
        switch state {
        case .waiting, .offered, .aside, .paused: true
        case .talking: false
        }
    }

    /// The agents who are being rung for them.
    var ringing: [AgentID] {
        if case .offered(let agents) = state { agents } else { [] }
    }
}
