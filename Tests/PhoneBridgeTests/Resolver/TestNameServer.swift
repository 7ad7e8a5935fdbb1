import NIOCore
import NIOPosix
import Synchronization
import Telephony

@testable import PhoneBridge

/// A name server on loopback that knows a few records and counts what it is asked.
final class TestNameServer: Sendable {
    private let channel: any Channel
    private let desk: Desk

    private final class Desk: Sendable {
        let records: [DNSRecord]
        let questions = Mutex<[String]>([])
        init(_ records: [DNSRecord]) { self.records = records }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>
        typealias OutboundOut = AddressedEnvelope<ByteBuffer>
        private let desk: Desk
        init(_ desk: Desk) { self.desk = desk }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let envelope = unwrapInboundIn(data)
            let bytes = Array(envelope.data.readableBytesView)
            guard let (name, kind) = DNSWriter.question(bytes) else { return }
            desk.questions.withLock { $0.append("\(kind) \(name)") }
            let found = desk.records.filter { $0.name == name && $0.content.kind == kind }
            context.writeAndFlush(
                wrapOutboundOut(
                    AddressedEnvelope(
                        remoteAddress: envelope.remoteAddress,
                        data: ByteBuffer(bytes: DNSWriter.answer(to: bytes, found)))),
                promise: nil)
        }
    }

    /// Starts on a port that the system picks.
    init(_ records: [DNSRecord]) async throws {
        let desk = Desk(records)
        self.desk = desk
        channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(desk))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    /// Where it listens.
    var endpoint: IPEndpoint {
        IPEndpoint(.loopback, port: UInt16(channel.localAddress?.port ?? 0))
    }

    /// What it was asked, as `kind name`.
    var questions: [String] { desk.questions.withLock { $0 } }

    /// Ends.
    func end() async throws { try await channel.close().get() }
}

extension DNSRecord.Content {
    /// What it answers.
    fileprivate var kind: DNSKind? {
        switch self {
        case .address(let address): address.isVersion6 ? .version6 : .version4
        case .service: .service
        case .rule: .rule
        case .alias: nil
        }
    }
}

extension DNSRecord {
    /// A record that may be kept for a minute.
    static func fixture(_ name: String, _ content: Content, lifetime: UInt32 = 60) -> DNSRecord {
        DNSRecord(name: name, lifetime: lifetime, content: content)
    }
}
