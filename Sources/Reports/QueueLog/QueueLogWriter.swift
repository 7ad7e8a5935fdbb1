public import Telephony

/// Writes records as lines of Asterisk's `queue_log`, for the tools that read those.
///
/// What Asterisk has no word for is left out: holds, announcements, surveys, attempts to call back
/// that reach nobody. A callback that is accepted leaves the queue by a key; the talk that comes of
/// it is, as where Asterisk itself calls back, a call of its own that is answered as it enters the
/// queue. A full queue and a closed one are left as by a wait that ran out and as an empty one.
public struct QueueLogWriter: Sendable {
    private struct Visit: Sendable {
        var queue: String
        var position: Int
        var entered: Int
        var agent: String?
        var connected = 0
    }

    private struct Call: Sendable {
        var caller: String
        var called: String
        var visit: Visit?
        var rings: [String: Int] = [:]
        var key = ""
        var isNamed = false
        /// The queue of the callback for which the call goes out; nil for one that came in.
        var callback: String?
    }

    private struct Shift: Sendable {
        var agent: String
        var phone: String
        var began: Int
        var isAway = false
    }

    private var calls: [CallID: Call] = [:]
    private var shifts: [CallID: Shift] = [:]

    /// Begins a log.
    public init() {}

    /// Writes the next record, in the order of the journal.
    ///
    /// - Parameters:
    ///   - record: the event.
    ///   - wallOffset: from 1970-01-01 00:00:00 UTC to zero of the monotonic clock of the record.
    /// - Returns: the lines that it is; mostly one or none.
    public mutating func write(_ record: JournalRecord, wallOffset: Duration) -> [QueueLogLine] {
        let milliseconds = wallOffset.inMilliseconds &+ record.time.inMilliseconds
        let time = WallTime(milliseconds: milliseconds).seconds
        if case .agent(let event) = record.event { return write(event, record.call, time) }
        if case .arrived(let arrival) = record.event {
            calls[record.call] = Call(caller: arrival.from?.told ?? "", called: arrival.to)
            return []
        }
        if case .callbackAttempted(let attempt) = record.event {
            calls[record.call] = Call(
                caller: attempt.number.told, called: "", isNamed: true, callback: attempt.queue)
            return []
        }
        guard var call = calls[record.call] else { return [] }
        let lines = write(record.event, &call, record.call, time)
        calls[record.call] = call
        if case .ended = record.event { calls[record.call] = nil }
        return lines
    }

    // MARK: - Calls

    private func write(
        _ event: CallEvent, _ call: inout Call, _ name: CallID, _ time: Int
    ) -> [QueueLogLine] {
        if case .enqueued(let queue, _, let position, _) = event {
            let left = leave("EXITWITHKEY", [call.key], &call, name, time)
            call.visit = Visit(queue: queue, position: position, entered: time)
            call.rings = [:]
            let enter = line(
                "ENTERQUEUE", call, name, time, data: ["", call.caller, String(position)])
            guard !call.isNamed else { return left + [enter] }
            call.isNamed = true
            return [line("DID", call, name, time, data: [call.called]), enter]
        }
        if case .keys(let entry) = event, !entry.isPersonal,
            case .digits(let digits) = entry.content, let key = digits.first
        {
            call.key = String(key.character)
        }
        if case .offered(let agent) = event { call.rings[agent] = time }
        if case .callbackConnected(let agent) = event, let queue = call.callback {
            let visit = Visit(queue: queue, position: 1, entered: time)
            call.visit = visit
            let enter = line("ENTERQUEUE", call, name, time, data: ["", call.caller, "1"])
            return [enter] + connect(agent, visit, &call, name, time)
        }
        guard let visit = call.visit else { return [] }
        switch event {
        case .ringNoAnswer(let agent, let reason):
            let rang = (time - (call.rings.removeValue(forKey: agent) ?? time)) * 1_000
            let word = reason == .withdrawn ? "RINGCANCELED" : "RINGNOANSWER"
            return [line(word, call, name, time, agent: agent, data: [String(rang)])]
        case .connected(let agent): return connect(agent, visit, &call, name, time)
        case .transferred(let kind, _, let to):
            guard visit.agent != nil else { return [] }
            call.visit = nil
            let target = kind == .blind ? [to, visit.queue] : ["BRIDGE", to]
            let word = kind == .blind ? "BLINDTRANSFER" : "ATTENDEDTRANSFER"
            return [end(word, of: visit, name, time, data: target)]
        case .talkEnded(let party):
            guard visit.agent != nil else { return [] }
            call.visit = nil
            return [
                end(party == .caller ? "COMPLETECALLER" : "COMPLETEAGENT", of: visit, name, time)
            ]
        case .ended(let reason):
            guard visit.agent == nil else {
                call.visit = nil
                let word = reason == .caller ? "COMPLETECALLER" : "COMPLETEAGENT"
                return [end(word, of: visit, name, time)]
            }
            switch reason {
            case .caller: return leave("ABANDON", [], &call, name, time)
            case .flow, .agent, .transferred, .flowError:
                return leave("EXITWITHKEY", [call.key], &call, name, time)
            // Asterisk, too, says nothing of who waited when it stopped.
            case .stopped, .engineCrash: return []
            }
        case .abandoned: return leave("ABANDON", [], &call, name, time)
        case .flowedOut(_, .timeout), .flowedOut(_, .full):
            return leave("EXITWITHTIMEOUT", [], &call, name, time)
        case .flowedOut(_, .empty), .flowedOut(_, .closed):
            return leave("EXITEMPTY", [], &call, name, time)
        case .flowedOut(_, .key), .callbackAccepted:
            return leave("EXITWITHKEY", [call.key], &call, name, time)
        case .arrived, .answered, .stepEntered, .promptStarted, .promptEnded, .keys, .noInput,
            .noMatch, .identified, .motive, .selfServiceDone, .lookedUp, .requested, .compared,
            .consent, .recordingStarted, .recordingEnded, .enqueued, .offered, .holdOn, .holdOff,
            .announced, .transferFailed, .callbackAttempted, .callbackConnected,
            .callbackFailed, .survey, .flowFailed, .agent, .written:
            return []
        }
    }

