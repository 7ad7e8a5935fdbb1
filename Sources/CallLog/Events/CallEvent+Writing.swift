import Telephony

extension CallEvent {
    /// The event as a JSON object.
    var jsonValue: JSONValue {
        .object([JSONValue.Member("kind", .string(kind.rawValue))] + members)
    }

    private var members: [JSONValue.Member] {
        switch self {
        case .arrived(let arrival): arrival.members
        case .answered: []
        case .stepEntered(let flow, let step): [.init("flow", flow), .init("step", step)]
        case .promptStarted(let prompt, let text, let language):
            [.init("text", text.json), .init("language", language.rawValue)]
                + .some("prompt", prompt)
        case .promptEnded(let prompt, let cut):
            [.init("cut", .bool(cut))] + .some("prompt", prompt)
        case .keys(let entry): entry.members
        case .noInput(let count): [.init("count", .integer(count))]
        case .noMatch(let entry, let count): [.init("count", .integer(count))] + entry.members
        case .identified(let customer, let segment):
            [.init("customer", customer.json)] + .some("segment", segment)
        case .motive(let name), .selfServiceDone(let name): [.init("name", name)]
        case .lookedUp(let directory, let outcome, let values):
            [.init("directory", directory), .init("outcome", outcome.rawValue), .values(values)]
        case .requested(let endpoint, let outcome, let values):
            [.init("endpoint", endpoint), .init("outcome", outcome.rawValue), .values(values)]
        case .compared(let condition, let outcome):
            [.init("condition", condition), .init("outcome", .bool(outcome))]
        case .consent(let kind, let given): [.init("to", kind), .init("given", .bool(given))]
        case .recordingStarted(let name): [.init("name", name)]
        case .recordingEnded(let name, let length):
            [.init("name", name), .init("length-ms", length.json)]
        case .enqueued(let queue, let level, let position, let rank):
            [
                .init("queue", queue), .init("level", level),
                .init("position", .integer(position)),
            ] + .some("rank", rank.map { .integer($0) })
        case .offered(let agent), .connected(let agent): [.init("agent", agent)]
        case .flowedOut(let queue, let reason):
            [.init("queue", queue), .init("reason", reason.rawValue)]
        case .abandoned(let queue): [.init("queue", queue)]
        case .transferred(let manner, let from, let to):
            [.init("manner", manner.rawValue), .init("from", from), .init("to", to)]
        case .transferFailed(let to, let reason): [.init("to", to), .init("reason", reason)]
        case .talkEnded(let party): [.init("by", party.rawValue)]
        case .survey(let question, let answer):
            [.init("question", question), .init("answer", answer.json)]
        case .flowFailed(let step, let reason): [.init("step", step), .init("reason", reason)]
        case .ended(let reason): [.init("reason", reason.rawValue)]
        case .ringNoAnswer(let agent, let reason):
            [.init("agent", agent), .init("reason", reason.rawValue)]
        case .holdOn, .holdOff: []
        case .announced(let position, let wait):
            .some("position", position.map { .integer($0) })
                + .some("least-ms", wait?.lower.json) + .some("most-ms", wait?.upper?.json)
        case .callbackAccepted(let queue, let number, let recordsTalks):
            [.init("queue", queue), .init("number", number.json)]
                + (recordsTalks ? [.init("records-talks", .bool(true))] : [])
        case .callbackAttempted(let attempt): attempt.members
        case .callbackConnected(let agent): [.init("agent", agent)]
        case .callbackFailed(let reason, let isLast):
            [.init("reason", reason.rawValue), .init("last", .bool(isLast))]
        case .agent(let event): event.members
        case .written(let event): event.members
        }
    }
}

extension WrittenEvent {
    fileprivate var members: [JSONValue.Member] {
        switch self {
        case .received(let receipt): receipt.members
        case .given(let agent): [.init("agent", agent)]
        case .paused, .resumed, .dropped, .answered(by: nil): []
        case .returned(let reason): [.init("reason", reason.rawValue)]
        case .answered(.agent(let agent)): [.init("agent", agent)]
        case .answered(.provider(let provider)): [.init("provider", provider)]
        }
    }
}

