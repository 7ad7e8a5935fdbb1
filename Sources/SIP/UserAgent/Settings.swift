public import Telephony

extension UserAgent {
    /// What the operator decides.
    public struct Settings: Sendable {
        /// A socket of ours that listens, as peers see it.
        public struct Listener: Hashable, Sendable {
            /// What it speaks.
            public var transport: Transport
            /// Where peers reach it: the advertised address behind a NAT, else its own. Its
            /// address stands in Contact and Via.
            public var advertised: IPEndpoint

            /// Puts a listener together.
            public init(transport: Transport, advertised: IPEndpoint) {
                self.transport = transport
                self.advertised = advertised
            }
        }

        /// Our name in `User-Agent` and `Server`.
        public var name = "Allo"
        /// The user part of our Contact.
        public var user = "allo"
        /// Our listeners; ``Hop/local`` is an index into it.
        public var listeners: [Listener]
        /// The media types of INFO bodies that are passed on (lower case); others get 415.
        public var infoTypes: Set<String> = ["application/dtmf-relay", "application/dtmf"]
        /// The spans of RFC 3261 §17.1.1.1.
        public var timers = TransactionTimers()
        /// The most server transactions at once; beyond, requests get 503.
        public var maximumTransactions = 20_000
        /// A random number that makes the tags of stateless responses unpredictable.
        public var tagSecret: UInt64 = 0
        /// How long a session may go on without a refresh (RFC 4028); nil asks for none.
        public var sessionInterval: Duration? = .seconds(1_800)
        /// The shortest session interval that we take (RFC 4028 §4: never under 90 s).
        public var minimumSessionInterval = Duration.seconds(90)
        /// The most legs at once; beyond, calls get 503.
        public var maximumLegs = 20_000
        /// How long the answer to a BYE waits for ``Command/answerBye(_:)`` at most: its sender
        /// has sent it three times by then, and gives up after 32 s.
        public var farewell = Duration.seconds(2)
        /// What a 503 of ours says about trying again.
        public var retryAfter = Duration.seconds(5)

        /// Settings for these listeners, all else as usual.
        public init(listeners: [Listener]) {
            self.listeners = listeners
        }

        var t1: Duration { timers.t1 }
        var t2: Duration { timers.t2 }

        /// What the transactions need of it.
        var transactions: TransactionLayer.Settings {
            var addresses: [UInt8: TransactionLayer.SentBy] = [:]
            for (index, listener) in listeners.enumerated() {
                guard let local = UInt8(exactly: index) else { break }
                addresses[local] = TransactionLayer.SentBy(
                    .address(listener.advertised.address), port: listener.advertised.port)
            }
            return TransactionLayer.Settings(
                timers: timers, addresses: addresses, serverLimit: maximumTransactions,
                retryAfter: retryAfter, tagSecret: tagSecret)
        }
    }
}
