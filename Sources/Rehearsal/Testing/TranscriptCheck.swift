import CallCentre
import Flows
import Telephony
import Transcripts

/// Looks a transcript over before it is rehearsed: whether it contradicts itself, and whether all
/// that it names is there.
struct TranscriptCheck {
    private let transcript: Transcript
    private let owners: [Int?]
    private let program: FlowProgram
    private var errors: [RehearsalError] = []
    /// The agents at work; nil where agents are believed.
    private var atWork: Set<String>?
    private var callers: [Caller]
    /// The letters that have come.
    private var letters: Set<String> = []

    /// How a caller stands at a line.
    private struct Caller {
        /// The flow that takes the call.
        var flow: String
        /// Whether the call is over; what follows is an attempt to call back.
        var isOver = false
        /// Whether a line `...` leaves open what is.
        var isOpen = false
        /// Who is rung for them, or for a colleague who talks with them.
        var rung: Set<String> = []
        /// Who talks with them, or with a colleague who does.
        var talking: Set<String> = []
    }

    init(_ transcript: Transcript, owners: [Int?], in program: FlowProgram) {
        self.transcript = transcript
        self.owners = owners
        self.program = program
        callers = transcript.calls.map { Caller(flow: program.flow(called: $0.to) ?? $0.to) }
    }

    /// - Throws: ``RehearsalError`` with all that is wrong.
    mutating func check() throws(RehearsalError) {
        if let agents = transcript.agents {
            for agent in agents { check(agent: agent.name, at: agent.position) }
            atWork = Set(agents.map(\.name))
        }
        for crowd in transcript.crowds { check(queue: crowd.queue.name, at: crowd.queue.position) }
        for (line, owner) in zip(transcript.lines, owners) {
            checkNames(line, of: owner)
            checkCourse(line, of: owner)
            checkAgents(line, of: owner)
        }
        if let error = RehearsalError(errors) { throw error }
    }

    private mutating func tell(_ reason: RehearsalError.Reason, at position: SourcePosition?) {
        errors.append(RehearsalError(reason, at: position))
    }

    // MARK: Names

    private mutating func checkNames(_ line: TranscriptLine, of owner: Int?) {
        let centre = program.centre
        switch line.moment {
        case .step(let flow, let name):
            guard let owner else { return }
            check(step: name, of: flow ?? callers[owner].flow, at: line.position)
        case .enter(let queue, _), .leave(let queue, _), .abandon(let queue),
            .acceptCallback(let queue, _):
            check(queue: queue, at: line.position)
        case .lookUp(let directory, _, _):
            check("customer file", directory, among: centre.directories.keys, at: line.position)
        case .request(let endpoint, _, _):
            check("endpoint", endpoint, among: centre.endpoints.keys, at: line.position)
        case .transferAnswers(let destination):
            check("destination", destination, among: centre.destinations.keys, at: line.position)
        case .agentTransfers(_, let to, _), .agentCalls(_, let to):
            guard !centre.agents.isEmpty else { return }
            check(
                "queue or agent", to,
                among: Array(centre.queues.keys) + centre.agents.keys.map(\.rawValue),
                at: line.position)
        case .transferFails(let to, let reason):
            // Agents may dial what nobody is called.
            let unknown = [TransferTarget.Objection.noQueue, .noAgent].map(\.rawValue)
            guard !centre.agents.isEmpty, reason != CallCentre.State.nowhere,
                !unknown.contains(reason)
            else { return }
            check(
                "queue, agent or destination", to,
                among: Array(centre.queues.keys) + centre.agents.keys.map(\.rawValue)
                    + centre.destinations.keys, at: line.position)
        case .fail(let step, _):
            // It may be one of any flow that the call has come to.
            let isKnown = program.flows.values.contains { flow in
                flow.steps.contains { $0.name == step }
            }
            guard let owner, !isKnown else { return }
            check(step: step, of: callers[owner].flow, at: line.position)
        case .letter(let name, let news): check(news, of: name, at: line.position)
        default: return
        }
    }

    private mutating func check(
        _ news: Moment.LetterNews, of name: String, at position: SourcePosition?
    ) {
        if case .comes(let letter) = news {
            check(queue: letter.queue, at: position)
            if !letters.insert(name).inserted { tell(.letterTwice(name), at: position) }
            return
        }
        check("letter", name, among: letters, at: position)
        guard case .isWith(let holder) = news.withoutAct else { return }
        let centre = program.centre
        check(
            "agent or destination", holder,
            among: centre.agents.keys.map(\.rawValue) + centre.destinations.keys, at: position)
        guard centre.agents[AgentID(rawValue: holder)] != nil else { return }
        if let atWork {
            if !atWork.contains(holder) { tell(.agentNotAtWork(holder), at: position) }
        } else {
            tell(.agentsMissing, at: position)
        }
    }

