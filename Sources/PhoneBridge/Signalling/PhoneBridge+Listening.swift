import NIOCore
import NIOPosix
import NIOSSL
import SIP
import Telephony

/// Opening the sockets that listen.
extension PhoneBridge {
    /// Opens all listeners of the configuration; none stays open where one can't be.
    func openListeners() async throws(PhoneBridgeError) {
        guard !configuration.listeners.isEmpty, configuration.listeners.count <= 255 else {
            throw PhoneBridgeError(
                .configuration, subject: "the list of listeners",
                detail: "there must be 1 to 255 of them")
        }
        for (index, address) in configuration.listeners.enumerated() {
            let number = UInt8(truncatingIfNeeded: index)
            do throws(PhoneBridgeError) {
                let channel = try await open(address, number: number)
                guard let bound = channel.localAddress.flatMap({ IPEndpoint(socket: $0) }) else {
                    throw PhoneBridgeError(.listening, subject: "\(address.endpoint)")
                }
                sockets.append(
                    OpenListener(
                        transport: address.transport, endpoint: bound,
                        advertised: advertised(bound), channel: channel))
            } catch {
                for socket in sockets { socket.channel.close(promise: nil) }
                sockets = []
                throw error
            }
        }
    }

    private func advertised(_ bound: IPEndpoint) -> IPEndpoint {
        if let told = configuration.advertisedAddress,
            told.isVersion6 == bound.address.isVersion6
        {
            return IPEndpoint(told, port: bound.port)
        }
        guard bound.address.isUnspecified else { return bound }
        return IPEndpoint(
            HostAddress.own(version6: bound.address.isVersion6), port: bound.port)
    }

    private func open(
        _ address: ListenAddress, number: UInt8
    ) async throws(PhoneBridgeError) -> any Channel {
        serverContexts[number] = try serverContext(address)
        do {
            let target = address.endpoint.socketAddress
            return switch address.transport {
            case .udp:
                try await datagrams(number, version6: address.endpoint.address.isVersion6)
                    .bind(to: target).get()
            case .tcp, .tls:
                try await streams(number, address: address).bind(to: target).get()
            }
        } catch {
            throw PhoneBridgeError(
                .listening, subject: "\(address.transport.name) \(address.endpoint)",
                detail: "\(error)")
        }
    }

    private func serverContext(
        _ address: ListenAddress
    ) throws(PhoneBridgeError) -> NIOSSLContext? {
        guard address.transport == .tls else { return nil }
        guard let certificate = address.certificate else {
            throw PhoneBridgeError(
                .configuration, subject: "tls \(address.endpoint)",
                detail: "it has no certificate")
        }
        return try TLSContexts.server(certificate)
    }

    /// The contexts of the listeners with the certificates of another configuration, whose places
    /// to listen do not count: one certificate is that of all.
    func renewedContexts(
        _ configuration: Configuration
    ) throws(PhoneBridgeError) -> [UInt8: NIOSSLContext] {
        guard let certificate = configuration.listeners.lazy.compactMap(\.certificate).first,
            !serverContexts.isEmpty
        else { return serverContexts }
        let context = try TLSContexts.server(certificate)
        return serverContexts.mapValues { _ in context }
    }

    private func datagrams(_ number: UInt8, version6: Bool) -> DatagramBootstrap {
        let bootstrap = DatagramBootstrap(group: loop)
            // A batch of the largest datagrams; pages that nothing is written to cost nothing.
            .channelOption(.datagramVectorReadMessageCount, value: DatagramHandler.batch)
            // What else waits is told of again: no call of the system to learn that nothing does.
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(
                .recvAllocator,
                value: FixedSizeRecvByteBufferAllocator(
                    capacity: DatagramHandler.batch * 65_536)
            )
            .channelOption(.socketOption(.so_rcvbuf), value: 4_194_304)
            .channelOption(.socketOption(.so_sndbuf), value: 4_194_304)
            .channelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        DatagramHandler(bridge: self, listener: number))
                }
            }
        return version6 ? bootstrap.channelOption(PhoneBridge.onlyVersion6, value: 1) : bootstrap
    }

    private func streams(_ number: UInt8, address: ListenAddress) -> ServerBootstrap {
        let bootstrap = ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: waterMark)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try assumeIsolated { bridge in
                        try bridge.take(
                            channel, listener: number, address.transport,
                            tls: bridge.serverContexts[number])
                    }
                }
            }
        return address.endpoint.address.isVersion6
            ? bootstrap.serverChannelOption(PhoneBridge.onlyVersion6, value: 1) : bootstrap
    }

    /// Beyond this much that the other side has not read, a connection is given up.
    var waterMark: ChannelOptions.Types.WriteBufferWaterMark {
        let high = max(2, configuration.limits.unsentBytes)
        return ChannelOptions.Types.WriteBufferWaterMark(low: high / 2, high: high)
    }

    private static let onlyVersion6 = ChannelOptions.Types.SocketOption(
        level: .ipv6, name: .ipv6_v6only)
}
