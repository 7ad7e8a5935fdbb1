import Telephony

extension QueueLogReader {
    /// The agent of a line, who is logged in where they were not.
    mutating func agent(of line: QueueLogLine) throws(QueueLogError.Reason) -> String {
        let name = try name(of: line)
        if agents[name] == nil { begin(name, phone: "", at: line.time) }
        return name
    }

    mutating func logIn(
        _ line: QueueLogLine, phone: String, queue: String?
    ) throws(QueueLogError.Reason) {
        let name = try name(of: line)
        if agents[name] == nil { begin(name, phone: phone, at: line.time) }
        if let queue { agents[name]?.queues.insert(queue) }
    }

    /// Who was added to queues one by one goes with the last of them.
    mutating func logOut(_ line: QueueLogLine, queue: String?) throws(QueueLogError.Reason) {
        let name = try name(of: line)
        if let queue {
            agents[name]?.queues.remove(queue)
            guard agents[name]?.queues.isEmpty == true else { return }
        }
        end(name, .agent, at: line.time)
    }

    mutating func pause(_ line: QueueLogLine) throws(QueueLogError.Reason) {
        let name = try agent(of: line)
        guard let shift = agents[name], !shift.isAway else { return }
        let reason = line.data.first { !$0.isEmpty } ?? "pause"
        agents[name]?.isAway = true
        streams.append(.agent(.away(reason: reason)), to: shift.stream, at: line.time)
    }

    mutating func resume(_ line: QueueLogLine) throws(QueueLogError.Reason) {
        let name = try agent(of: line)
        guard let shift = agents[name], shift.isAway else { return }
        agents[name]?.isAway = false
        streams.append(.agent(.ready), to: shift.stream, at: line.time)
    }

    /// Asterisk came up again: whatever went on before was lost with it.
    mutating func restart(_ line: QueueLogLine) {
        for call in calls.values.sorted(by: { $0.stream < $1.stream }) {
            var call = call
            call.end = call.end ?? .engineCrash
            streams.end(call)
        }
        calls = [:]
        for name in agents.keys.sorted() { end(name, .engineCrash, at: line.time) }
    }

    private mutating func begin(_ name: String, phone: String, at time: Int) {
        shifts += 1
        let stream = streams.begin(
            CallID(rawValue: "\(options.prefix)-shift-\(shifts)"), at: time)
        let login = AgentEvent.Login(
            agent: name, phone: phone, time: options.zone.civilTime(at: time),
            zone: options.zone.name)
        streams.append(.agent(.login(login)), to: stream, at: time)
        streams.append(.agent(.ready), to: stream, at: time)
        agents[name] = QueueLogAgent(stream: stream)
    }

    private mutating func end(_ name: String, _ reason: AgentEvent.LogoutReason, at time: Int) {
        guard let shift = agents.removeValue(forKey: name) else { return }
        streams.append(.agent(.logout(reason)), to: shift.stream, at: time)
    }

    private func name(of line: QueueLogLine) throws(QueueLogError.Reason) -> String {
        guard !line.agent.isEmpty, line.agent != "NONE" else { throw .noAgent }
        return line.agent
    }
}
