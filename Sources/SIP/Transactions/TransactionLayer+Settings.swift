extension TransactionLayer {
    /// How a layer behaves.
    public struct Settings: Equatable, Sendable {
        /// The spans of all timers.
        public var timers: TransactionTimers
        /// How we call ourselves in the Via of each listener, by its number (``Hop/local``).
        public var addresses: [UInt8: SentBy]
        /// How many server transactions may wait for their final response; beyond, new requests
        /// get 503 and leave no trace. Requests within dialogs and CANCELs, which end calls rather
        /// than begin them, may use a quarter more.
        public var serverLimit: Int
        /// How many answered server transactions are kept for retransmissions; beyond, the one
        /// answered longest ago is forgotten before its time.
        public var restingLimit: Int
        /// What `Retry-After` tells those refused for that reason.
        public var retryAfter: Duration
        /// The largest request that goes over UDP unless forced, in bytes (RFC 3261 §18.1.1).
        public var largestDatagram: Int
        /// Makes the To tags of responses that are made without a transaction unpredictable; a
        /// random number.
        public var tagSecret: UInt64

        /// The settings of the RFCs unless told otherwise.
        public init(
            timers: TransactionTimers = TransactionTimers(), addresses: [UInt8: SentBy] = [:],
            serverLimit: Int = 20_000, restingLimit: Int = 80_000,
            retryAfter: Duration = .seconds(5), largestDatagram: Int = 1300, tagSecret: UInt64 = 0
        ) {
            self.timers = timers
            self.addresses = addresses
            self.serverLimit = max(1, serverLimit)
            self.restingLimit = max(1, restingLimit)
            self.retryAfter = retryAfter
            self.largestDatagram = largestDatagram
            self.tagSecret = tagSecret
        }

        var reservedLimit: Int { serverLimit + serverLimit / 4 + 1 }
    }

    /// Where we say that we are: the `sent-by` of RFC 3261 §20.42.
    public struct SentBy: Equatable, Sendable {
        /// A name or an address.
        public var host: Host
        /// The port; nil for the transport's default.
        public var port: UInt16?

        /// Joins a host and a port.
        public init(_ host: Host, port: UInt16? = nil) {
            self.host = host
            self.port = port
        }
    }

    /// What lives in a layer.
    public struct Census: Equatable, Sendable {
        /// Transactions of the server's side.
        public var servers = 0
        /// Transactions of the client's side.
        public var clients = 0
        /// Timers that run.
        public var timers = 0
        /// Entries of the tables by which transactions are found.
        public var entries = 0

        /// A census of nothing.
        public static let empty = Census()
    }
}
