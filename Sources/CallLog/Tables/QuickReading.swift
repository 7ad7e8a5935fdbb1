import Telephony

/// Reads the events that figures follow from without taking JSON apart value by value: rebuilding
/// the tables reads millions of them.
///
/// It reads what ``CallEvent/json`` writes. Anything else, and every event that is rare, is left to
/// ``CallEvent/init(json:)``, which reads all and says what is wrong.
struct QuickReading {
    private var fields = JSONFields()

    /// The event, or nil where it has to be read the long way.
    mutating func read(_ kind: EventKind, _ json: Span<UInt8>) -> CallEvent? {
        switch kind {
        case .answered: return .answered
        case .holdOn: return .holdOn
        case .holdOff: return .holdOff
        case .agentReady: return .agent(.ready)
        default: break
        }
        guard fields.find(in: json), let event = event(kind, json) else { return nil }
        return event
    }

    private func event(_ kind: EventKind, _ json: Span<UInt8>) -> CallEvent? {
        func string(_ name: StaticString) -> String? { fields.string(name, in: json) }
        switch kind {
        case .arrived: return arrival(json).map(CallEvent.arrived)
        case .stepEntered:
            guard let flow = string("flow"), let step = string("step") else { return nil }
            return .stepEntered(flow: flow, step: step)
        case .keys: return keys(json).map(CallEvent.keys)
        case .noInput:
            return fields.integer("count", in: json).map(CallEvent.noInput)
        case .noMatch:
            guard let entry = keys(json), let count = fields.integer("count", in: json) else {
                return nil
            }
            return .noMatch(entry, count: count)
        case .identified:
            guard let customer = text("customer", json) else { return nil }
            return .identified(customer: customer, segment: string("segment"))
        case .motive: return string("name").map(CallEvent.motive)
        case .selfServiceDone: return string("name").map(CallEvent.selfServiceDone)
        case .enqueued:
            guard let queue = string("queue"), let level = string("level"),
                let position = fields.integer("position", in: json)
            else { return nil }
            let rank = fields.integer("rank", in: json)
            guard rank != nil || !fields.contains("rank", in: json) else { return nil }
            return .enqueued(queue: queue, level: level, position: position, rank: rank)
        case .offered: return string("agent").map(CallEvent.offered)
        case .connected: return string("agent").map(CallEvent.connected)
        case .abandoned: return string("queue").map(CallEvent.abandoned)
        case .talkEnded:
            return string("by").flatMap(CallEvent.Party.init).map(CallEvent.talkEnded)
        case .ended:
            return string("reason").flatMap(CallEvent.EndReason.init).map(CallEvent.ended)
        case .survey:
            guard let question = string("question"), let answer = text("answer", json) else {
                return nil
            }
            return .survey(question: question, answer: answer)
        case .wrapEnded:
            guard let call = string("call"), let visit = fields.integer("visit", in: json) else {
                return nil
            }
            return .agent(.wrapEnded(call: CallID(rawValue: call), visit: visit))
        default: return nil
        }
    }

    private func arrival(_ json: Span<UInt8>) -> CallEvent.Arrival? {
        func string(_ name: StaticString) -> String? { fields.string(name, in: json) }
        guard let caller = string("caller"), let to = string("to"), let flow = string("flow"),
            let version = string("version"), let language = string("language"),
            let time = fields.time("time", in: json), let zone = string("zone")
        else { return nil }
        var from: LoggedText?
        if fields.contains("from", in: json) {
            guard let text = text("from", json) else { return nil }
            from = text
        }
        return CallEvent.Arrival(
            caller: CallerID(rawValue: caller), from: from, to: to, flow: flow, version: version,
            language: LanguageTag(rawValue: language), time: time, zone: zone)
    }

    /// Only keys that were told when they were pressed: others have times of their own.
    private func keys(_ json: Span<UInt8>) -> KeyEntry? {
        guard !fields.contains("pressed-at-ms", in: json), !fields.contains("personal", in: json)
        else { return nil }
        if let count = fields.integer("secret", in: json) { return KeyEntry(.secret(count: count)) }
        guard let text = fields.string("digits", in: json) else { return nil }
        var digits: [Digit] = []
        for character in text {
            guard let digit = Digit(character) else { return nil }
            digits.append(digit)
        }
        return KeyEntry(.digits(digits))
    }

    private func text(_ name: StaticString, _ json: Span<UInt8>) -> LoggedText? {
        if let text = fields.string(name, in: json) { return .common(text) }
        return fields.reference(name, in: json).map(LoggedText.reference)
    }
}
