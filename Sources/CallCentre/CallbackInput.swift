public import Flows
public import Telephony

/// What happens to somebody who accepted a callback.
public enum CallbackInput: Equatable, Sendable {
    /// They accepted before Allo was started anew, or before it died: they get their place back.
    case kept(KeptCallback)
    /// They answered: from here on they are a call, which ``CallbackAct/becomesCall(_:)`` names.
    case reached
    /// They did not.
    case notReached(CallEvent.NoAnswerReason)
    /// They were not rung after all, which is nobody's fault.
    case notRung
    /// The one who runs Allo ends it.
    case stopped
    /// An operator takes the callback back.
    case cancelled
}

/// What is to be done for somebody who is called back.
public enum CallbackAct: Equatable, Sendable {
    /// Rings them.
    case ring(Ring)
    /// Rings no longer; nothing comes back then.
    case hangUp
    /// They have answered: their line is that of a call from here on, which has this name.
    case becomesCall(CallID)

    /// How they are rung.
    public struct Ring: Equatable, Sendable {
        /// The way to them.
        public var route: Centre.Route
        /// The number that their display shows; nil for the trunk's own.
        public var from: PhoneNumber?

        /// Describes a ring.
        public init(_ route: Centre.Route, from: PhoneNumber?) {
            self.route = route
            self.from = from
        }
    }
}

/// A callback that the journal knows and that is not done.
public struct KeptCallback: Equatable, Sendable {
    /// The queue in which the place is kept.
    public var queue: String
    /// The person, under a random name.
    public var caller: CallerID
    /// Their number.
    public var number: PhoneNumber
    /// When they first began to wait, on the clock of this process: before its start it is negative.
    public var since: Duration
    /// When they accepted, on the same clock.
    public var accepted: Duration
    /// The language of the call in which they accepted.
    public var language: LanguageTag
    /// Whether they know that talks are recorded, and did not refuse.
    public var recordsTalks: Bool
    /// How often it was tried.
    public var attempts: Int
    /// How long not to try; zero where it may be tried at once.
    public var pause: Duration

    /// Describes a callback.
    public init(
        queue: String, caller: CallerID, number: PhoneNumber, since: Duration, accepted: Duration,
        language: LanguageTag = .french, recordsTalks: Bool = false, attempts: Int, pause: Duration
    ) {
        self.language = language
        self.recordsTalks = recordsTalks
        self.queue = queue
        self.caller = caller
        self.number = number
        self.since = since
        self.accepted = accepted
        self.attempts = attempts
        self.pause = pause
    }
}
