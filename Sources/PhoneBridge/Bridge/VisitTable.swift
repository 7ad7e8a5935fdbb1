import SIP
import Telephony

/// With which addresses legs of ours exchange messages, and in whose name.
///
/// What comes from there in such a name belongs to a call that runs, or did a moment ago, whatever
/// has become of the list of trunks meanwhile: whom we ring may answer, and who called may hang up.
///
/// ```
///   begin ─▶ staying ── end of the last leg ─▶ leaving ── 64 T1 ─▶ forgotten
///               ▲                                 │ begin
///               └─────────────────────────────────┘
/// ```
struct VisitTable: Sendable {
    /// What is kept of one name at one address.
    private struct Visit: Sendable {
        var legs = 0
        /// When nothing of the last leg can be under way any more; nil while there are legs.
        var end: Duration?

        func stands(at now: Duration) -> Bool { end.map { now < $0 } ?? true }
    }

    /// How long answers to a leg's last words may take: 64 times T1 (RFC 3261 §17.1.2.2).
    static let lastWords = Duration.seconds(32)
    /// How many addresses are kept at least before those that are over are swept out.
    private static let many = 1_024

    private var places: [IPAddress: [PeerID: Visit]] = [:]
    /// At how many addresses those that are over are swept out.
    private var sweepAt = VisitTable.many

    /// How many addresses are kept.
    var count: Int { places.count }

    /// A leg, or a registration, of a peer talks to an address from now on.
    mutating func begin(_ address: IPAddress, as peer: PeerID, now: Duration) {
        if places.count >= sweepAt { sweep(now) }
        var visit = places[address]?[peer] ?? Visit()
        visit.legs += 1
        visit.end = nil
        places[address, default: [:]][peer] = visit
    }

    /// Ends what ``begin(_:as:now:)`` began, once its last words have had their time.
    mutating func end(_ address: IPAddress, as peer: PeerID, now: Duration) {
        guard var visit = places[address]?[peer], visit.legs > 0 else { return }
        visit.legs -= 1
        if visit.legs == 0 { visit.end = now + VisitTable.lastWords }
        places[address]?[peer] = visit
    }

    /// Somebody in whose name an address is talked to; nil where it is not, or not any more.
    func peer(at address: IPAddress, now: Duration) -> PeerID? {
        places[address]?.first { $0.value.stands(at: now) }?.key
    }

    /// Whether an address is talked to in the name of a peer.
    func contains(_ address: IPAddress, as peer: PeerID, now: Duration) -> Bool {
        places[address]?[peer]?.stands(at: now) ?? false
    }

    /// Whether a leg that runs talks to an address.
    func hasLegs(at address: IPAddress) -> Bool {
        places[address]?.values.contains { $0.legs > 0 } ?? false
    }

    private mutating func sweep(_ now: Duration) {
        places = places.compactMapValues { visits in
            let left = visits.filter { $0.value.stands(at: now) }
            return left.isEmpty ? nil : left
        }
        sweepAt = max(VisitTable.many, 2 * places.count)
    }
}