    private func connect(
        _ agent: String, _ visit: Visit, _ call: inout Call, _ name: CallID, _ time: Int
    ) -> [QueueLogLine] {
        let rang = time - (call.rings.removeValue(forKey: agent) ?? time)
        call.visit?.agent = agent
        guard visit.agent == nil else { return [] }
        call.visit?.connected = time
        return [
            line(
                "CONNECT", call, name, time, agent: agent,
                data: [String(time - visit.entered), name.asAsteriskName, String(rang)])
        ]
    }

    private func leave(
        _ word: String, _ data: [String], _ call: inout Call, _ name: CallID, _ time: Int
    ) -> [QueueLogLine] {
        guard let visit = call.visit, visit.agent == nil else { return [] }
        let places = [String(visit.position), String(visit.position)]
        let left = line(
            word, call, name, time, data: data + places + [String(time - visit.entered)])
        call.visit = nil
        return [left]
    }

    private func end(
        _ word: String, of visit: Visit, _ name: CallID, _ time: Int, data: [String] = []
    ) -> QueueLogLine {
        QueueLogLine(
            time: time, call: name.asAsteriskName, queue: visit.queue,
            agent: visit.agent ?? "NONE", word: word,
            data: data + [
                String(visit.connected - visit.entered), String(time - visit.connected),
                String(visit.position),
            ])
    }

    private func line(
        _ word: String, _ call: Call, _ name: CallID, _ time: Int, agent: String = "NONE",
        data: [String]
    ) -> QueueLogLine {
        QueueLogLine(
            time: time, call: name.asAsteriskName, queue: call.visit?.queue ?? "NONE",
            agent: agent, word: word, data: data)
    }

    // MARK: - Agents

    private mutating func write(
        _ event: AgentEvent, _ stream: CallID, _ time: Int
    ) -> [QueueLogLine] {
        if case .login(let login) = event {
            shifts[stream] = Shift(agent: login.agent, phone: login.phone, began: time)
            return [
                QueueLogLine(
                    time: time, agent: login.agent, word: "AGENTLOGIN", data: [login.phone])
            ]
        }
        guard let shift = shifts[stream] else { return [] }
        switch event {
        case .login, .wrapEnded, .dialled, .consulted, .consultationEnded: return []
        case .ready:
            guard shift.isAway else { return [] }
            shifts[stream]?.isAway = false
            return [QueueLogLine(time: time, agent: shift.agent, word: "UNPAUSEALL", data: [""])]
        case .away(let reason):
            shifts[stream]?.isAway = true
            return [QueueLogLine(time: time, agent: shift.agent, word: "PAUSEALL", data: [reason])]
        case .logout:
            shifts[stream] = nil
            return [
                QueueLogLine(
                    time: time, agent: shift.agent, word: "AGENTLOGOFF",
                    data: [shift.phone, String(time - shift.began)])
            ]
        }
    }
}

extension LoggedText {
    /// The text, where it may be told.
    fileprivate var told: String {
        switch self {
        case .common(let text), .personal(let text): text
        case .reference, .erased: ""
        }
    }
}

extension CallID {
    /// A name of two numbers is one of Asterisk's, which has a point between them.
    fileprivate var asAsteriskName: String {
        let parts = rawValue.split(separator: "-", omittingEmptySubsequences: false)
        let isAsterisk =
            parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
        return isAsterisk ? parts.joined(separator: ".") : rawValue
    }
}
