/// What happens on a leg, in the order in which it happened. Nothing follows ``ended(_:)`` but
/// ``referProgress(_:)``.
public enum LegEvent: Sendable {
    /// A call came in; 100 Trying is on its way. Answer with ``UserAgent/Command/ring(_:_:reliably:)``,
    /// ``UserAgent/Command/accept(_:_:)`` or ``UserAgent/Command/reject(_:_:)``.
    case arrived(IncomingInvite)
    /// Our call rings (180), is forwarded (181), waits (182) or progresses (183), with early media
    /// where there is a session description.
    case progress(status: Int, SessionDescription?)
    /// Our call was answered: the peer's answer to our offer. Nil when we had made none and
    /// ``offered(_:)`` follows or has come before, or when the session was changed since by an
    /// offer before the answer.
    case answered(SessionDescription?)
    /// The peer acknowledged our 200: the call stands.
    case confirmed
    /// The peer offers another session, or (nil) asks for an offer of ours. Answer with
    /// ``UserAgent/Command/answerOffer(_:_:)``.
    case offered(SessionDescription?)
    /// The peer answered our offer.
    case offerAnswered(SessionDescription)
    /// The peer refused our offer: the session stays as it was.
    case offerRefused(status: Int)
    /// The peer sent an INFO of a type that ``UserAgent/Settings/infoTypes`` lists.
    case info(contentType: String, body: [UInt8])
    /// The peer asks us to call someone else. Answer with ``UserAgent/Command/answerRefer(_:accept:)``.
    case referred(ReferRequest)
    /// How the call goes that we asked the peer to make: 100...199 under way, 200...299 answered,
    /// beyond that failed.
    case referProgress(status: Int)
    /// The leg is over. Where it was a BYE that ended it, its answer waits for
    /// ``UserAgent/Command/answerBye(_:)``.
    case ended(LegEnd)
}

/// A call that came in.
public struct IncomingInvite: Sendable {
    /// The INVITE as it was received, for what is not told apart here.
    public var request: Request
    /// What the caller offers; nil when we are to make the offer.
    public var offer: SessionDescription?
    /// Where it came from.
    public var hop: Hop
    /// Who sent it, as the gate knows.
    public var peer: PeerID
    /// The leg whose place it is to take (RFC 3891): answer this one, then hang that one up.
    public var replaces: LegID?
}

/// A transfer that the peer asks for (RFC 3515).
public struct ReferRequest: Sendable {
    /// Whom to call, without the headers of its URI.
    public var target: SIPURI
    /// Our leg with the target whose dialog is to be replaced, when it is one of ours.
    public var replaces: LegID?
    /// The Replaces header for the new INVITE, when the dialog is not one of ours.
    public var replacesText: String?
    /// The Referred-By header, to be passed on (RFC 3892).
    public var referredBy: String?
}

/// How a leg ended.
public struct LegEnd: Sendable, Equatable {
    /// Who ended it.
    public enum Party: Sendable, Equatable {
        /// We did, by command.
        case us
        /// The peer did: CANCEL, BYE or a final response.
        case peer
        /// Nobody meant to: silence, a broken connection, a broken protocol.
        case failure
    }

    /// Who ended it.
    public var by: Party
    /// The status that ended it; nil after a BYE.
    public var status: Int?
    /// The words with it, from the peer's `Reason` header or status line.
    public var reason: String
    /// Where else the peer may be called: the contacts of a 3xx, in the order of the peer.
    public var contacts: [SIPURI] = []
    /// When the peer wants to be called again.
    public var retryAfter: Duration?
}
