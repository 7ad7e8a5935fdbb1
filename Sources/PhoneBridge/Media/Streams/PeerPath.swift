import Glibc
import Telephony

/// How a socket reaches its peer.
///
/// A bound socket sends at less cost, and the system itself drops what strangers send; but a peer
/// whose packets come from another port than it told, as behind a router, is heard by an open one
/// only. So a socket is open at first, bound once a source is locked, or once the peer has been
/// silent for so long that it is taken at its word; and while a peer is silent, open again for a
/// moment now and then.
///
/// ```
///            a source is locked, or openTime is over
///   open ───────────────────────────────────────────▶ bound
///     ▲          nothing heard for boundTime            │
///     └─────────────────────────────────────────────────┘
/// ```
struct PeerPath {
    /// How long an open socket waits for a peer.
    static let openTime: Int64 = 2_000_000_000
    /// How long a peer may be silent before its socket opens again.
    static let boundTime: Int64 = 20_000_000_000

    /// Where packets are sent to.
    private(set) var peer: IPEndpoint
    /// The same, as the system takes it.
    private(set) var address: SocketAddress
    /// Whether the system knows the peer.
    private(set) var isBound = false
    /// Whether packets may wait that came before the socket was bound.
    var hasLeftovers = false
    private var since: Int64

    init(to peer: IPEndpoint, now: Int64) {
        self.peer = peer
        address = SocketAddress(peer)
        since = now
    }

    /// Sends somewhere else from now on, and listens to all.
    mutating func open(_ socket: Int32, to peer: IPEndpoint, now: Int64) {
        self.peer = peer
        address = SocketAddress(peer)
        since = now
        guard isBound else { return }
        // An address of no family ends the binding to a peer (connect(2)).
        var nobody = sockaddr()
        nobody.sa_family = sa_family_t(AF_UNSPEC)
        _ = connect(socket, &nobody, socklen_t(MemoryLayout<sockaddr>.size))
        isBound = false
    }

    /// Sends to and hears nobody but this peer from now on.
    mutating func bind(_ socket: Int32, to peer: IPEndpoint, now: Int64) {
        self.peer = peer
        address = SocketAddress(peer)
        since = now
        // Where the system knows no way there, each packet will tell.
        guard address.lend({ connect(socket, $0, $1) }) == 0 else { return }
        isBound = true
        hasLeftovers = true
    }

    /// Opens or binds the socket when it is time to, given when the peer was heard last.
    mutating func look(_ socket: Int32, lastHeard: Int64, now: Int64) {
        if isBound {
            if now - max(lastHeard, since) >= PeerPath.boundTime {
                open(socket, to: peer, now: now)
            }
        } else if now - since >= PeerPath.openTime {
            bind(socket, to: peer, now: now)
        }
    }
}
