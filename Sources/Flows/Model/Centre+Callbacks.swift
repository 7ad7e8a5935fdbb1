public import Telephony

extension Centre {
    /// How callers are called back who left their place in a queue for it.
    public struct Callbacks: Hashable, Sendable {
        /// The trunk that the calls go out by; nil for the only one that leads out.
        public var trunk: String?
        /// How often it is tried.
        public var attempts: Int
        /// From a failed attempt to the next.
        public var pause: Duration
        /// How long the caller's telephone may ring.
        public var ring: Duration
        /// The number that the caller sees; nil for the trunk's own.
        ///
        /// In France never one that begins with 06 or 07: these are for persons (Arcep, decision
        /// 2022-1583).
        public var from: PhoneNumber?
        /// How long after it was accepted an attempt may still begin.
        public var notAfter: Duration
        /// The flow that goes on with whoever stays on the line when the agent has hung up; nil for
        /// none: Allo hangs up.
        public var next: String?
        /// The flow that goes on with whoever the agent transferred to a queue where nobody took
        /// them; nil for none.
        public var timeout: String?

        /// What is done where the centre file says nothing else.
        public static let usualAttempts = 3, usualPause = Duration.seconds(900)
        /// What is done where the centre file says nothing else.
        public static let usualRing = Duration.seconds(25), usualNotAfter = Duration.seconds(86_400)

        /// Describes how callers are called back; for the checker and for tests.
        public init(
            trunk: String? = nil, attempts: Int = usualAttempts, pause: Duration = usualPause,
            ring: Duration = usualRing, from: PhoneNumber? = nil,
            notAfter: Duration = usualNotAfter, next: String? = nil, timeout: String? = nil
        ) {
            self.next = next
            self.timeout = timeout
            self.trunk = trunk
            self.attempts = attempts
            self.pause = pause
            self.ring = ring
            self.from = from
            self.notAfter = notAfter
        }
    }

    /// The way to a caller who is called back: the gate that these calls pass, once when a number
    /// is taken and again before each attempt.
    ///
    /// - Throws: ``NoRoute`` where the centre calls nobody back, the number is none that can be
    ///   called, or the trunk's list does not have it.
    public func route(toCallBack number: PhoneNumber) throws(NoRoute) -> Route {
        guard let callbacks else { throw .noCallbacks }
        guard let wanted = callable(number) else { throw .notCallable(number.shortened) }
        return try route(to: wanted.text, through: callbacks.trunk, for: callbacks.ring)
    }

    /// A number in full, as it is called: with its country, complete, and of no premium rate; nil
    /// for any other.
    func callable(_ number: PhoneNumber) -> PhoneNumber? {
        let text = number.international(countryCode: countryCode)
        guard text.hasPrefix("+"), text.utf8.count > 8, let international = PhoneNumber(text) else {
            return nil
        }
        guard text.hasPrefix("+33") else { return international }
        // Nine digits, and neither 08 nor what begins with 00 (national numbering plan).
        let national = text.dropFirst(3)
        guard national.utf8.count == 9, let first = national.first, "1234567 9".contains(first)
        else { return nil }
        return international
    }
}
