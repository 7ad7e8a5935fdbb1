import NIOCore
import NIOPosix
import NIOSSL
public import SIP
public import Telephony

/// Asks a trunk whether it is there, by OPTIONS over the transport that calls through it take
/// (RFC 3261 §11).
///
/// ```swift
/// switch try await TrunkProbe(address).ask()?.answer {
/// case .status(let status, _): print("it answers \(status)")
/// default: print("nobody there")
/// }
/// ```
public struct TrunkProbe: Sendable {
    /// What came of asking.
    public enum Answer: Equatable, Sendable {
        /// An answer of SIP: its status, 200...699, and its words.
        case status(Int, String)
        /// Nothing in time.
        case silence
        /// An answer that is not SIP.
        case garbage
        /// No way there, in the words of the system.
        case unreachable(String)
        /// A certificate that is not trusted, and why.
        case untrusted(String)
    }

    /// Who was asked, and what came of it.
    public struct Report: Equatable, Sendable {
        /// How messages travel.
        public let transport: Transport
        /// The address and port.
        public let endpoint: IPEndpoint
        /// What came of it.
        public let answer: Answer
    }

    private let address: Trunk.Address
    private let transports: [Transport]
    private let patience: Duration

    /// A question to a trunk.
    ///
    /// - Parameters:
    ///   - address: where the trunk is reached.
    ///   - transports: those that may be taken where the address names none, the preferred first.
    ///   - patience: how long looking up its name may take, and how long its answer.
    public init(
        _ address: Trunk.Address, transports: [Transport] = Transport.allCases,
        patience: Duration = .seconds(2)
    ) {
        self.address = address
        self.transports = transports
        self.patience = patience
    }

    /// Asks, at the best of its locations.
    ///
    /// - Returns: what came of it; nil where its name leads to no address.
    /// - Throws: `certificate` where its authorities can't be read.
    public func ask() async throws(PhoneBridgeError) -> Report? {
        let resolver = Resolver(servers: [], patience: patience, clock: { .sinceBoot })
        defer { resolver.close() }
        var chance = SystemRandomNumberGenerator()
        let locations = await resolver.locations(
            of: Place(address), usable: transports, using: &chance)
        guard let location = locations.first else { return nil }
        let tls =
            location.transport == .tls
            ? try TLSContexts.client(
                verifies: address.verifiesCertificate, authorities: address.authorities) : nil
        return Report(
            transport: location.transport, endpoint: location.endpoint,
            answer: await answer(at: location, tls))
    }

    private func answer(at location: Location, _ tls: NIOSSLContext?) async -> Answer {
        let loop = SignallingLoop.loop
        let answer = loop.makePromise(of: Answer.self)
        // The first word counts, whoever has it.
        let end = loop.scheduleTask(in: .nanoseconds(Int64(clamping: patience.wholeNanoseconds))) {
            answer.succeed(.silence)
        }
        connect(to: location, tls, answer, on: loop).whenComplete { result in
            switch result {
            case .success(let channel):
                answer.futureResult.whenComplete { _ in channel.close(promise: nil) }
            case .failure(let error): answer.succeed(Answer(error))
            }
        }
        defer { end.cancel() }
        do {
            return try await answer.futureResult.get()
        } catch {
            return Answer(error)
        }
    }

    private func connect(
        to location: Location, _ tls: NIOSSLContext?, _ answer: EventLoopPromise<Answer>,
        on loop: any EventLoop
    ) -> EventLoopFuture<any Channel> {
        let target = location.endpoint.socketAddress
        let name = IPAddress(address.host) == nil ? address.host : nil
        let handler: @Sendable () -> ProbeHandler = {
            ProbeHandler(location, host: address.host, answer)
        }
        guard location.transport != .udp else {
            return DatagramBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandlers([
                            DatagramOpener(), handler(),
                        ])
                    }
                }
                .connect(to: target)
        }
        return ClientBootstrap(group: loop)
            .connectTimeout(.nanoseconds(Int64(clamping: patience.wholeNanoseconds)))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls {
                        try pipeline.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: name))
                    }
                    try pipeline.addHandler(handler())
                }
            }
            .connect(to: target)
    }
}

extension TrunkProbe.Answer {
    fileprivate init(_ error: any Error) {
        switch ConnectionFault(error) {
        case .certificate(let reason): self = .untrusted(reason)
        case .other(let reason): self = .unreachable(reason)
        }
    }
}

/// Takes datagrams out of their envelopes.
private final class DatagramOpener: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias InboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(wrapInboundOut(unwrapInboundIn(data).data))
    }
}

/// Asks once the way is open, and waits for a final answer.
private final class ProbeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let location: Location
    private let host: String
    private let answer: EventLoopPromise<TrunkProbe.Answer>
    private var splitter = MessageSplitter()

    init(_ location: Location, host: String, _ answer: EventLoopPromise<TrunkProbe.Answer>) {
        self.location = location
        self.host = host
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        let own = context.localAddress.flatMap { IPEndpoint(socket: $0) }
        let question = question(from: own ?? IPEndpoint(.loopback, port: 0))
        context.writeAndFlush(
            wrapOutboundOut(ByteBuffer(bytes: question.bytes())), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data).readableBytesView
        do throws(MessageError) {
            if location.transport == .udp {
                take(try MessageReader.read([UInt8](bytes)))
            } else {
                splitter.append(bytes)
                while let item = try splitter.next() {
                    if case .message(let message) = item { take(message) }
                }
            }
        } catch {
            answer.succeed(.garbage)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        answer.succeed(.unreachable("it closed the connection"))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.succeed(TrunkProbe.Answer(error))
    }

    private func take(_ message: Message) {
        guard case .response(let response) = message, response.status >= 200 else { return }
        answer.succeed(.status(response.status, LogText.escaped(response.reason)))
    }

    private func question(from own: IPEndpoint) -> Request {
        let target = SIPURI(
            host: Host(host) ?? .address(location.endpoint.address), port: location.endpoint.port)
        let ours = SIPURI(user: "doctor", host: .address(own.address), port: own.port)
        let name = String(UInt64.random(in: 0 ... .max), radix: 36)
        var from = NameAddress(.sip(ours))
        from.parameters.set("tag", to: name)
        let via = Via(
            location.transport, host: .address(own.address), port: own.port,
            branch: Via.magicCookie + name)
        return Request(
            .options, .sip(target),
            headers: HeaderFields([
                .via: via.description, .maxForwards: "70", .from: from.description,
                .to: NameAddress(.sip(target)).description, .callID: name,
                .cSeq: CSeq(1, .options).description, .accept: "application/sdp",
            ]))
    }
}
