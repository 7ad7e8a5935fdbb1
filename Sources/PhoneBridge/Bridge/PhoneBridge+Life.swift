import NIOCore
import SIP

/// How a bridge changes and ends.
extension PhoneBridge {
    /// Runs until ``shutDown()``.
    public func run() async {
        guard !isOver else { return }
        await withCheckedContinuation { stopped.append($0) }
    }

    /// Ends ``incoming`` after the calls that wait there; new ones get 503.
    public nonisolated func endArrivals() { arrivals.finish() }

    /// Takes no new calls from now on; those that run go on. New ones get 503.
    public func drain() {
        if case .open = phase { phase = .draining }
    }

    /// Waits until no call runs any more; at once where none does.
    public func drained() async {
        guard !legs.isEmpty else { return }
        await withCheckedContinuation { drained.append($0) }
    }

    /// Takes over another configuration. Calls that run go on as they are, and so do the
    /// listeners, the ports of sound, the name servers and the bounds of memory: these are of the
    /// start. Certificates are read again, and shown to whoever connects from then on.
    ///
    /// - Throws: ``PhoneBridgeError`` where the configuration contradicts itself or a certificate
    ///   can't be used; the old one stays then.
    public func update(_ configuration: Configuration) throws(PhoneBridgeError) {
        try configuration.check()
        serverContexts = try renewedContexts(configuration)
        clientContexts = [:]
        // Whoever was challenged before is challenged once more.
        if configuration.phones?.realm != self.configuration.phones?.realm
            || configuration.phones?.digests != self.configuration.phones?.digests
        {
            verifier = DigestVerifier(configuration.phones)
        }
        var next = configuration
        next.listeners = self.configuration.listeners
        next.mediaPorts = self.configuration.mediaPorts
        next.mediaThreads = self.configuration.mediaThreads
        self.configuration = next
        gate.update(next.gate)
        userAgent = UserAgent(next.userAgent(listeners: sockets, secret: secret))
        settleRegistrations()
        settlePhones()
    }

    /// Ends all calls and registrations, then everything else. Both are told (BYE, CANCEL, 503; a
    /// REGISTER that takes our contact back), and have a second to answer.
    public func shutDown() async {
        guard letsCallsRun else { return await run() }
        phase = .ending
        for id in Array(legs.keys) { hangUp(id) }
        for id in state.farewells { answerBye(id) }
        endRegistrations()
        flush()
        await settle()
        phase = .over
        for name in Array(registrations.keys) { forgetRegistration(name) }
        arrivals.finish()
        wakeUp?.task.cancel()
        wakeUp = nil
        connectionWatch?.cancel()
        connectionWatch = nil
        for remote in Array(knocks.keys) { endKnock(at: remote) }
        for contact in Array(silentPhones.keys) { forgetSilentPhone(contact) }
        phoneBook.end()
        resolver.close()
        await media.shutDown()
        for socket in sockets { await close(socket.channel) }
        sockets = []
        for entry in Array(connections.all) {
            connections.remove(entry.id)
            if let channel = entry.channel { await close(channel) }
        }
        for waiter in stopped + drained { waiter.resume() }
        stopped = []
        drained = []
    }

    /// Whether nobody is owed an answer, nor owes us one: no call, no registrar.
    var isSettled: Bool { registrations.isEmpty && state.census.legs == 0 }

    /// Waits until the ends of all calls and registrations are answered, a second at most.
    private func settle() async {
        guard !isSettled else { return }
        await withCheckedContinuation { continuation in
            settling = continuation
            loop.scheduleTask(in: .seconds(1)) { [self] in assumeIsolated { $0.settled() } }
        }
    }

    /// Ends what ``settle()`` waits for.
    func settled() {
        settling?.resume()
        settling = nil
    }
}
