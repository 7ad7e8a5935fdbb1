import SIP
import Telephony

/// One party's side of a call, as the bridge keeps it.
struct BridgeLeg: Sendable {
    /// Where it is in its life.
    enum Phase: Equatable, Sendable {
        /// They called; nobody has answered. Out: `answered`, or the end.
        case ringing
        /// We called; they have not answered. Out: `answered`, or the end.
        case calling
        /// The call stands. Out: the end.
        case answered
    }

    /// What it is there for.
    enum Purpose: Equatable, Sendable {
        /// Somebody called, or we did, and whoever holds the line decides.
        case line
        /// Rung by ``PhoneLine/reach(_:within:)`` of another leg.
        case reach(for: LegID)
        /// Rung because another leg asked for it (RFC 3515), whose place it takes.
        case transfer(of: LegID)
    }

    /// Whom its party is to call in our place.
    struct Referral: Sendable {
        var target: SIPURI
        var replacing: LegID?
    }

    /// The name.
    let id: LegID
    /// How its party is heard.
    let line: PhoneLine
    /// Whom it belongs to.
    let peer: PeerID
    /// Whether the gate counts it.
    var isCounted: Bool
    /// Whether whoever took its line tells when what happened to it is written down: a BYE is
    /// answered only then.
    var isAttended = false
    /// What it is there for.
    var purpose = Purpose.line
    /// Where it is in its life.
    var phase: Phase
    /// What was said about sound.
    var session: MediaSession
    /// What an early answer will say, so that a refusal comes before the answer.
    var prepared: SessionDescription?
    /// The leg whose party hears this one.
    var partner: LegID?
    /// The leg that this one rings or has reached for its party.
    var reached: LegID?
    /// How often somebody was to be reached, or was released: what is found for an older wish
    /// comes too late.
    var wishes = 0
    /// Where its party is reached.
    var remote: SIPURI?
    /// Who waits for the end of a transfer of it.
    var transfer: CheckedContinuation<Int, Never>?
    /// A transfer that is to begin once the call stands on both sides.
    var dueReferral: Referral?
    /// Whether both sides know that it is answered: the ACK has come, or gone.
    var isConfirmed = false
    /// With whom it exchanges messages, so that these pass the gate as long as it lives.
    var visited: [IPAddress] = []
    /// Whether it is on hold.
    var isHeld = false
    /// The user of ours whose telephone it is; nil for all others.
    var user: String?
    /// Whether it was rung for somebody who wants to know all that its party does.
    var isRung = false
    /// Whether its party has put us on hold.
    var isHolding = false
    /// Whether its party waits to hear what becomes of the transfer that they asked for.
    var awaitsTransfer = false
    /// Until when its party may ring, where they have given no sign of life yet.
    var ringsUntil: Duration?

    /// Whether what its party does with hold and transfer is told.
    var isAgents: Bool { purpose == .line && (isRung || user != nil) }
}
