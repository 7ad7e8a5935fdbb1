extension Configuration {
    /// How much a bridge takes on (DESIGN §9). What comes on top is refused, never queued.
    public struct Limits: Equatable, Sendable {
        /// Calls at once, of all trunks together.
        public var calls = 20_000
        /// Calls that have arrived and nobody has looked at yet.
        public var waitingArrivals = 4_096
        /// Connections at once, of all sources together.
        public var connections = 4_096
        /// Connections at once from one address.
        public var connectionsPerSource = 64
        /// How long a message on a connection may take from its first byte to its last.
        public var messageTime = Duration.seconds(10)
        /// How long a connection that carries nothing is kept, unless a phone is registered over it
        /// or a call runs with its other end.
        public var idleConnection = Duration.seconds(600)
        /// How long a connection may take to come about.
        public var connecting = Duration.seconds(5)
        /// How much may wait to be written to one connection, in bytes; one that lags is closed.
        public var unsentBytes = 1_048_576
        /// How long a caller may send no sound, where some was agreed, before the call is ended;
        /// nil: for ever. Some telephones send nothing while their microphone is off.
        public var silence: Duration? = .seconds(300)
        /// How long a call may wait to be answered by us.
        public var ringing = Duration.seconds(180)
        /// How long an agent's telephone that is rung may give no sign of life at all.
        public var signOfLife = Duration.seconds(5)
        /// How long to wait before a telephone that gave none is asked again.
        public var phoneRetry = Duration.seconds(10)
        /// Transactions of others' requests at once; each lives for half a minute beyond its
        /// answer where messages can get lost.
        public var transactions = 200_000
        /// How long a call may last, from its answer; nil: for ever.
        public var callTime: Duration?
        /// What refused callers are told to wait before they try again.
        public var retryAfter = Duration.seconds(10)
        /// How long a name server may take.
        public var lookUp = Duration.seconds(5)
        /// How long to wait before a registrar that was not found is looked for again.
        public var registrarRetry = Duration.seconds(30)

        /// The defaults.
        public init() {}
    }
}
