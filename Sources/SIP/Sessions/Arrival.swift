/// An INVITE of the peer that has no final response yet.
struct Arrival: Sendable {
    let request: Request
    let transaction: TransactionID
    /// Whether provisional responses are acknowledged.
    let reliability: Reliability
    /// The provisional response that waits for its PRACK.
    var unacknowledged: ReliableResponse?
    /// The number of the last reliable response; 0 before the first.
    var responseNumber: UInt32 = 0
    /// What follows when the PRACK has come.
    var following: [Following] = []

    /// What the INVITE says about RFC 3262.
    enum Reliability: Sendable { case never, possible, required }

    /// A response that had to wait for a PRACK.
    enum Following: Sendable {
        case ring(SessionDescription?, reliably: Bool)
        case accept(SessionDescription?)
    }
}

/// A provisional response that is repeated until its PRACK comes (RFC 3262 §3).
struct ReliableResponse: Sendable {
    let response: Response
    let number: UInt32
    var interval: Duration
    let deadline: Duration
}

/// An INVITE of ours that has no final response yet.
struct Calling: Sendable {
    var call: OutgoingCall
    /// The INVITE as last sent.
    var request: Request
    var transaction: TransactionID?
    /// Where it went.
    var hop: Hop
    /// Where to try next.
    var otherHops: [Hop]
    /// Whether the peer has asked for a longer session interval already.
    var hasWidened = false
    /// The branches that answered provisionally; several behind a forking proxy.
    var branches: [Branch] = []

    /// An early dialog of our call.
    struct Branch: Sendable {
        var dialog: Dialog
        /// The number of the last reliable response.
        var responseNumber: UInt32?
        /// What the branch answered to our offer, reliably or as a preview.
        var answer: SessionDescription?
        /// Whether the answer is settled, so that UPDATE may offer again.
        var isSettled = false
    }
}

/// How a session is kept alive (RFC 4028).
struct SessionTimer: Sendable {
    var interval: Duration
    /// Whether we are the one to refresh it.
    var weRefresh: Bool
    /// When it has run out without a refresh.
    var deadline: Duration
}

/// A transfer that one side of a leg asked for (RFC 3515).
enum Transfer: Sendable {
    /// The peer asked; the application has not said yes or no.
    case asked(Request, TransactionID)
    /// We told the peer yes and report; without a subscription nothing is reported
    /// (RFC 4488).
    case reporting(id: UInt32)
    /// We asked the peer, and wait for its word.
    case asking
    /// It said yes, and reports.
    case listening
}
