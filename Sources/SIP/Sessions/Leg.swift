/// One party's side of a call: the machine between the dialog's requests and the application.
///
/// All that a leg decides is in the files beside this one, by subject; each entry takes the
/// ``Desk``, which sends, keeps timers and collects effects.
struct Leg: Sendable {
    let id: LegID
    /// Who may send requests in the dialog.
    let peer: PeerID
    var phase: Phase
    var dialog: Dialog
    /// Where offer and answer stand (RFC 3264, RFC 6337).
    var exchange = Exchange.idle
    /// Whether an offer was ever answered.
    var hasAgreed = false
    /// What the peer said it can do.
    var abilities = Abilities()
    /// Our session description as last sent, for refreshes.
    var localSession: [UInt8] = []
    /// A 200 of ours that waits for its ACK.
    var acceptance: Acceptance?
    /// ACKs of ours, to be sent again for each repeated 200.
    var acknowledgements: [KeptACK] = []
    /// INVITEs of ours whose 2xx may come again.
    var answered: [TransactionID] = []
    /// Whether a re-INVITE of ours has no final response.
    var hasOwnReinvite = false
    /// Its transaction, once it is sent.
    var ownReinvite: TransactionID?
    /// The offer of ours that is under way.
    var openOffer: WantedOffer?
    /// What to offer as soon as no other offer is open.
    var wantedOffer: WantedOffer?
    /// How the session is kept alive (RFC 4028).
    var session: SessionTimer?
    /// Who we are towards the peer's challenges.
    var authentication: Authentication?
    /// A transfer that one side asked for.
    var transfer: Transfer?
    /// Requests that wait for the peer's address.
    var waiting: [Waiting] = []
    /// Which question for the peer's address is open.
    var lookUp: LookUpID?
    /// How many requests of ours are unanswered.
    var openRequests = 0
    /// A BYE that is due when the ACK has come (RFC 3261 §15), with its reason.
    var owedBye: OwedBye?
    /// The answer to the peer's BYE, while the application has not taken note of it.
    var farewell: Farewell?
    /// The timers that run.
    var armed: TimerKinds = []
    /// Whether we began the call, and so own its Call-ID (RFC 3261 §14.1).
    let isCaller: Bool
}

/// Where a leg is in its life.
enum Phase: Sendable {
    /// Their INVITE is unanswered. Out: `accepted` by 200; `over` by CANCEL, BYE, refusal, or a
    /// provisional response nobody acknowledges.
    indirect case arrived(Arrival)
    /// Our 200 is unacknowledged. Out: `established` by ACK; `over` by BYE or silence.
    case accepted
    /// Our INVITE is unanswered. Out: `established` by 2xx, `cancelling` by command, `over` by a
    /// final refusal or silence.
    indirect case calling(Calling)
    /// Our INVITE is unanswered and nobody wants it any more. Out: `over` by any final response.
    indirect case cancelling(Calling)
    /// The call stands. Out: `over` by BYE from either side, or by a failure that ends a dialog.
    case established
    /// The application has been told the end; what is still in flight comes to rest.
    case over

    /// Whether the application knows of the end.
    var isOver: Bool {
        switch self {
        case .over, .cancelling: true
        case .arrived, .accepted, .calling, .established: false
        }
    }
}

/// A 200 that is repeated until its ACK comes (RFC 3261 §13.3.1.4).
struct Acceptance: Sendable {
    let response: Response
    let transaction: TransactionID
    let number: UInt32
    var interval: Duration
    let deadline: Duration
}

/// An ACK for a 2xx, kept while the 2xx may be repeated (RFC 3261 §13.2.2.4).
struct KeptACK: Sendable {
    let number: UInt32
    /// The tag of the answering branch.
    let tag: String?
    /// The bytes and their way; nil until they are known.
    var bytes: [UInt8]
    var hop: Hop
}

/// An offer of ours that waits for its turn.
struct WantedOffer: Sendable {
    var body: [UInt8]
    /// Whether it only refreshes the session, so that the application hears nothing of it.
    var isRefresh = false
    /// How often it met an offer of the peer's.
    var collisions = 0
    /// Not to be sent before the glare timer fires.
    var isResting = false
}

/// A request that waits for an address.
struct Waiting: Sendable {
    var request: Request
    var purpose: Purpose
}

/// A BYE that is owed.
struct OwedBye: Sendable {
    var reason: String?
}

/// The answer to a BYE of the peer, which waits until the application has taken note of the end.
struct Farewell: Sendable {
    let response: Response
    let transaction: TransactionID
}

/// What the peer said it can do (Allow, Supported).
struct Abilities: OptionSet, Sendable {
    let rawValue: UInt8

    static let update = Abilities(rawValue: 1)
    static let reliableProvisional = Abilities(rawValue: 2)
    static let sessionTimer = Abilities(rawValue: 4)
    static let replaces = Abilities(rawValue: 8)
}

/// What a client transaction of a leg is for.
enum Purpose: Sendable, Equatable {
    case invite
    case reinvite
    /// With an offer, or a mere refresh.
    case update(offers: Bool)
    case acknowledge
    case bye
    /// Of a branch that answered second.
    case strayBye
    case prack
    case refer
    case notify
    case info
}

/// The timers of a leg.
struct TimerKinds: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// Our 200 is repeated, or its ACK given up.
    static let acceptance = TimerKinds(rawValue: 1)
    /// A reliable provisional response is repeated or given up.
    static let reliable = TimerKinds(rawValue: 2)
    /// The session is refreshed or has run out.
    static let session = TimerKinds(rawValue: 4)
    /// An offer that collided is tried again.
    static let glare = TimerKinds(rawValue: 8)
    /// The peer's BYE is answered, whether the application has taken note of it or not.
    static let farewell = TimerKinds(rawValue: 16)
    /// 2xx responses are not repeated any longer.
    static let acknowledgement = TimerKinds(rawValue: 32)
    /// A transfer whose end nobody reports.
    static let transfer = TimerKinds(rawValue: 64)
    /// Our INVITE has rung long enough.
    static let ringing = TimerKinds(rawValue: 128)

    static let all: [TimerKinds] = [
        .acceptance, .reliable, .session, .glare, .farewell, .acknowledgement, .transfer, .ringing,
    ]
}

/// Names a timer of the user agent.
struct TimerName: Hashable, Sendable {
    var leg: LegID
    var kind: TimerKinds
}
