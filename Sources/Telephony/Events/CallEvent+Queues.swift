extension CallEvent {
    /// Why an agent who was rung did not take the call.
    public enum NoAnswerReason: String, Hashable, Sendable, CaseIterable {
        /// Nobody answered in time.
        case timeout
        /// The telephone was busy.
        case busy
        /// The agent refused the call.
        case declined
        /// There was no way to the telephone.
        case unreachable
        /// The caller had gone, or another agent was faster.
        case withdrawn
    }

    /// An attempt to call somebody back who accepted a callback.
    public struct CallbackAttempt: Hashable, Sendable {
        /// The call in which it was accepted.
        public var callback: CallID
        /// Which attempt it is, from 1.
        public var attempt: Int
        /// The queue in which the place was kept.
        public var queue: String
        /// The level of that queue.
        public var level: String
        /// The rank of the level; nil where it was not written down.
        public var rank: Int?
        /// The person who is called back, under a random name.
        public var caller: CallerID
        /// Their number.
        public var number: LoggedText
        /// The clocks on the wall at the beginning.
        public var time: CivilTime
        /// The zone of those clocks, as in `Europe/Paris`.
        public var zone: String

        /// Describes an attempt.
        public init(
            callback: CallID, attempt: Int, queue: String, level: String, rank: Int? = nil,
            caller: CallerID,
            number: LoggedText, time: CivilTime, zone: String
        ) {
            self.callback = callback
            self.attempt = attempt
            self.queue = queue
            self.level = level
            self.rank = rank
            self.caller = caller
            self.number = number
            self.time = time
            self.zone = zone
        }
    }

    /// Why an attempt to call somebody back brought nobody together.
    public enum CallbackFailure: String, Hashable, Sendable, CaseIterable {
        /// They did not answer in time.
        case noAnswer = "no-answer"
        /// Their telephone was busy, or they refused the call.
        case busy
        /// There was no way to their telephone.
        case unreachable
        /// No trunk may call the number.
        case notAllowed = "not-allowed"
        /// The agent hung up before they answered.
        case agentLeft = "agent-left"
        /// They called again themselves, or an operator took the callback back.
        case cancelled
        /// It was not possible in the time that the centre gives for it.
        case expired
    }
}
