public import Telephony

/// How a talk begins with somebody who is called back.
public struct CalledBack: Equatable, Sendable {
    /// The queue in which their place was kept.
    public var queue: String
    /// The agent who hears them.
    public var agent: String
    /// Their number; nil where it is not known any more.
    public var number: PhoneNumber?
    /// The number that their display shows; nil for the trunk's own.
    public var from: PhoneNumber?
    /// The language that they are spoken to in.
    public var language: LanguageTag
    /// Whether the talk may be recorded: they were told so when they accepted, and did not refuse.
    public var recordsTalks: Bool
    /// When they answered, in milliseconds since 1970-01-01 00:00:00 UTC.
    public var unixMilliseconds: Int64

    /// Describes the beginning of a talk.
    public init(
        queue: String, agent: String, number: PhoneNumber?, from: PhoneNumber?,
        language: LanguageTag, recordsTalks: Bool, unixMilliseconds: Int64
    ) {
        self.queue = queue
        self.agent = agent
        self.number = number
        self.from = from
        self.language = language
        self.recordsTalks = recordsTalks
        self.unixMilliseconds = unixMilliseconds
    }
}

extension FlowState {
    /// A call that begins in the middle: with an agent, as if it had waited for them.
    mutating func begin(_ talk: CalledBack) {
        guard activity == .new else { return }
        arrival = (now, talk.unixMilliseconds)
        language = talk.language
        // Only an explicit yes takes back what was not agreed to when they accepted.
        recording = talk.recordsTalks ? .told : .refused
        begin(
            program.flow(callingBackIn: talk.queue), caller: talk.number?.text,
            called: talk.from?.text ?? "")
        activity = .talking(queue: talk.queue, agent: talk.agent, held: nil)
        write(.callbackConnected(agent: talk.agent))
    }
}
