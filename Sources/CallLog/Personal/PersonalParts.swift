public import Telephony

/// What of an event may tell who somebody is, kept apart from it.
///
/// Personal texts go under their number; so do personal keys, of which the event keeps the count,
/// as of a secret.
struct PersonalParts: Equatable {
    /// The texts by their number, from 0.
    private(set) var texts: [String] = []

    /// The event with references in place of its personal texts, and those texts.
    static func separated(from event: CallEvent) -> (event: CallEvent, parts: PersonalParts) {
        var parts = PersonalParts()
        var separated = event.mapTexts { text in
            guard case .personal(let content) = text else { return text }
            return .reference(parts.keep(content))
        }
        separated = separated.mapKeys { entry in
            guard entry.isPersonal, case .digits(let digits) = entry.content else { return entry }
            _ = parts.keep(String(digits))
            return KeyEntry(.secret(count: digits.count), pressedAt: entry.pressedAt)
        }
        return (separated, parts)
    }

    /// The event with its texts put back; where one is gone, it has been erased.
    static func restored(_ event: CallEvent, from texts: [Int: String]) -> CallEvent {
        event.mapTexts { text in
            guard case .reference(let index) = text else { return text }
            return texts[index].map(LoggedText.personal) ?? .erased
        }.mapKeys { entry in
            guard case .secret = entry.content, let digits = texts[0] else { return entry }
            return KeyEntry(
                .digits(digits.compactMap(Digit.init)), pressedAt: entry.pressedAt,
                isPersonal: true)
        }
    }

    private mutating func keep(_ text: String) -> Int {
        texts.append(text)
        return texts.count - 1
    }
}

extension CallEvent {
    /// The event as many may read it: callers' numbers shortened, other personal texts and long
    /// entries of keys hidden.
    public var shortened: CallEvent {
        let isNumber = [.arrived, .callbackAccepted, .callbackAttempted].contains(kind)
        return mapTexts { text in
            guard case .personal(let content) = text else { return text }
            return .personal(isNumber ? PhoneNumber(content)?.shortened ?? "…" : "…")
        }.mapKeys { entry in
            guard entry.isPersonal else { return entry }
            return KeyEntry(.secret(count: entry.count), pressedAt: entry.pressedAt)
        }
    }

    fileprivate func mapKeys(_ transform: (KeyEntry) -> KeyEntry) -> CallEvent {
        switch self {
        case .keys(let entry): return .keys(transform(entry))
        case .noMatch(let entry, let count): return .noMatch(transform(entry), count: count)
        case .arrived, .answered, .stepEntered, .promptStarted, .promptEnded, .noInput,
            .identified, .motive, .selfServiceDone, .lookedUp, .requested, .compared, .consent,
            .recordingStarted, .recordingEnded, .enqueued, .offered, .connected, .flowedOut,
            .abandoned, .transferred, .transferFailed, .talkEnded, .survey, .flowFailed, .ended,
            .ringNoAnswer, .holdOn, .holdOff, .announced, .callbackAccepted, .callbackAttempted,
            .callbackConnected, .callbackFailed, .agent, .written:
            return self
        }
    }
}
