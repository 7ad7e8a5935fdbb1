public import SIP
import Synchronization
public import Telephony

/// Sends and receives the sound of all legs, on threads and sockets of its own.
///
/// ```swift
/// let engine = try MediaEngine(.init(ports: 16_384...32_767, threads: 2, detector: detector) {
///     notices in for notice in notices { ... }
/// })
/// let port = try engine.open(on: address)  // goes into the offer or the answer
/// engine.start(port.id, as: agreement)
/// engine.play(prompt, as: PlaybackID(rawValue: 1), on: port.id, loops: false)
/// ```
/// Every call returns at once; what follows comes as a ``MediaNotice``. Orders for one port are
/// obeyed in the order in which they were given.
///
/// **What is sent.** From ``start(_:as:)`` on one packet each packet time: a sound, a key, or
/// silence, so that routers keep their way open and receivers need no new beginning for every
/// prompt. Nothing is sent on a leg on hold, and a joined leg gets what its partner sends.
///
/// **Who is heard.** The peer that was negotiated, or another port of its host, locked after four
/// packets in sequence (DESIGN §9). Sound then goes to where it comes from (RFC 4961).
public final class MediaEngine: Sendable {
    /// What is known of a port outside its thread.
    private struct Home {
        var thread: Int
        var codec: AudioCodec?
        /// What was to be played before it was known how.
        var waiting: Waiting?
    }

    private struct Waiting {
        var sound: Sound
        var playback: PlaybackID
        var loops: Bool
    }

    private struct State {
        var homes: [MediaPort.ID: Home] = [:]
        var load: [Int]
        var lastPort: UInt64 = 0
        var isShutDown = false
    }

    private let settings: Settings
    private let pool: PortPool
    private let encoders: SoundEncoders
    private let threads: [MediaThread]
    private let state: Mutex<State>

    /// Starts the threads.
    ///
    /// - Throws: ``PhoneBridgeError`` when no thread can be had.
    public init(_ settings: Settings) throws(PhoneBridgeError) {
        let count = max(1, settings.threads)
        self.settings = settings
        pool = PortPool(settings.ports)
        encoders = SoundEncoders(settings.coders)
        state = Mutex(State(load: [Int](repeating: 0, count: count)))
        let silence = SilenceTable(encoders)
        let epoch = MonotonicClock.now
        var threads: [MediaThread] = []
        for number in 0..<count {
            // Threads tick at different times, so that none waits for another.
            let offset = Pace.tick * Int64(number) / Int64(count)
            do throws(PhoneBridgeError) {
                threads.append(
                    try MediaThread(
                        number: number, settings: settings, silence: silence,
                        epoch: epoch + offset))
            } catch {
                for thread in threads { thread.mailbox.put(.shutDown) }
                throw error
            }
        }
        self.threads = threads
    }

    /// Reserves a pair of ports on an address of this machine.
    ///
    /// - Throws: ``PhoneBridgeError``: `portsExhausted` where none is free, `media` where the
    ///   system has no socket, `closed` after ``shutDown()``.
    public func open(on address: IPAddress) throws(PhoneBridgeError) -> MediaPort {
        let sockets = try pool.lend(on: address)
        let id = state.withLock { state -> MediaPort.ID? in
            guard !state.isShutDown else { return nil }
            state.lastPort += 1
            let id = MediaPort.ID(rawValue: state.lastPort)
            let thread = state.load.indices.min { state.load[$0] < state.load[$1] } ?? 0
            state.load[thread] += 1
            state.homes[id] = Home(thread: thread)
            // What comes before the start is not listened to yet.
            threads[thread].mailbox.put(.open(id, sockets), isUrgent: false)
            return id
        }
        guard let id else { throw PhoneBridgeError(.closed, subject: "\(address)") }
        return MediaPort(id: id, endpoint: sockets.endpoint)
    }

    /// Sends to a peer and takes what it sends, as agreed; again after each new agreement.
    ///
    /// What plays goes on.
    public func start(_ port: MediaPort.ID, as agreement: MediaAgreement) {
        let order = MediaOrder.start(port, StreamTerms(agreement), agreement.security)
        let waiting = self.order(port, order) { home -> Waiting? in
            home.codec = agreement.codec
            defer { home.waiting = nil }
            return home.waiting
        }
        if case let waiting?? = waiting {
            play(waiting.sound, as: waiting.playback, on: port, loops: waiting.loops)
        }
    }

