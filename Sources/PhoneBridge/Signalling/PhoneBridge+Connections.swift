import NIOCore
import NIOPosix
import NIOSSL
import SIP
import Telephony

/// The life of the connections of TCP and TLS.
extension PhoneBridge {
    /// A connection was refused before its first byte.
    struct Unwelcome: Error {}

    /// Takes a connection that somebody made to us, or refuses it.
    func take(
        _ channel: any Channel, listener: UInt8, _ transport: Transport, tls: NIOSSLContext?
    ) throws {
        let limits = configuration.limits
        guard let remote = channel.remoteAddress.flatMap({ IPEndpoint(socket: $0) }), !isOver else {
            throw Unwelcome()
        }
        guard isKnown(remote.address) else {
            complain(
                .ignored("connection"), from: remote.address,
                "closed a connection from \(remote): stranger")
            throw Unwelcome()
        }
        guard connections.count < limits.connections,
            connections.count(with: remote.address) < limits.connectionsPerSource
        else {
            complain(
                .ignored("connection"), from: remote.address,
                "closed a connection from \(remote): there are too many")
            throw Unwelcome()
        }
        let entry = connections.add(
            transport, to: remote, local: listener, channel: channel, now: now)
        if let tls {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
        }
        try channel.pipeline.syncOperations.addHandler(StreamHandler(bridge: self, id: entry.id))
        watchConnections()
        handle(.connected(entry.hop))
    }

    /// Something came in on a connection.
    ///
    /// - Parameters:
    ///   - id: the number of the connection.
    ///   - isIncomplete: whether the last message on it is not yet whole.
    func heard(onConnection id: UInt64, isIncomplete: Bool) {
        let moment = now
        guard var entry = connections[id] else { return }
        entry.lastHeard = moment
        entry.isReady = true
        entry.incompleteSince = isIncomplete ? entry.incompleteSince ?? moment : nil
        connections[id] = entry
    }

    /// Answers a ping with a pong (RFC 5626 §3.5.1).
    func answerPing(onConnection id: UInt64) {
        guard let channel = connections[id]?.channel else { return }
        channel.writeAndFlush(ByteBuffer(bytes: MessageSplitter.pong), promise: nil)
    }

    /// Whether an address is listed, or one that we ring.
    private func isKnown(_ address: IPAddress) -> Bool {
        gate.peer(at: address) != nil || visits.peer(at: address, now: now) != nil
    }

    /// Takes a message that came in on a connection.
    func receive(_ message: Message, onConnection id: UInt64) {
        guard var entry = connections[id] else { return }
        // A whole message has come; the next has its own time.
        entry.incompleteSince = nil
        connections[id] = entry
        // A stream slows its sender down by itself: what counts are the messages.
        guard let sender = admit(0, from: entry.remote) else { return }
        receive(message, from: entry.hop, sender: sender)
    }

    /// Answers what can't be read, where it can be answered, and ends the connection.
    func refuse(_ error: MessageError, onConnection id: UInt64) {
        guard let entry = connections[id] else { return }
        refuse(error, from: entry.hop)
        connectionEnded(id, reason: "\(error)")
    }

    /// Forgets a connection and closes it; what waits on it has failed.
    func connectionEnded(_ id: UInt64, reason: String) {
        guard let entry = connections.remove(id) else { return }
        entry.channel?.close(promise: nil)
        if !entry.isReady {
            complain(
                .transport, from: entry.remote.address,
                "no \(entry.transport.name) with \(entry.remote): \(reason)")
        }
        for user in registrar.connectionClosed(entry.hop) { settlePhone(of: user) }
        for hop in entry.hops { handle(.transportFailed(hop, reason: reason)) }
    }

    /// Sends over the connection of a hop, or another that leads there, or a new one.
    func sendOverStream(_ bytes: [UInt8], to hop: Hop) {
        if let id = hop.connection, let entry = connections[id] {
            write(bytes, on: entry)
        } else if let entry = connections.connection(hop.transport, to: hop.remote) {
            connections[entry.id]?.hops.insert(hop)
            write(bytes, on: entry)
        } else {
            connect(to: hop, sending: bytes)
        }
    }

