import NIOCore
import SIP
import Telephony

/// Hands the datagrams of one socket to the bridge, on whose loop it lives.
final class DatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    /// How many datagrams are taken from the socket at once.
    static let batch = 16

    private let bridge: PhoneBridge
    private let listener: UInt8
    /// How many have come of this batch.
    private var count = 0

    /// - Parameters:
    ///   - bridge: who takes the datagrams.
    ///   - listener: the number of the socket among the listeners.
    init(bridge: PhoneBridge, listener: UInt8) {
        self.bridge = bridge
        self.listener = listener
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        count += 1
        let envelope = unwrapInboundIn(data)
        guard let remote = IPEndpoint(socket: envelope.remoteAddress) else { return }
        let (bytes, listener) = (envelope.data, listener)
        bridge.assumeIsolated { $0.receive(bytes, from: remote, on: listener) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        let (isFull, listener) = (count == DatagramHandler.batch, listener)
        count = 0
        let waiting = isFull ? QueueLength.of(context.channel) : 0
        bridge.assumeIsolated { $0.noteQueue(of: listener, waiting: waiting) }
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // An ICMP message about an earlier datagram; the socket goes on.
        let listener = listener
        bridge.assumeIsolated { $0.socketComplained("\(error)", listener: listener) }
    }
}