    /// Plays a sound in place of what plays now; `loops` until it is stopped.
    ///
    /// The bytes are made here, unless they are there already (``PhoneBridge/prepare(_:for:coders:)``):
    /// once for each codec, and kept with the sound. On a leg that was not
    /// started yet the sound begins when it is.
    public func play(_ sound: Sound, as playback: PlaybackID, on port: MediaPort.ID, loops: Bool) {
        let codec = state.withLock { state in
            let codec = state.homes[port]?.codec
            if codec == nil {
                state.homes[port]?.waiting = Waiting(
                    sound: sound, playback: playback, loops: loops)
            }
            return codec
        }
        guard let codec else { return }
        guard let payload = encoders.payload(of: sound, as: codec) else {
            let reason = "a sound of \(sound.rate) Hz can't be sent as \(codec.name)"
            return settings.handle([MediaNotice(port: port, event: .failed(reason))])
        }
        order(
            port,
            .play(port, Playback(sound, as: playback, loops: loops, codec: codec, payload: payload))
        )
    }

    /// Whether sound can be sent and taken in a codec.
    public func knows(_ codec: AudioCodec) -> Bool { encoders.know(codec) }

    /// Stops a playback. No notice follows for it, but one that is on its way.
    public func stop(_ playback: PlaybackID, on port: MediaPort.ID) {
        order(port, .stop(port, playback)) {
            if $0.waiting?.playback == playback { $0.waiting = nil }
        }
    }

    /// Presses keys, one after the other: as telephone events where those were negotiated, else as
    /// ``Settings/keySound``.
    public func send(_ digits: [Digit], on port: MediaPort.ID) {
        order(port, .send(port, digits))
    }

    /// Gives the peer's sound to a tap, packet by packet; nil: to none any more.
    public func listen(to port: MediaPort.ID, _ tap: SoundTap?) {
        order(port, .listen(port, tap))
    }

    /// Gives the peer's sound to a side of a recording, decoded, in place of the one before; nil: to
    /// none any more.
    public func record(_ port: MediaPort.ID, on track: (any SoundTrack)?) {
        order(port, .record(port, track))
    }

    /// Lets two ports hear each other, and nobody else. What plays on one is heard there in place
    /// of the other; keys are passed on, and told.
    ///
    /// What one codec carries and the other does not is lost: the upper band of G.722, on its way to
    /// G.711.
    public func join(_ first: MediaPort.ID, _ second: MediaPort.ID) {
        state.withLock { state in
            guard let home = state.homes[first]?.thread, let other = state.homes[second]?.thread
            else { return }
            if home != other {
                // The orders that follow go to the new thread, which keeps them until the port is
                // there.
                state.homes[second]?.thread = home
                state.load[other] -= 1
                state.load[home] += 1
                threads[home].mailbox.put(.expect(second))
                threads[other].mailbox.put(.handOver(second, to: threads[home].mailbox))
            }
            threads[home].mailbox.put(.join(first, second))
        }
    }

    /// Ends what ``join(_:_:)`` began.
    public func part(_ first: MediaPort.ID, _ second: MediaPort.ID) {
        order(first, .part(first))
        order(second, .part(second))
    }

    /// What went over a port so far; nil when it is closed.
    public func statistics(of port: MediaPort.ID) async -> StreamStatistics? {
        await withCheckedContinuation { continuation in
            let isTaken: Void? = order(port, .report(port, continuation)) { _ in }
            if isTaken == nil { continuation.resume(returning: nil) }
        }
    }

    /// Ends a port: its sockets close, and its ports can be had again.
    public func close(_ port: MediaPort.ID) {
        state.withLock { state in
            guard let home = state.homes.removeValue(forKey: port) else { return }
            state.load[home.thread] -= 1
            threads[home.thread].mailbox.put(.close(port))
        }
    }

    /// Ends all ports, then the threads. What is ordered later is not done.
    public func shutDown() async {
        state.withLock { state in
            state.isShutDown = true
            state.homes = [:]
        }
        for thread in threads { await thread.shutDown() }
    }

    /// What it holds now.
    public var census: MediaCensus {
        let (ports, isShutDown) = state.withLock { ($0.homes.count, $0.isShutDown) }
        var lateness = SpacingHistogram()
        for thread in threads { lateness.merge(thread.lateness.counts) }
        return MediaCensus(
            ports: ports, sockets: pool.lentCount * 2,
            threads: isShutDown ? 0 : threads.count,
            isRealTime: threads.allSatisfy(\.isRealTime), lateness: lateness)
    }

    /// Gives an order to the thread of a port, after a look at what is known of the port; nil where
    /// it is closed. Under one lock, so that no order overtakes another.
    @discardableResult
    private func order<Result>(
        _ port: MediaPort.ID, _ order: MediaOrder, note: (inout Home) -> Result
    ) -> Result? {
        state.withLock { state in
            guard var home = state.homes[port] else { return nil }
            let result = note(&home)
            state.homes[port] = home
            threads[home.thread].mailbox.put(order)
            return result
        }
    }

    private func order(_ port: MediaPort.ID, _ order: MediaOrder) {
        self.order(port, order) { _ in }
    }
}
