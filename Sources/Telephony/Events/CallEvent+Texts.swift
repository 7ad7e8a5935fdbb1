extension CallEvent {
    /// The event with each of its texts replaced, in the order in which they stand.
    ///
    /// The journal uses it to keep personal texts apart, and to bring them back.
    public func mapTexts(_ transform: (LoggedText) -> LoggedText) -> CallEvent {
        func map(_ fields: [Field]) -> [Field] {
            fields.map { Field(name: $0.name, value: transform($0.value)) }
        }
        switch self {
        case .arrived(var arrival):
            arrival.from = arrival.from.map(transform)
            return .arrived(arrival)
        case .promptStarted(let prompt, let text, let language):
            return .promptStarted(prompt: prompt, text: transform(text), language: language)
        case .identified(let customer, let segment):
            return .identified(customer: transform(customer), segment: segment)
        case .lookedUp(let directory, let outcome, let values):
            return .lookedUp(directory: directory, outcome, values: map(values))
        case .requested(let endpoint, let outcome, let values):
            return .requested(endpoint: endpoint, outcome, values: map(values))
        case .survey(let question, let answer):
            return .survey(question: question, answer: transform(answer))
        case .callbackAccepted(let queue, let number, let recordsTalks):
            return .callbackAccepted(
                queue: queue, number: transform(number), recordsTalks: recordsTalks)
        case .callbackAttempted(var attempt):
            attempt.number = transform(attempt.number)
            return .callbackAttempted(attempt)
        case .written(.received(var receipt)):
            receipt.from = receipt.from.map(transform)
            receipt.subject = receipt.subject.map(transform)
            return .written(.received(receipt))
        case .answered, .stepEntered, .promptEnded, .keys, .noInput, .noMatch, .motive,
            .selfServiceDone, .compared, .consent, .recordingStarted, .recordingEnded, .enqueued,
            .offered, .connected, .flowedOut, .abandoned, .transferred, .transferFailed,
            .talkEnded, .flowFailed, .ended, .ringNoAnswer, .holdOn, .holdOff, .announced,
            .callbackConnected, .callbackFailed, .agent, .written:
            return self
        }
    }
}