extension WrittenEvent.Receipt {
    fileprivate var members: [JSONValue.Member] {
        var members: [JSONValue.Member] = [
            .init("queue", queue), .init("level", level), .init("caller", caller.rawValue),
            .init("age-ms", age.json), .init("due-ms", due.json),
            .init("time", time.description), .init("zone", zone),
        ]
        members += .some("rank", rank.map { .integer($0) }) + .some("from", from?.json)
        members += .some("subject", subject?.json) + .some("segment", segment)
        return members + .some("motive", motive) + .some("provider", provider)
            + .some("source", source)
    }
}

extension CallEvent.Arrival {
    fileprivate var members: [JSONValue.Member] {
        let always: [JSONValue.Member] = [
            .init("caller", caller.rawValue), .init("to", to), .init("flow", flow),
            .init("version", version), .init("language", language.rawValue),
            .init("time", time.description), .init("zone", zone),
        ]
        return from.map { always + [.init("from", $0.json)] } ?? always
    }
}

extension CallEvent.CallbackAttempt {
    fileprivate var members: [JSONValue.Member] {
        [
            .init("callback", callback.rawValue), .init("attempt", .integer(attempt)),
            .init("queue", queue), .init("level", level), .init("caller", caller.rawValue),
            .init("number", number.json), .init("time", time.description), .init("zone", zone),
        ] + .some("rank", rank.map { .integer($0) })
    }
}

extension AgentEvent {
    fileprivate var members: [JSONValue.Member] {
        switch self {
        case .login(let login):
            [
                .init("agent", login.agent), .init("phone", login.phone),
                .init("time", login.time.description), .init("zone", login.zone),
            ]
        case .ready: []
        case .away(let reason): [.init("reason", reason)]
        case .wrapEnded(let call, let visit):
            [.init("call", call.rawValue), .init("visit", .integer(visit))]
        case .dialled(let to, let consultation):
            [.init("consultation", consultation.rawValue), .init("to", to)]
        case .consulted(let colleague, let consultation):
            [.init("consultation", consultation.rawValue), .init("with", colleague)]
        case .consultationEnded(let reason, let consultation):
            [.init("consultation", consultation.rawValue), .init("reason", reason.rawValue)]
        case .logout(let reason): [.init("reason", reason.rawValue)]
        }
    }
}

extension KeyEntry {
    fileprivate var members: [JSONValue.Member] {
        var members: [JSONValue.Member]
        switch content {
        case .digits(let digits):
            members = [.init("digits", String(digits))]
            if isPersonal { members.append(.init("personal", .bool(true))) }
        case .secret(let count): members = [.init("secret", .integer(count))]
        }
        guard !pressedAt.isEmpty else { return members }
        return members + [.init("pressed-at-ms", .array(pressedAt.map(\.json)))]
    }
}

extension LoggedText {
    /// A common text is a JSON string; what may tell who somebody is stands in an object.
    fileprivate var json: JSONValue {
        switch self {
        case .common(let text): .string(text)
        case .personal(let text): .object([.init("personal", text)])
        case .reference(let index): .object([.init("reference", .integer(index))])
        case .erased: .object([.init("erased", .bool(true))])
        }
    }
}

extension Duration {
    fileprivate var json: JSONValue { .integer(inMilliseconds) }
}

extension JSONValue.Member {
    fileprivate init(_ name: String, _ text: String) { self.init(name, .string(text)) }

    /// Values of an answer, a list because their order counts.
    fileprivate static func values(_ fields: [CallEvent.Field]) -> JSONValue.Member {
        let list = fields.map { field in
            JSONValue.object([.init("name", field.name), .init("value", field.value.json)])
        }
        return JSONValue.Member("values", .array(list))
    }
}

extension [JSONValue.Member] {
    fileprivate static func some(_ name: String, _ text: String?) -> Self {
        text.map { [JSONValue.Member(name, $0)] } ?? []
    }

    fileprivate static func some(_ name: String, _ value: JSONValue?) -> Self {
        value.map { [JSONValue.Member(name, $0)] } ?? []
    }
}
