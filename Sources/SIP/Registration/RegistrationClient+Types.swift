extension RegistrationClient {
    /// One account with a provider.
    public struct Settings: Equatable, Sendable {
        /// Who we are there: the address of record, in From and To.
        public var account: SIPURI
        /// Where the account is registered: the provider's domain, without a user.
        public var registrar: SIPURI
        /// Where calls to the account shall come to.
        public var contact: SIPURI
        /// How long a registration shall last; the provider may grant less.
        public var expires: Duration

        /// Describes an account.
        public init(
            account: SIPURI, registrar: SIPURI, contact: SIPURI, expires: Duration = .seconds(3600)
        ) {
            self.account = account
            self.registrar = registrar
            self.contact = contact
            self.expires = min(max(expires, .seconds(60)), .seconds(86_400))
        }
    }

    /// What happens to a registration.
    public enum Event: Equatable, Sendable {
        /// It shall begin.
        case start
        /// ``RegistrationClient/State/nextDeadline`` has come.
        case timePassed
        /// The registrar has answered the last request.
        case answered(Response)
        /// The last request had no answer, or could not be sent.
        case unanswered
        /// It shall end: we are shutting down.
        case stop
    }

    /// What a registration wants.
    public enum Effect: Equatable, Sendable {
        /// Send this request in a transaction.
        case send(Request)
        /// Tell how it is.
        case report(Status)
    }

    /// How a registration is.
    public enum Status: Equatable, Sendable {
        /// Calls find us for so long, and on, since it will be refreshed.
        case registered(Duration)
        /// It did not work, with this answer if there was one; the next try comes by itself.
        case failed(status: Int?, retryIn: Duration)
        /// It is over, as told.
        case ended
    }

    /// Where a registration stands.
    public struct State: Sendable {
        enum Phase: Equatable, Sendable {
            /// Not begun, or over: `start` leads out.
            case off
            /// A request is under way: its end leads out.
            case asking(Request)
            /// Bound: time leads out.
            case registered(refreshAt: Duration)
            /// Waiting after a failure: time leads out.
            case resting(until: Duration)
            /// Taking back our contact: any end leads out.
            case leaving(Request)

            var request: Request? {
                switch self {
                case .asking(let request), .leaving(let request): request
                case .off, .registered, .resting: nil
                }
            }
        }

        var phase = Phase.off
        var credentials: DigestClient?
        var callID = ""
        var tag = ""
        var number: UInt32 = 0
        /// Requests beyond the first that one round has taken.
        var tries = 0
        /// Rounds that failed, one after another.
        var failures = 0
        /// The shortest time that the registrar takes (RFC 3261 §10.2.8).
        var leastExpires = Duration.zero
        /// Whether the registrar may have a contact of ours.
        var mayBeBound = false

        /// Nothing begun, with the name and password to show if asked.
        public init(credentials: DigestClient?) { self.credentials = credentials }

        /// When ``Event/timePassed`` is due; nil while nothing is waited for but an answer.
        public var nextDeadline: Duration? {
            switch phase {
            case .registered(let deadline), .resting(let deadline): deadline
            case .off, .asking, .leaving: nil
            }
        }

        /// Whether it is over, or has not begun.
        public var isOff: Bool { phase == .off }

        /// A challenge, a stale nonce and a time too short are answered at once, not more.
        static let mostTries = 3

        func expires(_ settings: Settings) -> Duration { max(settings.expires, leastExpires) }

        mutating func begin(using generator: inout some RandomNumberGenerator) {
            callID = String(generator.next() as UInt64, radix: 36)
            callID += String(generator.next() as UInt64, radix: 36)
            tag = String(generator.next() as UInt64, radix: 36)
            failures = 0
            mayBeBound = false
        }
    }
}
