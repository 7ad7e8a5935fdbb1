import Telephony

/// The fields of an event that is being read; each is taken once, and none may be left over.
struct EventFields {
    private let kind: EventKind
    private var fields: [String: JSONValue]

    /// Takes an event apart.
    init(_ value: JSONValue) throws(EventFormatError) {
        guard case .object(let members) = value else {
            throw EventFormatError(.notJSON("it is no object"))
        }
        var fields = Dictionary(
            members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        guard let name = fields.removeValue(forKey: "kind") else {
            throw EventFormatError(.missing(field: "kind"))
        }
        guard case .string(let name) = name else {
            throw EventFormatError(.wrongValue(field: "kind"))
        }
        guard let kind = EventKind(rawValue: name) else {
            throw EventFormatError(.unknownKind(name))
        }
        self.kind = kind
        self.fields = fields
    }

    /// - Throws: ``EventFormatError`` where a field has not been taken.
    func finish() throws(EventFormatError) {
        guard let left = fields.keys.min() else { return }
        throw failure(.unknown(field: left))
    }

    mutating func readEvent() throws(EventFormatError) -> CallEvent {
        switch kind {
        case .arrived: .arrived(try arrival())
        case .answered: .answered
        case .stepEntered: .stepEntered(flow: try string("flow"), step: try string("step"))
        case .promptStarted:
            .promptStarted(
                prompt: try optionalString("prompt"), text: try text("text"),
                language: LanguageTag(rawValue: try string("language")))
        case .promptEnded:
            .promptEnded(prompt: try optionalString("prompt"), cut: try bool("cut"))
        case .keys: .keys(try keyEntry())
        case .noInput: .noInput(count: try integer("count"))
        case .noMatch: .noMatch(try keyEntry(), count: try integer("count"))
        case .identified:
            .identified(customer: try text("customer"), segment: try optionalString("segment"))
        case .motive: .motive(try string("name"))
        case .selfServiceDone: .selfServiceDone(try string("name"))
        case .lookedUp:
            .lookedUp(
                directory: try string("directory"), try word("outcome"), values: try values())
        case .requested:
            .requested(endpoint: try string("endpoint"), try word("outcome"), values: try values())
        case .compared:
            .compared(condition: try string("condition"), outcome: try bool("outcome"))
        case .consent: .consent(kind: try string("to"), given: try bool("given"))
        case .recordingStarted: .recordingStarted(name: try string("name"))
        case .recordingEnded:
            .recordingEnded(name: try string("name"), length: try duration("length-ms"))
        case .enqueued:
            .enqueued(
                queue: try string("queue"), level: try string("level"),
                position: try integer("position"), rank: try optionalInteger("rank"))
        case .offered: .offered(agent: try string("agent"))
        case .connected: .connected(agent: try string("agent"))
        case .flowedOut: .flowedOut(queue: try string("queue"), reason: try word("reason"))
        case .abandoned: .abandoned(queue: try string("queue"))
        case .transferred:
            .transferred(try word("manner"), from: try string("from"), to: try string("to"))
        case .transferFailed:
            .transferFailed(to: try string("to"), reason: try string("reason"))
        case .talkEnded: .talkEnded(by: try word("by"))
        case .survey: .survey(question: try string("question"), answer: try text("answer"))
        case .flowFailed: .flowFailed(step: try string("step"), reason: try string("reason"))
        case .ended: .ended(try word("reason"))
        case .ringNoAnswer:
            .ringNoAnswer(agent: try string("agent"), reason: try word("reason"))
        case .holdOn: .holdOn
        case .holdOff: .holdOff
        case .announced: .announced(position: try optionalInteger("position"), wait: try waitBand())
        case .callbackAccepted:
            .callbackAccepted(
                queue: try string("queue"), number: try text("number"),
                // Journals of before say nothing of it: nothing is recorded then.
                recordsTalks: fields["records-talks"] == nil ? false : try bool("records-talks"))
        case .callbackAttempted: .callbackAttempted(try callbackAttempt())
        case .callbackConnected: .callbackConnected(agent: try string("agent"))
        case .callbackFailed:
            .callbackFailed(reason: try word("reason"), isLast: try bool("last"))
        case .agentLogin:
            .agent(
                .login(
                    AgentEvent.Login(
                        agent: try string("agent"), phone: try string("phone"),
                        time: try civilTime("time"), zone: try string("zone"))))
        case .agentReady: .agent(.ready)
        case .agentAway: .agent(.away(reason: try string("reason")))
        case .wrapEnded:
            .agent(
                .wrapEnded(
                    call: CallID(rawValue: try string("call")), visit: try integer("visit")))
        case .agentLogout: .agent(.logout(try word("reason")))
        case .agentDialled:
            .agent(.dialled(to: try string("to"), consultation: try consultation()))
        case .agentConsulted:
            .agent(.consulted(with: try string("with"), consultation: try consultation()))
        case .consultationEnded:
            .agent(
                .consultationEnded(try word("reason"), consultation: try consultation()))
        case .writtenReceived: .written(.received(try receipt()))
        case .writtenGiven: .written(.given(agent: try string("agent")))
        case .writtenPaused: .written(.paused)
        case .writtenResumed: .written(.resumed)
        case .writtenReturned: .written(.returned(try word("reason")))
        case .writtenAnswered: .written(.answered(by: try author()))
        case .writtenDropped: .written(.dropped)
        }
    }

    // MARK: - Groups of fields

    private mutating func arrival() throws(EventFormatError) -> CallEvent.Arrival {
        CallEvent.Arrival(
            caller: CallerID(rawValue: try string("caller")),
            from: fields["from"] == nil ? nil : try text("from"),
            to: try string("to"),
            flow: try string("flow"),
            version: try string("version"),
            language: LanguageTag(rawValue: try string("language")),
            time: try civilTime("time"),
            zone: try string("zone")
        )
    }

    private mutating func callbackAttempt() throws(EventFormatError) -> CallEvent.CallbackAttempt {
        CallEvent.CallbackAttempt(
            callback: CallID(rawValue: try string("callback")), attempt: try integer("attempt"),
            queue: try string("queue"), level: try string("level"),
            rank: try optionalInteger("rank"),
            caller: CallerID(rawValue: try string("caller")), number: try text("number"),
            time: try civilTime("time"), zone: try string("zone"))
    }

    private mutating func receipt() throws(EventFormatError) -> WrittenEvent.Receipt {
        WrittenEvent.Receipt(
            queue: try string("queue"), level: try string("level"),
            rank: try optionalInteger("rank"),
            caller: CallerID(rawValue: try string("caller")),
            from: fields["from"] == nil ? nil : try text("from"),
            subject: fields["subject"] == nil ? nil : try text("subject"),
            segment: try optionalString("segment"), motive: try optionalString("motive"),
            provider: try optionalString("provider"), age: try duration("age-ms"),
            due: try duration("due-ms"), source: try optionalString("source"),
            time: try civilTime("time"), zone: try string("zone"))
    }

    private mutating func author() throws(EventFormatError) -> WrittenEvent.Author? {
        if fields["provider"] != nil { return .provider(try string("provider")) }
        return try optionalString("agent").map { .agent($0) }
    }

    private mutating func consultation() throws(EventFormatError) -> CallID {
        CallID(rawValue: try string("consultation"))
    }

    private mutating func waitBand() throws(EventFormatError) -> WaitBand? {
        guard fields["least-ms"] != nil else { return nil }
        return WaitBand(
            lower: try duration("least-ms"),
            upper: fields["most-ms"] == nil ? nil : try duration("most-ms"))
    }

    private mutating func keyEntry() throws(EventFormatError) -> KeyEntry {
        var pressedAt: [Duration] = []
        if let times = fields.removeValue(forKey: "pressed-at-ms") {
            guard case .array(let elements) = times else { throw wrong("pressed-at-ms") }
            for element in elements { pressedAt.append(try duration(element, "pressed-at-ms")) }
        }
        guard fields["secret"] == nil else {
            return KeyEntry(.secret(count: try integer("secret")), pressedAt: pressedAt)
        }
        var digits: [Digit] = []
        for character in try string("digits") {
            guard let digit = Digit(character) else { throw wrong("digits") }
            digits.append(digit)
        }
        guard fields["personal"] != nil else {
            return KeyEntry(.digits(digits), pressedAt: pressedAt)
        }
        return KeyEntry(
            .digits(digits), pressedAt: pressedAt, isPersonal: try bool("personal"))
    }

    private mutating func values() throws(EventFormatError) -> [CallEvent.Field] {
        guard case .array(let elements) = try take("values") else { throw wrong("values") }
        var values: [CallEvent.Field] = []
        for element in elements {
            guard case .object(let members) = element, members.count == 2,
                let name = members.first(where: { $0.name == "name" }),
                let value = members.first(where: { $0.name == "value" }),
                case .string(let name) = name.value
            else { throw wrong("values") }
            values.append(CallEvent.Field(name: name, value: try text(value.value, "values")))
        }
        return values
    }

    // MARK: - Single fields

    private mutating func take(_ field: String) throws(EventFormatError) -> JSONValue {
        guard let value = fields.removeValue(forKey: field) else {
            throw failure(.missing(field: field))
        }
        return value
    }

    private mutating func string(_ field: String) throws(EventFormatError) -> String {
        guard case .string(let string) = try take(field) else { throw wrong(field) }
        return string
    }

    private mutating func optionalString(_ field: String) throws(EventFormatError) -> String? {
        fields[field] == nil ? nil : try string(field)
    }

    private mutating func bool(_ field: String) throws(EventFormatError) -> Bool {
        guard case .bool(let value) = try take(field) else { throw wrong(field) }
        return value
    }

    private mutating func integer(_ field: String) throws(EventFormatError) -> Int {
        guard case .number(let digits) = try take(field), let number = Int(digits) else {
            throw wrong(field)
        }
        return number
    }

    private mutating func optionalInteger(_ field: String) throws(EventFormatError) -> Int? {
        fields[field] == nil ? nil : try integer(field)
    }

    private mutating func duration(_ field: String) throws(EventFormatError) -> Duration {
        try duration(try take(field), field)
    }

    private func duration(
        _ value: JSONValue, _ field: String
    ) throws(EventFormatError) -> Duration {
        guard case .number(let digits) = value, let count = Int64(digits) else {
            throw wrong(field)
        }
        return .milliseconds(count)
    }

    private mutating func civilTime(_ field: String) throws(EventFormatError) -> CivilTime {
        guard let time = CivilTime(try string(field)) else { throw wrong(field) }
        return time
    }

    private mutating func word<Word: RawRepresentable<String>>(
        _ field: String
    ) throws(EventFormatError) -> Word {
        guard let word = Word(rawValue: try string(field)) else { throw wrong(field) }
        return word
    }

    private mutating func text(_ field: String) throws(EventFormatError) -> LoggedText {
        try text(try take(field), field)
    }

    private func text(_ value: JSONValue, _ field: String) throws(EventFormatError) -> LoggedText {
        if case .string(let text) = value { return .common(text) }
        guard case .object(let members) = value, members.count == 1, let member = members.first
        else { throw wrong(field) }
        switch (member.name, member.value) {
        case ("personal", .string(let text)): return .personal(text)
        case ("reference", .number(let digits)):
            guard let index = Int(digits) else { throw wrong(field) }
            return .reference(index)
        case ("erased", .bool(true)): return .erased
        default: throw wrong(field)
        }
    }

    private func wrong(_ field: String) -> EventFormatError { failure(.wrongValue(field: field)) }

    private func failure(_ reason: EventFormatError.Reason) -> EventFormatError {
        EventFormatError(reason, kind: kind)
    }
}
