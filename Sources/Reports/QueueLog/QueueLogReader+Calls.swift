import Telephony

extension QueueLogReader {
    mutating func enter(_ line: QueueLogLine) {
        var call = calls[line.call] ?? begin(line)
        if let transfer = call.transfer,
            case .transferred(let kind, let from, _) = streams.records[transfer].event
        {
            streams.records[transfer].event = .transferred(kind, from: from, to: line.queue)
        }
        call.transfer = nil
        call.end = nil
        call.agent = nil
        streams.append(
            .enqueued(
                queue: line.queue, level: options.levels[line.queue] ?? line.queue,
                position: line.number(2) ?? 1),
            to: call.stream, at: line.time)
        call.visit = streams.count(of: call.stream)
        calls[line.call] = call
    }

    private mutating func begin(_ line: QueueLogLine) -> QueueLogCall {
        let stream = streams.begin(CallID(rawValue: line.call.asCallName), at: line.time)
        let number = line.data.count > 1 ? line.data[1] : ""
        let arrival = CallEvent.Arrival(
            caller: caller(number), from: number.isEmpty ? nil : .personal(number),
            to: called.removeValue(forKey: line.call) ?? line.queue, flow: "queue_log",
            version: "", language: options.language, time: options.zone.civilTime(at: line.time),
            zone: options.zone.name)
        let place = streams.append(.arrived(arrival), to: stream, at: line.time)
        streams.append(.answered, to: stream, at: line.time)
        return QueueLogCall(stream: stream, arrival: place)
    }

    /// The same name for the same number; a name of its own for each call without one.
    private mutating func caller(_ number: String) -> CallerID {
        if let known = callers[number], !number.isEmpty { return known }
        let key = number.isEmpty ? "|\(callers.count)" : number
        let name = CallerID(rawValue: "\(options.prefix)-\(callers.count + 1)")
        callers[key] = name
        return name
    }

    mutating func setCalled(_ line: QueueLogLine) {
        guard let number = line.data.first, !number.isEmpty else { return }
        guard let call = calls[line.call] else {
            called[line.call] = number
            return
        }
        guard case .arrived(var arrival) = streams.records[call.arrival].event else { return }
        arrival.to = number
        streams.records[call.arrival].event = .arrived(arrival)
    }

    mutating func ring(_ line: QueueLogLine) throws(QueueLogError.Reason) {
        var call = try known(line)
        let agent = try agent(of: line)
        // CONNECT tells how long it rang in seconds, the others in milliseconds.
        let rang = line.word == "CONNECT" ? line.number(2) : line.number(0).map { $0 / 1_000 }
        streams.append(.offered(agent: agent), to: call.stream, at: line.time - (rang ?? 0))
        switch line.word {
        case "CONNECT":
            streams.append(.connected(agent: agent), to: call.stream, at: line.time)
            call.agent = agent
        case "RINGCANCELED":
            note(.ringNoAnswer(agent: agent, reason: .withdrawn), call, line)
        case "AGENTDUMP": note(.ringNoAnswer(agent: agent, reason: .declined), call, line)
        default: note(.ringNoAnswer(agent: agent, reason: .timeout), call, line)
        }
        calls[line.call] = call
    }

    mutating func endTalk(
        _ line: QueueLogLine, by party: CallEvent.Party, reason: CallEvent.EndReason
    ) throws(QueueLogError.Reason) {
        var call = try known(line)
        note(.talkEnded(by: party), call, line)
        // The log knows of no wrap-up.
        if let agent = call.agent, let shift = agents[agent] {
            streams.append(
                .agent(.wrapEnded(call: streams.name(of: call.stream), visit: call.visit)),
                to: shift.stream, at: line.time)
        }
        call.agent = nil
        call.end = reason
        calls[line.call] = call
    }

    mutating func transfer(
        _ line: QueueLogLine, _ kind: CallEvent.TransferKind, to target: String
    ) throws(QueueLogError.Reason) {
        let call = try known(line)
        let place = streams.append(
            .transferred(kind, from: line.queue, to: target), to: call.stream, at: line.time)
        try endTalk(line, by: .agent, reason: .transferred)
        calls[line.call]?.transfer = place
    }

    mutating func flowOut(
        _ line: QueueLogLine, _ reason: CallEvent.FlowOutReason
    ) throws(QueueLogError.Reason) {
        try leave(line, .flowedOut(queue: line.queue, reason: reason), reason: .flow)
    }

    mutating func leaveByKey(_ line: QueueLogLine) throws(QueueLogError.Reason) {
        guard let key = line.data.first, options.callbackKeys.contains(key) else {
            return try flowOut(line, .key)
        }
        // Nobody is called back on the word of a log: it does not tell the number.
        try leave(line, .callbackAccepted(queue: line.queue, number: .erased), reason: .flow)
    }

    mutating func leave(
        _ line: QueueLogLine, _ event: CallEvent, reason: CallEvent.EndReason
    ) throws(QueueLogError.Reason) {
        var call = try known(line)
        note(event, call, line)
        call.end = reason
        calls[line.call] = call
    }

    private func known(_ line: QueueLogLine) throws(QueueLogError.Reason) -> QueueLogCall {
        guard let call = calls[line.call] else {
            throw .unknownCall(String(line.call.prefix(40)).onOneLine)
        }
        return call
    }

    private mutating func note(_ event: CallEvent, _ call: QueueLogCall, _ line: QueueLogLine) {
        streams.append(event, to: call.stream, at: line.time)
    }
}

extension String {
    /// A name of Asterisk's, as `1366720340.303267`, in the letters of a call's name.
    fileprivate var asCallName: String {
        String(map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
