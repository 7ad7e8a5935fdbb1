import CallCentre
import Queues
import Telephony

/// What the one who runs Allo asks of a running server: one line of JSON.
enum ControlRequest: Equatable {
    /// Who is there, and who waits.
    case list
    case login(AgentID, phone: String?, away: String?)
    case logout(AgentID)
    case ready(AgentID)
    case away(AgentID, reason: String)
    case wrappedUp(AgentID)
    /// Who is to be called back, with their whole numbers or with shortened ones.
    case callbacks(personal: Bool)
    /// Takes a callback back, by the call in which it was accepted.
    case cancelCallback(CallID)
    /// A letter or an e-mail came.
    case addContact(FoundLetter)
    /// What is to be answered, with who wrote it and what about, or without.
    case contacts(personal: Bool)
    /// It is answered, or needs no answer.
    case finishContact(CallID, WrittenInput)
    /// Somebody else wrote contacts into the journal: they are the server's from now on.
    case adoptContacts

    /// Reads a request.
    ///
    /// - Throws: ``Failure`` where it is none.
    init(_ line: String) throws {
        guard let value = try? JSONValue(parsing: line.utf8), case .object(let members) = value
        else { throw Failure("a request is a JSON object on one line") }
        func text(_ name: String) -> String? {
            guard case .string(let text) = members.first(where: { $0.name == name })?.value else {
                return nil
            }
            return text
        }
        func agent() throws -> AgentID {
            guard let agent = text("agent") else { throw Failure("the request names no agent") }
            return AgentID(rawValue: agent)
        }
        switch text("do") {
        case "list": self = .list
        case "login": self = .login(try agent(), phone: text("phone"), away: text("away"))
        case "logout": self = .logout(try agent())
        case "ready": self = .ready(try agent())
        case "away": self = .away(try agent(), reason: text("reason") ?? "away")
        case "wrapped-up": self = .wrappedUp(try agent())
        case "callbacks": self = .callbacks(personal: text("numbers") == "whole")
        case "cancel-callback":
            guard let call = text("call") else { throw Failure("the request names no call") }
            self = .cancelCallback(CallID(rawValue: call))
        case "contacts": self = .contacts(personal: text("texts") == "whole")
        case "adopt-contacts": self = .adoptContacts
        case "contact-done", "contact-drop":
            guard let contact = text("contact") else {
                throw Failure("the request names no contact")
            }
            self = .finishContact(
                CallID(rawValue: contact),
                text("do") == "contact-drop" ? .dropped : .answered(provider: text("provider")))
        case "contact":
            guard let queue = text("queue") else { throw Failure("the request names no queue") }
            self = .addContact(
                FoundLetter(
                    queue: queue, from: text("from"), subject: text("subject"),
                    received: text("received-ms").flatMap { Int64($0) },
                    segment: text("segment"), motive: text("motive"), source: text("source")))
        default: throw Failure("nothing is known of doing ‘\(text("do") ?? "")’")
        }
    }

    /// The request on one line.
    var json: String {
        let members: [(String, String?)] =
            switch self {
            case .list: [("do", "list")]
            case .login(let agent, let phone, let away):
                [
                    ("do", "login"), ("agent", agent.rawValue), ("phone", phone),
                    ("away", away),
                ]
            case .logout(let agent): [("do", "logout"), ("agent", agent.rawValue)]
            case .ready(let agent): [("do", "ready"), ("agent", agent.rawValue)]
            case .away(let agent, let reason):
                [("do", "away"), ("agent", agent.rawValue), ("reason", reason)]
            case .wrappedUp(let agent): [("do", "wrapped-up"), ("agent", agent.rawValue)]
            case .callbacks(let isPersonal):
                [("do", "callbacks"), ("numbers", isPersonal ? "whole" : "shortened")]
            case .cancelCallback(let call):
                [("do", "cancel-callback"), ("call", call.rawValue)]
            case .contacts(let isPersonal):
                [("do", "contacts"), ("texts", isPersonal ? "whole" : "hidden")]
            case .adoptContacts: [("do", "adopt-contacts")]
            case .finishContact(let contact, .answered(let provider)):
                [
                    ("do", "contact-done"), ("contact", contact.rawValue),
                    ("provider", provider),
                ]
            case .finishContact(let contact, _):
                [("do", "contact-drop"), ("contact", contact.rawValue)]
            case .addContact(let letter):
                [
                    ("do", "contact"), ("queue", letter.queue), ("from", letter.from),
                    ("subject", letter.subject), ("received-ms", letter.received.map { "\($0)" }),
                    ("segment", letter.segment), ("motive", letter.motive),
                    ("source", letter.source),
                ]
            }
        return JSONValue.object(
            members.compactMap { name, text in
                text.map { JSONValue.Member(name, .string($0)) }
            }
        ).text
    }
}

