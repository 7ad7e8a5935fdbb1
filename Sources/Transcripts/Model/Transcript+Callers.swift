import Telephony

extension Transcript {
    /// Whose each line is: the place of the call among ``calls``. Nil for what happens to letters, and
    /// for what an agent does with no caller on the telephone, where the line does not say whose it
    /// is.
    ///
    /// An agent's line without a name is of the caller whom the agent has had since the line that
    /// named one.
    public var owners: [Int?] { attribution.owners }

    /// Whose each line is, and the lines of which that can't be told.
    var attribution: (owners: [Int?], mistakes: [TranscriptError.Mistake]) {
        let calls = calls
        var owners: [Int?] = []
        var mistakes: [TranscriptError.Mistake] = []
        var places: [String: Int] = [:]
        if calls.count > 1 {
            for call in calls where call.name == nil {
                if let position = call.position {
                    mistakes.append(.init(position, .callWithoutName))
                }
            }
        }
        for (place, call) in calls.enumerated() {
            if let name = call.name { places[name] = places[name] ?? place }
        }
        /// The caller whom an agent has.
        var callers: [String: Int] = [:]
        for (index, line) in lines.enumerated() {
            var owner: Int?
            if line.moment.isOfLetter {
                owner = nil
            } else if let caller = line.caller {
                owner = places[caller].flatMap { place in
                    calls[place].linesBefore <= index ? place : nil
                }
                if owner == nil, let position = line.position {
                    let names = calls.compactMap(\.name)
                    mistakes.append(.init(position, .unknownCaller(caller, known: names)))
                }
            } else if case .agentChanges = line.moment {
                owner = nil
            } else if calls.count == 1 {
                owner = 0
            } else if let agent = line.moment.agent, let caller = callers[agent] {
                owner = caller
            } else if let position = line.position {
                mistakes.append(.init(position, .callerMissing(calls.first?.name ?? "")))
            }
            if let agent = line.moment.agent {
                callers[agent] = line.moment.letsGo ? nil : owner
            }
            owners.append(owner)
        }
        return (owners, mistakes)
    }
}

extension Moment {
    /// Whether the agent of the line has no caller afterwards.
    fileprivate var letsGo: Bool {
        switch self {
        case .agentMisses, .agentTransfers, .agentHangsUp, .agentChanges: true
        default: false
        }
    }
}
