package import Telephony

extension AgentFold {
    /// The fold as a value, to be kept and gone on with: equal folds give equal texts.
    package var snapshot: JSONValue {
        .object([
            .init(
                "shifts",
                .array(shifts.values.sorted { $0.span.agent < $1.span.agent }.map(\.json))),
            .init("agents", .names(agents)),
            .init("talking", .names(talking)),
        ])
    }

    /// The fold that a ``snapshot`` was made of; nil where it is none.
    package init?(snapshot: JSONValue) {
        self.init()
        guard let members = snapshot.members, case .array(let list)? = members["shifts"],
            let agents = members["agents"]?.names, let talking = members["talking"]?.names
        else { return nil }
        for element in list {
            guard let shift = Shift(json: element) else { return nil }
            shifts[shift.span.agent] = shift
        }
        self.agents = agents
        self.talking = talking
    }
}

extension AgentFold.Shift {
    fileprivate var json: JSONValue {
        .object([
            .init("agent", .string(span.agent)), .init("shift", .string(span.shift.rawValue)),
            .init("begin-ms", .integer(span.begin.milliseconds)),
            .init("contact", .bool(span.beginsContact)), .init("state", span.state.json),
            .init("rest", rest.json),
        ])
    }

    fileprivate init?(json: JSONValue) {
        guard let members = json.members, case .string(let agent)? = members["agent"],
            case .string(let shift)? = members["shift"],
            case .number(let digits)? = members["begin-ms"], let begin = Int64(digits),
            case .bool(let beginsContact)? = members["contact"],
            let state = members["state"].flatMap(AgentSpan.State.init(json:)),
            let rest = members["rest"].flatMap(AgentSpan.State.init(json:))
        else { return nil }
        span = AgentSpan(
            agent: agent, shift: CallID(rawValue: shift), state: state,
            beginsContact: beginsContact, begin: WallTime(milliseconds: begin), end: nil)
        self.rest = rest
    }
}

extension AgentSpan.State {
    /// The word, with the call or the reason that belongs to it.
    fileprivate var json: JSONValue {
        .array([.string(word)] + [call?.rawValue ?? reason].compactMap { $0.map(JSONValue.string) })
    }

    fileprivate init?(json: JSONValue) {
        guard case .array(let parts) = json, case .string(let word)? = parts.first else {
            return nil
        }
        guard parts.count == 2, case .string(let about) = parts[1] else {
            guard parts.count == 1, word == "ready" else { return nil }
            self = .ready
            return
        }
        let call = CallID(rawValue: about)
        switch word {
        case "ringing": self = .ringing(call)
        case "talking": self = .talking(call)
        case "hold": self = .hold(call)
        case "wrap-up": self = .wrapUp(call)
        case "away": self = .away(about)
        default: return nil
        }
    }
}

extension JSONValue {
    fileprivate var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return Dictionary(
            members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    fileprivate var names: [CallID: String]? {
        guard case .object(let members) = self else { return nil }
        var names: [CallID: String] = [:]
        for member in members {
            guard case .string(let name) = member.value else { return nil }
            names[CallID(rawValue: member.name)] = name
        }
        return names
    }

    fileprivate static func names(_ names: [CallID: String]) -> JSONValue {
        .object(names.map { Member($0.key.rawValue, .string($0.value)) })
    }
}
