import Glibc
import NIOCore
import NIOPosix
import SIP
import Telephony

/// Finding out at once that nobody listens where a call goes over UDP.
///
/// The system tells a socket that speaks to one end only when that end's port is closed (an ICMP
/// message, RFC 1122 §4.1.3.3); one that speaks to many is left to wait for half a minute. So a call
/// is accompanied by a knock: an empty line, which servers leave alone (RFC 3261 §7.5, RFC 5626
/// §3.5.1), from a socket of its own. A knock that is refused counts unless the end is heard of all
/// the same, within the time after which a request would be repeated.
///
/// ```
///                 refused               nothing heard for T1
///   waiting ────────────────▶ refused ───────────────────────▶ the call has failed there
///      │   heard of it           │ heard of it
///      └─────────▶ open ◀────────┘            each is forgotten after its life
/// ```
extension PhoneBridge {
    /// One end that is knocked at.
    struct Knock {
        enum State {
            case waiting
            case refused
            case open
        }

        let hop: Hop
        var state = State.waiting
        var channel: (any Channel)?
    }

    /// How many ends are knocked at at once; calls to others wait for their answer.
    private static let mostKnocks = 64
    /// How long what was found out of an end is kept.
    private static let knockLife = TimeAmount.seconds(2)
    /// T1, after which a request is repeated (RFC 3261 §17.1.1.1).
    private static let grace = TimeAmount.milliseconds(500)

    /// Knocks at those hops of a call that take datagrams.
    func knock(at hops: [Hop]) {
        for hop in hops where hop.transport == .udp {
            if let knock = knocks[hop.remote] {
                if case .refused = knock.state { giveUp(soonOn: hop.remote) }
            } else if knocks.count < PhoneBridge.mostKnocks, !isOver {
                beginKnock(at: hop)
            }
        }
    }

    private func beginKnock(at hop: Hop) {
        let remote = hop.remote
        knocks[remote] = Knock(hop: hop)
        DatagramBootstrap(group: loop)
            .channelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        KnockHandler(bridge: self, remote: remote))
                }
            }
            .connect(to: remote.socketAddress)
            .whenSuccess { [self] channel in assumeIsolated { $0.knock(at: remote, on: channel) } }
        loop.scheduleTask(in: PhoneBridge.knockLife) { [self] in
            assumeIsolated { $0.endKnock(at: remote) }
        }
    }

    private func knock(at remote: IPEndpoint, on channel: any Channel) {
        guard case .waiting = knocks[remote]?.state else { return channel.close(promise: nil) }
        knocks[remote]?.channel = channel
        channel.writeAndFlush(ByteBuffer(string: "\r\n\r\n"), promise: nil)
    }

    /// Nobody listens at an end, says the system.
    func refusedKnock(at remote: IPEndpoint) {
        guard case .waiting = knocks[remote]?.state else { return }
        knocks[remote]?.state = .refused
        giveUp(soonOn: remote)
    }

    private func giveUp(soonOn remote: IPEndpoint) {
        loop.scheduleTask(in: PhoneBridge.grace) { [self] in
            assumeIsolated { $0.giveUp(on: remote) }
        }
    }

    /// What is on its way to an end that is closed has failed. What goes elsewhere instead may come
    /// to another end of which that is known already.
    private func giveUp(on remote: IPEndpoint) {
        guard case .refused = knocks[remote]?.state else { return }
        let closed = knocks.values.filter { if case .refused = $0.state { true } else { false } }
        for _ in closed {
            for knock in closed { fail(knock.hop, "nobody listens at \(knock.hop.remote)") }
        }
    }

    /// Something was heard of an end, so that somebody listens there.
    func heard(from remote: IPEndpoint) {
        guard let knock = knocks[remote] else { return }
        knocks[remote]?.state = .open
        knocks[remote]?.channel = nil
        knock.channel?.close(promise: nil)
    }

    /// Forgets what was found out of an end.
    func endKnock(at remote: IPEndpoint) {
        knocks.removeValue(forKey: remote)?.channel?.close(promise: nil)
    }
}

/// Hears that a knock was refused.
private final class KnockHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let bridge: PhoneBridge
    private let remote: IPEndpoint

    init(bridge: PhoneBridge, remote: IPEndpoint) {
        self.bridge = bridge
        self.remote = remote
    }

    /// An answer to an empty line is no matter.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard (error as? IOError)?.errnoCode == ECONNREFUSED else { return }
        let remote = remote
        bridge.assumeIsolated { $0.refusedKnock(at: remote) }
    }
}