/// What a running server answers: one line of JSON.
enum ControlAnswer {
    case done
    case refused(String)
    /// Who is there, and who waits; with the zero of the switchboard's clock since 1970-01-01 UTC.
    case standings([AgentStanding], [QueueStanding], unixMilliseconds: Int64)

    /// What became of a letter that was brought.
    case taken(TakenContact)
    /// What is to be answered, with the same zero.
    case contacts([ContactStanding], personal: Bool, unixMilliseconds: Int64)
    /// Who is to be called back, with the same zero.
    case callbacks([CallbackStanding], personal: Bool, unixMilliseconds: Int64)

    var json: String {
        switch self {
        case .done: JSONValue.object([.init("done", .bool(true))]).text
        case .refused(let reason): JSONValue.object([.init("refused", .string(reason))]).text
        case .standings(let agents, let queues, let zero):
            JSONValue.object([
                .init("agents", .array(agents.map { $0.json(zero: zero) })),
                .init("queues", .array(queues.map(\.json))),
            ]).text
        case .taken(let taken):
            JSONValue.object([
                .init("contact", .string(taken.contact.rawValue)),
                .init("known", .bool(taken.wasKnown)),
            ]).text
        case .contacts(let contacts, let isPersonal, let zero):
            JSONValue.object([
                .init(
                    "contacts",
                    .array(contacts.map { $0.json(zero: zero, personal: isPersonal) }))
            ]).text
        case .callbacks(let callbacks, let isPersonal, let zero):
            JSONValue.object([
                .init(
                    "callbacks",
                    .array(callbacks.map { $0.json(zero: zero, personal: isPersonal) }))
            ]).text
        }
    }
}

extension AgentStanding {
    /// Whether they would be ready, had they no colleague on the telephone.
    private var consults: Bool {
        if case .ready = state { consultation != nil } else { false }
    }

    fileprivate func json(zero: Int64) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("agent", .string(agent.rawValue)), .init("phone", .string(phone)),
            .init("state", .string(consults ? "consulting" : state.word)),
        ]
        if consults, let consultation {
            members.append(.init("call", .string(consultation.rawValue)))
        }
        if let since = state.since {
            members.append(.init("since-ms", .integer(zero + since.inMilliseconds)))
        }
        switch state {
        case .ringing(let call), .talking(let call, _), .wrapUp(let call, _):
            members.append(.init("call", .string(call.rawValue)))
        case .away(let reason, _): members.append(.init("reason", .string(reason)))
        case .loggedOut, .ready: break
        }
        if let writing { members.append(.init("contact", .string(writing.rawValue))) }
        return .object(members)
    }
}

extension CallbackStanding {
    fileprivate func json(zero: Int64, personal isPersonal: Bool) -> JSONValue {
        .object([
            .init("call", .string(call.rawValue)),
            .init("number", .string(isPersonal ? number.text : number.shortened)),
            .init("queue", .string(queue)),
            .init("since-ms", .integer(zero + since.inMilliseconds)),
            .init("attempts", .integer(attempts)),
        ])
    }
}

extension ContactStanding {
    fileprivate func json(zero: Int64, personal isPersonal: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("contact", .string(contact.rawValue)), .init("channel", .string("written")),
            .init("queue", .string(receipt.queue)), .init("level", .string(receipt.level)),
            .init("received-ms", .integer(zero + received.inMilliseconds)),
            .init("due-ms", .integer(zero + due.inMilliseconds)),
        ]
        let texts: [(String, String?)] = [
            ("agent", agent?.rawValue), ("provider", receipt.provider),
            ("segment", receipt.segment), ("motive", receipt.motive),
            ("from", isPersonal ? receipt.from?.shown : nil),
            ("subject", isPersonal ? receipt.subject?.shown : nil),
        ]
        members += texts.compactMap { name, text in text.map { .init(name, .string($0)) } }
        return .object(members)
    }
}

extension QueueStanding {
    fileprivate var json: JSONValue {
        .object([
            .init("queue", .string(queue)), .init("waiting", .integer(waiting)),
            .init("written", .integer(written)),
        ])
    }
}

extension AgentState {
    /// Since when, on the clock of the switchboard; nil where it does not tell.
    fileprivate var since: Duration? {
        switch self {
        case .ready(let since), .talking(_, let since), .away(_, let since): since
        case .loggedOut, .ringing, .wrapUp: nil
        }
    }

    /// As reports and lists name it.
    var word: String {
        switch self {
        case .loggedOut: "logged-out"
        case .ready: "ready"
        case .ringing: "ringing"
        case .talking: "talking"
        case .wrapUp: "wrap-up"
        case .away: "away"
        }
    }
}
