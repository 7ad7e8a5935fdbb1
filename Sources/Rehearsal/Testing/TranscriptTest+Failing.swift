import CallCentre
import Queues
import Telephony
import Transcripts

/// How a test tells that a call went another way.
extension TranscriptTest {
    /// Ends the test.
    ///
    /// - Parameters:
    ///   - kind: what sort of difference it is.
    ///   - place: the caller in whose call it is; nil where it is in the line that is next of all.
    ///   - line: what was heard instead.
    ///   - hint: a word on what can be done, where there is a better one than for all of the kind.
    mutating func fail(
        _ kind: Difference.Kind, of place: Int?, _ line: TranscriptLine? = nil,
        hint: String? = nil
    ) {
        let pending = roles.indices.filter { roles[$0].isPending }.min {
            (roles[$0].place ?? .max) < (roles[$1].place ?? .max)
        }
        let isOfFloor =
            place == nil
            && (floor.place ?? .max) < pending.flatMap {
                roles[$0].place
            } ?? .max
        let caller = place ?? (isOfFloor ? nil : pending ?? roles.indices.first)
        var role = caller.map { roles[$0] }
        let expected = isOfFloor ? floor.line : role?.line
        // What `...` passed over tells more than that nothing came.
        var line = line
        var passedOver: String?
        if kind == .over || kind == .silence, line == nil, !isOfFloor, let nearest = role?.nearest {
            line = nearest.line
            passedOver = role.flatMap(\.passedOver)
            role?.step = nearest.step
            role?.previousStep = nearest.previousStep
            role?.pressed = nearest.pressed
        }
        let left = roles.reduce(floor.remaining) { $0 + $1.script.lines.count - $1.cursor }
        outcome = .failed(
            Difference(
                kind: kind, expected: expected, heard: line,
                remaining: max(0, left - (expected == nil ? 0 : 1)), step: role?.step,
                hint: hint ?? self.hint(kind, role, expected: expected?.moment, line?.moment)
                    ?? passedOver))
    }

    /// A word on what a designer can do about it.
    private func hint(
        _ kind: Difference.Kind, _ role: Role?, expected: Moment?, _ heard: Moment?
    ) -> String? {
        // Looked for where no other word is: all names of the program are gathered for it.
        var unknown: String? { expected?.unknownName(in: stage.program).map(\.description) }
        switch kind {
        case .other: return role.flatMap { hint($0, expected: expected, heard) } ?? unknown
        case .silence, .noEffect:
            return unknown ?? expected.flatMap { self.hint(unmet: $0, of: role) }
                ?? heard.flatMap { _ in role.flatMap { hint($0, passing: heard) } }
        case .untimely:
            return role?.isRung == true
                ? "nobody is rung for longer than `ring` of `callbacks`"
                : "leave the time out where it does not matter"
        case .over, .endless: return unknown ?? role.flatMap { hint($0, passing: heard) }
        case .goesOn, .figures, .promise: return nil
        }
    }

    /// Of what `...` passed over, only where a key led there: a step before may be as it should be.
    private func hint(_ role: Role, passing heard: Moment?) -> String? {
        role.pressed.isEmpty ? nil : heard.flatMap { hint(role, expected: nil, $0) }
    }

    private func hint(_ role: Role, expected: Moment?, _ heard: Moment?) -> String? {
        switch (expected, heard) {
        case (_, .step(let flow, let name)?):
            let target = flow.map { "\($0)/\(name)" } ?? name
            guard let step = role.previousStep ?? role.step, !role.pressed.isEmpty else {
                return role.previousStep.map { "`\($0.name)` leads to `\(target)` here" }
            }
            return "key \(String(role.pressed)) of `\(step.name)` leads to `\(target)`"
        case (_, .motive(let motive)?) where !role.pressed.isEmpty:
            return role.step.map {
                "key \(String(role.pressed)) of `\($0.name)` has the motive `\(motive)`"
            }
        case (_, .noMatch?):
            return role.step.map { "`\($0.name)` has no use for \(String(role.pressed))" }
        case (.hear?, .hear?): return "other words are said here: write them, or only the prompt"
        case (_, .agentRings(let agent)?) where hasAgents:
            return "the queues ring \(agent): write `agent \(agent) rings`, or who is at work"
        case (_, .announce?): return "write the announcements, or `...` for all that is heard"
        default: return nil
        }
    }

    private func hint(unmet expected: Moment, of role: Role?) -> String? {
        if case .letter(let name, _) = expected { return hint(unmet: name) }
        if case .fail = expected {
            return "a flow can be had fail in the step it is in, while it speaks or listens there"
        }
        guard hasAgents, let agent = expected.agent else { return nil }
        let standing = stage.centreState.agents.first { $0.agent.rawValue == agent }
        guard let standing else { return "\(agent) is not at work" }
        switch standing.state {
        case .ready: return "\(agent) is ready, and rung for nobody"
        case .ringing(let call): return "\(agent) is rung for \(name(of: call))"
        case .talking(let call, _): return "\(agent) talks with \(name(of: call))"
        case .wrapUp: return "\(agent) wraps up"
        case .away(let reason, _): return "\(agent) is away: \(reason)"
        case .loggedOut: return "\(agent) is not at work"
        }
    }

    private func name(of call: CallID) -> String {
        guard let place = rolesByCall[call] else { return "somebody else" }
        return roles[place].name ?? "the caller"
    }
}

extension Role {
    /// Of the lines that `...` passed over, the one that most likely came instead of the one that is
    /// waited for: the first one after a key, and the last one where a call goes on by itself.
    fileprivate var nearest: Passed? {
        switch line?.moment {
        case .step where passed.first?.pressed.isEmpty ?? true, .hear: passed.last
        default: passed.first
        }
    }

    /// All of them in words; nil where there is but one.
    fileprivate var passedOver: String? {
        guard passed.count > 1 else { return nil }
        let told = passed.prefix(6).map { "`\($0.line.untimed)`" }
        let more = passed.count > told.count ? " and more" : ""
        return "`...` passed over \(told.joined(separator: ", "))\(more)"
    }
}

extension TranscriptLine {
    /// The line without its time and its caller.
    fileprivate var untimed: TranscriptLine { TranscriptLine(moment) }
}