    private mutating func check(
        _ what: String, _ name: String, among known: some Collection<String>,
        at position: SourcePosition?
    ) {
        guard !known.contains(name) else { return }
        let near = Spelling.suggestion(for: name, among: known)
        tell(.unknownName(what, name, near: near), at: position)
    }

    private mutating func check(queue: String, at position: SourcePosition?) {
        check("queue", queue, among: program.centre.queues.keys, at: position)
    }

    private mutating func check(agent: String, at position: SourcePosition?) {
        check("agent", agent, among: program.centre.agents.keys.map(\.rawValue), at: position)
    }

    private mutating func check(step: String, of flow: String, at position: SourcePosition?) {
        guard let steps = program.flows[flow]?.steps else {
            // What those go through who are called back is the centre file's.
            guard flow != "callbacks" else { return }
            return check("flow", flow, among: program.flows.keys, at: position)
        }
        guard !steps.contains(where: { $0.name == step }) else { return }
        let near = Spelling.suggestion(for: step, among: steps.map(\.name))
        tell(.unknownStep(step, flow: flow, near: near), at: position)
    }

    // MARK: The course of a call

    private mutating func checkCourse(_ line: TranscriptLine, of owner: Int?) {
        guard let owner else { return }
        switch line.moment {
        case .anything: callers[owner].isOpen = true
        case .attempt: callers[owner].isOver = false
        case .agentChanges: return
        default:
            if callers[owner].isOver { tell(.afterTheEnd, at: line.position) }
        }
        if case .end = line.moment {
            callers[owner].isOver = true
            callers[owner].isOpen = false
            callers[owner].rung = []
            callers[owner].talking = []
        }
    }

    // MARK: Agents at work

    private mutating func checkAgents(_ line: TranscriptLine, of owner: Int?) {
        guard let agent = line.moment.agent, program.centre.destinations[agent] == nil else {
            return
        }
        guard var atWork else {
            switch line.moment {
            case .agentChanges, .agentCalls: tell(.agentsMissing, at: line.position)
            // What they do is believed, but not that they are there; a centre file without agents
            // leaves open who is.
            default: if !program.centre.agents.isEmpty { check(agent: agent, at: line.position) }
            }
            return
        }
        guard program.centre.agents[AgentID(rawValue: agent)] != nil else {
            return check(agent: agent, at: line.position)
        }
        if case .agentChanges(_, .logsIn) = line.moment {
            if !atWork.insert(agent).inserted { tell(.agentAtWorkTwice(agent), at: line.position) }
        } else if !atWork.contains(agent) {
            tell(.agentNotAtWork(agent), at: line.position)
            // That is told once.
            atWork.insert(agent)
        }
        // Who talks goes once that is over.
        if case .agentChanges(_, .logsOut) = line.moment,
            !callers.contains(where: { $0.talking.contains(agent) })
        {
            atWork.remove(agent)
        }
        self.atWork = atWork
        if let owner { checkTelephone(of: agent, line, with: owner) }
    }

    private mutating func checkTelephone(
        of agent: String, _ line: TranscriptLine, with owner: Int
    ) {
        var caller = callers[owner]
        let isRung = caller.isOpen || caller.rung.contains(agent)
        let isTalking = caller.isOpen || caller.talking.contains(agent)
        switch line.moment {
        case .agentRings: caller.rung.insert(agent)
        case .agentMisses:
            if !isRung { tell(.agentNotRung(agent), at: line.position) }
            caller.rung.remove(agent)
        case .agentAnswers:
            if !isRung { tell(.agentNotRung(agent), at: line.position) }
            caller.rung.remove(agent)
            caller.talking.insert(agent)
        case .callbackAnswers:
            if !isRung, !isTalking { tell(.agentNotRung(agent), at: line.position) }
            caller.rung = []
            caller.talking.insert(agent)
        case .agentHolds, .agentResumes:
            if !isTalking { tell(.agentNotTalking(agent), at: line.position) }
        case .agentTransfers, .agentHangsUp:
            if !isTalking { tell(.agentNotTalking(agent), at: line.position) }
            caller.talking.remove(agent)
        case .agentCalls(_, let to):
            if program.centre.queues[to] == nil {
                caller.rung.insert(to)
            } else {
                caller.isOpen = true
            }
        default: break
        }
        callers[owner] = caller
    }
}

extension Moment.LetterNews {
    /// With whom the letter must be by then, whatever they do with it.
    fileprivate var withoutAct: Self {
        if case .isAnswered(let author) = self { .isWith(author) } else { self }
    }
}
