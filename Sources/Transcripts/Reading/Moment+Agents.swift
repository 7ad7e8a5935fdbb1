import Telephony

extension Moment {
    private enum AgentAct {
        case rings, misses, declines, answers, holds, resumes, transfers, calls, hangsUp
        case wrapsUp, away, ready, logs
    }

    private static let agentActs: [(String, AgentAct)] = [
        ("rings", .rings), ("misses", .misses), ("declines", .declines), ("answers", .answers),
        ("holds", .holds), ("resumes", .resumes), ("transfers", .transfers), ("calls", .calls),
        ("hangs", .hangsUp), ("wraps", .wrapsUp), ("away", .away), ("ready", .ready),
        ("logs", .logs),
    ]

    /// Reads what follows `agent`: `desk-1 answers`.
    static func readAgent(_ line: inout LineReader) throws(LineReader.Mistake) -> Moment {
        let agent = try line.word()
        switch try line.choice(agentActs, wanting: .agentAct) {
        case .rings: return .agentRings(agent)
        case .misses:
            guard line.next != nil else { return .agentMisses(agent, .timeout) }
            return .agentMisses(
                agent, try line.choice(CallEvent.NoAnswerReason.self, wanting: .noAnswerReason))
        case .declines: return .agentMisses(agent, .declined)
        case .answers: return .agentAnswers(agent)
        case .holds: return .agentHolds(agent)
        case .resumes: return .agentResumes(agent)
        case .transfers:
            let queue = try line.word()
            return .agentTransfers(agent, to: queue, line.take("attended") ? .attended : .blind)
        case .calls: return .agentCalls(agent, to: try line.word())
        case .hangsUp:
            try line.require("up")
            return .agentHangsUp(agent)
        case .wrapsUp:
            try line.require("up")
            return .agentChanges(agent, .wrapsUp)
        case .away: return .agentChanges(agent, .away(try line.word(.reason)))
        case .ready: return .agentChanges(agent, .ready)
        case .logs:
            let change = try line.choice(
                [("in", AgentChange.logsIn), ("out", .logsOut)], wanting: .inOrOut)
            return .agentChanges(agent, change)
        }
    }
}
