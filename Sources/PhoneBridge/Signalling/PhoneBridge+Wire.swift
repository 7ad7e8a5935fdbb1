import NIOCore
import SIP
import Telephony

/// Messages from and to the wire.
extension PhoneBridge {
    /// Takes a datagram: the gate first, then the reader, then the user agent.
    func receive(_ bytes: ByteBuffer, from remote: IPEndpoint, on listener: UInt8) {
        guard let sender = admit(bytes.readableBytes, from: remote) else { return }
        // A sign of life of a phone behind a router (RFC 5626 §3.5.1, and what phones make of it).
        guard bytes.readableBytes > 4 else { return }
        let hop = Hop(transport: .udp, remote: remote, local: listener)
        let message = bytes.withUnsafeReadableBytes { bytes in
            Result { () throws(MessageError) in try MessageReader.read(bytes) }
        }
        switch message {
        case .success(.request(let request))
        where sender.mayCall && bytes.readableBytes > PhoneBridge.largestRequest:
            refuseLarge(request, from: hop)
        case .success(let message): receive(message, from: hop, sender: sender)
        case .failure(let error): refuse(error, from: hop)
        }
    }

    /// The largest request in a datagram, in bytes: its answer bears much of it and some things of
    /// ours, and has to fit in one, too (65,507 bytes).
    static let largestRequest = 61_440

    /// Refuses a request whose answer might not fit (RFC 3261 §21.5.7).
    private func refuseLarge(_ request: Request, from hop: Hop) {
        complain(
            .refused("size"), from: hop.remote.address,
            "refused a request from \(hop.remote): it is too large to be answered")
        for effect in state.refusal(of: request, status: 513, from: hop) { perform(effect) }
    }

    /// Whose bytes came.
    struct Sender {
        var peer: PeerID
        /// Whether calls may come from there, or only what belongs to one that there is.
        var mayCall: Bool
    }

    /// Whose bytes these are; nil where they are not even to be read.
    func admit(_ count: Int, from remote: IPEndpoint) -> Sender? {
        switch gate.admit(bytes: count, from: remote, now: now) {
        case .pass(let peer):
            return Sender(peer: peer, mayCall: true)
        case .ignore(let reason):
            // Neither a shorter list of trunks nor a ban ends a call that runs.
            if reason != .flood, let peer = visits.peer(at: remote.address, now: now) {
                return Sender(peer: peer, mayCall: false)
            }
            complain(
                .ignored(reason.rawValue), from: remote.address,
                "ignored \(remote): \(reason.rawValue)")
            return nil
        }
    }

    /// Takes a message that may be read. Whom we ring may answer and go on in the dialog, but not
    /// begin one; so may whoever called us before they were struck off the list.
    func receive(_ message: Message, from hop: Hop, sender: Sender) {
        if !knocks.isEmpty { heard(from: hop.remote) }
        if !quietRings.isEmpty { heardRung(from: hop.remote) }
        guard case .request(let request) = message else {
            return handle(.received(message, from: hop, peer: sender.peer))
        }
        guard request.to?.tag == nil else {
            let peer = owner(of: request, from: hop) ?? sender.peer
            return handle(.received(message, from: hop, peer: peer))
        }
        guard sender.mayCall || state.recognizes(request) else { return }
        guard request.method == .invite, !state.recognizes(request) else {
            return handle(.received(message, from: hop, peer: sender.peer))
        }
        guard let retryAfter = refusal(of: sender.peer, from: hop) else {
            ticket = sender.peer
            handle(.received(message, from: hop, peer: sender.peer))
            // No leg came of it.
            if let unused = ticket { gate.endCall(from: unused) }
            ticket = nil
            return
        }
        let seconds = String(max(1, retryAfter.components.seconds))
        let effects = state.refusal(
            of: request, status: 503, headers: [.retryAfter: seconds], from: hop)
        for effect in effects { perform(effect) }
    }

    /// Whose call a request within it belongs to, where that talks to the address that it came from:
    /// a trunk may bear another name by now.
    private func owner(of request: Request, from hop: Hop) -> PeerID? {
        guard let owner = state.peer(of: request),
            visits.contains(hop.remote.address, as: owner, now: now)
        else { return nil }
        return owner
    }

    /// Whether a new call is refused before it costs anything, and until when; nil: it is counted.
    private func refusal(of peer: PeerID, from hop: Hop) -> Duration? {
        let complaint: String
        let span: Duration
        if phase != .open {
            (complaint, span) = ("it takes no more calls", configuration.limits.retryAfter)
        } else if congestion.values.contains(where: { $0.isStanding(at: now) }) {
            (complaint, span) = ("there is too much to do", configuration.limits.retryAfter)
        } else {
            switch gate.admitCall(from: peer, now: now) {
            case .pass: return nil
            case .refuse(let limit, let retryAfter):
                (complaint, span) = ("the limit of \(limit) of \(peer.name)", retryAfter)
            }
        }
        complain(
            .refused(complaint), from: hop.remote.address,
            "refused a call from \(hop.remote): \(complaint)")
        return span
    }

    /// Takes note of how many bytes a look at a socket left waiting.
    func noteQueue(of listener: UInt8, waiting: Int) {
        congestion[listener, default: Congestion()].note(waiting: waiting, now: now)
    }

    /// Answers what can't be read, where it can be answered.
    func refuse(_ error: MessageError, from hop: Hop) {
        complain(.unreadable, from: hop.remote.address, "unreadable from \(hop.remote): \(error)")
        guard let answer = error.answer else { return }
        send(Message.response(answer).bytes(), to: hop)
    }

    /// A socket says that something failed that it can't tie to a message.
    func socketComplained(_ text: String, listener: UInt8) {
        complain(.transport, from: nil, "listener \(listener): \(text)")
    }

    /// Sends a message.
    func send(_ bytes: [UInt8], to hop: Hop) {
        switch hop.transport {
        case .udp: sendDatagram(bytes, to: hop)
        case .tcp, .tls: sendOverStream(bytes, to: hop)
        }
    }

    private func sendDatagram(_ bytes: [UInt8], to hop: Hop) {
        guard Int(hop.local) < sockets.count else { return fail(hop, "there is no such listener") }
        let channel = sockets[Int(hop.local)].channel
        let written = loop.makePromise(of: Void.self)
        written.futureResult.whenFailure { [self] error in
            assumeIsolated { $0.handle(.unsent(bytes, hop, reason: "\(error)")) }
        }
        let envelope = AddressedEnvelope(
            remoteAddress: socketAddresses[hop.remote], data: ByteBuffer(bytes: bytes))
        channel.write(envelope, promise: written)
        guard !needsFlush else { return }
        needsFlush = true
        // Once for all that is sent in this turn of the loop.
        loop.execute { [self] in assumeIsolated { $0.flush() } }
    }

    /// Sends what was written.
    func flush() {
        guard needsFlush else { return }
        needsFlush = false
        for socket in sockets where socket.transport == .udp { socket.channel.flush() }
    }

    /// Closes a socket; one that is closed already is no matter.
    func close(_ channel: any Channel) async {
        // The other side, or an error, may have been faster.
        try? await channel.close().get()
    }
}