    private func write(_ bytes: [UInt8], on entry: ConnectionTable.Entry) {
        guard let channel = entry.channel else {
            guard entry.waiting.count < 64 else {
                return connectionEnded(entry.id, reason: "too much waits for it")
            }
            connections[entry.id]?.waiting.append(bytes)
            return
        }
        send([bytes], on: channel, id: entry.id)
    }

    private func send(_ messages: [[UInt8]], on channel: any Channel, id: UInt64) {
        for bytes in messages {
            let written = loop.makePromise(of: Void.self)
            written.futureResult.whenComplete { [self] result in
                assumeIsolated { bridge in
                    switch result {
                    // Behind TLS, what is written waits for its handshake.
                    case .success: bridge.connections[id]?.isReady = true
                    case .failure(let error):
                        bridge.connectionEnded(id, reason: "\(ConnectionFault(error))")
                    }
                }
            }
            channel.write(ByteBuffer(bytes: bytes), promise: written)
        }
        channel.flush()
    }

    private func connect(to hop: Hop, sending bytes: [UInt8]) {
        let limits = configuration.limits
        guard connections.count < limits.connections, !isOver,
            connections.count(with: hop.remote.address) < limits.connectionsPerSource
        else { return fail(hop, "there are too many connections") }
        let tls: NIOSSLContext?
        do throws(PhoneBridgeError) {
            tls = hop.transport == .tls ? try clientContext(to: hop.remote) : nil
        } catch {
            return fail(hop, "\(error)")
        }
        var entry = connections.add(
            hop.transport, to: hop.remote, local: hop.local, channel: nil, now: now)
        entry.waiting = [bytes]
        entry.hops.insert(hop)
        connections[entry.id] = entry
        watchConnections()
        let (id, name) = (entry.id, serverName(at: hop.remote)?.sentName)
        ClientBootstrap(group: loop)
            .connectTimeout(.nanoseconds(limits.connecting.wholeMilliseconds * 1_000_000))
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelOption(.writeBufferWaterMark, value: waterMark)
            .channelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: name))
                    }
                    try channel.pipeline.syncOperations.addHandler(
                        StreamHandler(bridge: self, id: id))
                }
            }
            .connect(to: hop.remote.socketAddress)
            .whenComplete { [self] result in
                assumeIsolated { $0.connected(id, result) }
            }
    }

    private func connected(_ id: UInt64, _ result: Result<any Channel, any Error>) {
        switch result {
        case .success(let channel):
            guard var entry = connections[id] else { return channel.close(promise: nil) }
            let waiting = entry.waiting
            entry.waiting = []
            entry.channel = channel
            entry.isReady = entry.transport != .tls
            connections[id] = entry
            handle(.connected(entry.hop))
            send(waiting, on: channel, id: id)
        case .failure(let error):
            connectionEnded(id, reason: "\(ConnectionFault(error))")
        }
    }

    /// Says that nothing can be sent to a hop, once what is being done is done.
    func fail(_ hop: Hop, _ reason: String) {
        handle(.transportFailed(hop, reason: reason))
    }

    /// Ends the connections whose time is over. One that is silent is kept as long as a phone is
    /// registered over it, or a call runs with its other end: neither has anything to say for up to
    /// an hour.
    private func endOverdueConnections() {
        let (now, limits) = (now, configuration.limits)
        lazy var registered = registrar.connections(now: now)
        let overdue = connections.overdue(now: now, limits: limits) { entry in
            visits.hasLegs(at: entry.remote.address) || registered.contains(entry.id)
        }
        for (entry, reason) in overdue { connectionEnded(entry.id, reason: reason) }
    }

    /// Looks each second for connections whose time is over, as long as there are any.
    private func watchConnections() {
        guard connectionWatch == nil else { return }
        connectionWatch = loop.scheduleTask(in: .seconds(1)) { [self] in
            assumeIsolated { bridge in
                bridge.connectionWatch = nil
                bridge.endOverdueConnections()
                if bridge.connections.count > 0 { bridge.watchConnections() }
            }
        }
    }
}
