/// What a machine wants done; its transaction keeps the messages that the acts speak of.
enum TransactionAct: Equatable, Sendable {
    /// Send the request, or the last response, (again).
    case send
    /// Send the ACK that a refusal is answered with (RFC 3261 §17.1.1.3).
    case acknowledge
    /// Send the CANCEL of the INVITE (RFC 3261 §9.1).
    case takeBack
    /// Hand what has come to the user agent.
    case pass
    /// Start a timer.
    case set(TransactionTimer, Duration)
    /// Stop a timer.
    case cancel(TransactionTimer)
    /// Tell the user agent that nothing has come in time.
    case timedOut
    /// Tell the user agent that the transport has failed.
    case failed
    /// Forget the transaction, with all timers of it.
    case end
}

/// What happens to a client transaction.
enum ClientEvent: Equatable, Sendable {
    /// The user agent has made the transaction.
    case started
    /// A 1xx has come.
    case provisional
    /// A 2xx has come.
    case success
    /// A response of 300 or more has come.
    case failure
    /// The user agent takes its INVITE back (RFC 3261 §9.1).
    case cancelled
    /// A timer has run out.
    case fired(TransactionTimer)
    /// The request could not be sent, or its connection is gone.
    case transportFailed
}

/// What happens to a server transaction.
enum ServerEvent: Equatable, Sendable {
    /// The request has come for the first time.
    case started
    /// The request has come again.
    case request
    /// The ACK has come.
    case acknowledged
    /// The user agent answers with a 1xx.
    case provisional
    /// The user agent answers with a 2xx.
    case success
    /// The user agent answers with 300 or more.
    case failure
    /// A timer has run out.
    case fired(TransactionTimer)
    /// A response could not be sent, or its connection is gone.
    case transportFailed
}
