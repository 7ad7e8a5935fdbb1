import NIOCore
import NIOPosix
import Telephony

@testable import PhoneBridge

/// A socket that sends what it is told, and hands over what comes as text.
final class RawPeer: Sendable {
    /// What came; ends when the other side closes.
    let received: Reader<String>
    private let channel: any Channel
    private let remote: IPEndpoint
    private let isDatagram: Bool

    /// Hands over what comes in.
    private final class Handler<Inbound>: ChannelInboundHandler {
        typealias InboundIn = Inbound
        private let feed: AsyncStream<String>.Continuation
        private let bytes: (Inbound) -> ByteBuffer

        init(
            _ feed: AsyncStream<String>.Continuation, _ bytes: @escaping (Inbound) -> ByteBuffer
        ) {
            self.feed = feed
            self.bytes = bytes
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let text = String(buffer: bytes(unwrapInboundIn(data)))
            // Two ends of lines are a sign of life, or a knock.
            if text != "\r\n\r\n" { feed.yield(text) }
        }

        func channelInactive(context: ChannelHandlerContext) { feed.finish() }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { feed.finish() }
    }

    private init(
        _ channel: any Channel, _ stream: AsyncStream<String>, remote: IPEndpoint, isDatagram: Bool
    ) {
        self.channel = channel
        received = Reader(stream)
        self.remote = remote
        self.isDatagram = isDatagram
    }

    /// A socket of UDP at an address of this machine.
    static func udp(to remote: IPEndpoint, from address: IPAddress = .loopback) async throws
        -> RawPeer
    {
        let (stream, feed) = AsyncStream.makeStream(of: String.self)
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Handler<AddressedEnvelope<ByteBuffer>>(feed) { $0.data })
                }
            }
            .bind(to: IPEndpoint(address, port: 0).socketAddress).get()
        return RawPeer(channel, stream, remote: remote, isDatagram: true)
    }

    /// A port of TCP at an end, and what comes in on the first connection to it.
    static func listener(at endpoint: IPEndpoint) async throws -> (any Channel, Reader<String>) {
        let (stream, feed) = AsyncStream.makeStream(of: String.self)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Handler<ByteBuffer>(feed) { $0 })
                }
            }
            .bind(to: endpoint.socketAddress).get()
        return (channel, Reader(stream))
    }

    /// A connection of TCP.
    static func tcp(to remote: IPEndpoint) async throws -> RawPeer {
        let (stream, feed) = AsyncStream.makeStream(of: String.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Handler<ByteBuffer>(feed) { $0 })
                }
            }
            .connect(to: remote.socketAddress).get()
        return RawPeer(channel, stream, remote: remote, isDatagram: false)
    }

    /// Where it is.
    var endpoint: IPEndpoint {
        channel.localAddress.flatMap { IPEndpoint(socket: $0) } ?? IPEndpoint(.loopback, port: 0)
    }

    /// Sends bytes.
    func send(_ bytes: [UInt8]) async throws {
        let buffer = ByteBuffer(bytes: bytes)
        if isDatagram {
            try await channel.writeAndFlush(
                AddressedEnvelope(remoteAddress: remote.socketAddress, data: buffer)
            ).get()
        } else {
            try await channel.writeAndFlush(buffer).get()
        }
    }

    /// Sends text.
    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Closes; it may be closed already.
    func close() async { try? await channel.close().get() }
}

extension RawPeer {
    /// A request with all that must be there, from this peer; with a tag of To, it is one of a
    /// call that stands.
    func request(
        _ method: String, _ call: Int = 1, transport: String = "UDP", headers: String = "",
        body: String = "", number: Int = 1, toTag: String? = nil
    ) -> String {
        let tag = toTag.map { ";tag=\($0)" } ?? ""
        return """
            \(method) sip:accueil@\(remote) SIP/2.0\r
            Via: SIP/2.0/\(transport) \(endpoint);branch=z9hG4bK\(call)\(method);rport\r
            Max-Forwards: 70\r
            From: <sip:tester@\(endpoint)>;tag=t\(call)\r
            To: <sip:accueil@\(remote)>\(tag)\r
            Call-ID: \(call)@tester\r
            CSeq: \(number) \(method)\r
            Contact: <sip:tester@\(endpoint)>\r
            \(headers)Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """
    }

    /// An offer of A-law.
    var offer: String {
        """
        v=0\r
        o=- 1 1 IN IP4 127.0.0.1\r
        s=-\r
        c=IN IP4 127.0.0.1\r
        t=0 0\r
        m=audio 39998 RTP/AVP 8 101\r
        a=rtpmap:101 telephone-event/8000\r

        """
    }

    /// An INVITE with that offer.
    func invite(_ call: Int = 1, transport: String = "UDP") -> String {
        request(
            "INVITE", call, transport: transport, headers: "Content-Type: application/sdp\r\n",
            body: offer)
    }
}
