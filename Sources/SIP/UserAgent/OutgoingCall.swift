/// What is needed to call someone.
public struct OutgoingCall: Sendable {
    /// Whom to call.
    public var target: SIPURI
    /// Where to send the INVITE, best first; the next is tried when one fails, is silent or
    /// answers 503 (RFC 3263 §4.3).
    public var hops: [Hop]
    /// The identity of the peer: in-dialog requests from any other are refused.
    public var peer: PeerID
    /// Who calls: the URI of the From header.
    public var from: SIPURI
    /// The name beside it.
    public var displayName: String?
    /// Our offer; nil asks the peer for one (a late offer).
    public var offer: SessionDescription?
    /// What to answer a challenge with.
    public var credentials: Credentials?
    /// A leg whose place the new call takes at the target (RFC 3891).
    public var replaces: LegID?
    /// How long the other side may take to answer, all tries together; then the call is taken back,
    /// and ends with 408. Three minutes unless told otherwise, as proxies wait (RFC 3261 §16.6).
    public var patience = Duration.seconds(180)
    /// How many hops the call may still make: one less than the incoming leg's, 70 without one.
    public var maxForwards: Int
    /// Further headers, such as P-Asserted-Identity, Referred-By or a Replaces from a REFER.
    public var headers: HeaderFields

    /// Puts a call together.
    public init(
        target: SIPURI, hops: [Hop], peer: PeerID, from: SIPURI, displayName: String? = nil,
        offer: SessionDescription?, credentials: Credentials? = nil, replaces: LegID? = nil,
        maxForwards: Int = 70, headers: HeaderFields = HeaderFields()
    ) {
        self.target = target
        self.hops = hops
        self.peer = peer
        self.from = from
        self.displayName = displayName
        self.offer = offer
        self.credentials = credentials
        self.replaces = replaces
        self.maxForwards = maxForwards
        self.headers = headers
    }
}
