import Media
import NIOCore
import SIP
import Synchronization
public import Telephony

/// The line of one caller over the network, or of somebody whom we called.
///
/// What plays goes straight to the threads that send sound; everything else goes over the loop of
/// the bridge. A sound that is played before the call is answered begins with the answer.
public final class PhoneLine: Line {
    private let outlet: LineOutlet
    /// The leg of SIP that it is.
    let leg: LegID
    /// Where its sound comes and goes.
    let port: MediaPort
    private let bridge: PhoneBridge
    private let began = ContinuousClock.now
    private let state: Mutex<State>

    private struct State {
        var phase = Phase.waiting
        var keys = KeyMethodChoice(telephoneEvents: false)
        /// What plays, or is to play with the answer.
        var playing: PlaybackID?
        var isLoop = false
        /// Those who wait for the end of what plays.
        var closers: [CheckedContinuation<Void, Never>] = []
        var isClosing = false
        /// The legs of whose ends the line has told, and whose BYE waits for its answer.
        var unanswered: [LegID] = []
        var report = CallReport()
    }

    private enum Phase {
        /// No sound flows yet.
        case waiting
        case talking
        case over
    }

    init(bridge: PhoneBridge, leg: LegID, port: MediaPort, outlet: LineOutlet = LineOutlet()) {
        self.outlet = outlet
        self.bridge = bridge
        self.leg = leg
        self.port = port
        state = Mutex(State())
    }

    /// The name of the line, which no other line of this program has.
    public var id: LineID? { outlet.id }

    /// What happens on the line, in order. Holds 256 events that nobody has read; what comes on
    /// top of them is dropped. Ends when the call has.
    public var events: AsyncStream<LineEvent> { outlet.events }

    private var feed: AsyncStream<LineEvent>.Continuation { outlet.feed }

    /// What became of the call so far.
    public var report: CallReport { state.withLock { $0.report } }

    /// Takes the call with 200; what is to play begins.
    public func answer() {
        onLoop { $0.answer($1) }
    }

    /// Plays a sound in place of what plays now, from the answer on.
    public func play(_ sound: Sound, as playback: PlaybackID, loops: Bool) {
        let isTaken = state.withLock { state in
            guard !state.isClosing, state.phase != .over else { return false }
            state.playing = playback
            state.isLoop = loops
            return true
        }
        // Not under the lock: a sound may have to be encoded first, and the threads of sound tell
        // us things meanwhile. Before the answer, the engine keeps it.
        if isTaken { bridge.media.play(sound, as: playback, on: port.id, loops: loops) }
    }

    /// Stops a playback. No `played` follows for it, unless its last packet has gone out already.
    public func stop(_ playback: PlaybackID) {
        let isTaken = state.withLock { state in
            guard state.playing == playback, state.phase != .over else { return false }
            state.playing = nil
            return true
        }
        if isTaken { bridge.media.stop(playback, on: port.id) }
    }

    /// Rings somebody outside whom the list of destinations has, and joins them with the caller
    /// once they answer.
    public func reach(_ address: String, within patience: Duration) {
        onLoop { $0.reach(address, from: $1, within: patience) }
    }

    /// Hangs up on whom ``reach(_:within:)`` rings or has reached.
    public func release() {
        onLoop { $0.release($1) }
    }

    /// Lets the BYE be answered that was told of first and has not been answered yet.
    public func acknowledgeHangUp() {
        let end = state.withLock { $0.unanswered.isEmpty ? nil : $0.unanswered.removeFirst() }
        guard let end else { return }
        onLoop { bridge, _ in bridge.answerBye(end) }
    }

    /// Answers an agent's wish for a transfer: their telephone is told that it has been done, and
    /// mostly hangs up then, or why nothing comes of it.
    public func answerTransfer(_ answer: TransferAnswer) {
        onLoop { $0.answerTransfer(of: $1, answer) }
    }

    /// Gives what the party says to a side of a recording; nil: to none any more.
    public func record(on track: (any SoundTrack)?) { bridge.media.record(port.id, on: track) }

    /// Presses keys: sends them as telephone events where those were agreed, else as tones.
    public func press(_ digits: [Digit]) {
        bridge.media.send(digits, on: port.id)
    }

    /// Presses keys that are sent as INFO requests (`application/dtmf-relay`), 160 ms each.
    public func signal(_ digits: [Digit]) {
        onLoop { bridge, leg in
            for digit in digits { bridge.signal(digit, on: leg) }
        }
    }

    /// Hears the other side's sound, packet by packet as it comes; nil: no more.
    public func listen(_ tap: SoundTap?) { bridge.media.listen(to: port.id, tap) }

    /// What went over the line so far; nil once it has ended.
    public func statistics() async -> StreamStatistics? {
        await bridge.media.statistics(of: port.id)
    }

    /// Hangs up once what plays now has been heard; a sound that loops is stopped. Then the events
    /// end. Where the other side was faster, its BYE is answered. May be called more than once.
    public func close() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                state.isClosing = true
                if state.phase == .talking, state.playing != nil, !state.isLoop {
                    state.closers.append(continuation)
                    return false
                }
                return true
            }
            if isReady { continuation.resume() }
        }
        let ends = state.withLock { state in
            defer { state.unanswered = [] }
            return state.unanswered
        }
        await bridge.close(leg, taking: ends)
    }

    /// Hangs up at once, whatever plays.
    public func hangUp() {
        onLoop { $0.hangUp($1) }
    }

    /// Says that somebody is rung.
    func ring() {
        onLoop { $0.ringBack($1) }
    }

    /// Refuses the call.
    func reject(status: Int, retryAfter: Duration?) {
        onLoop { $0.reject($1, status: status, retryAfter: retryAfter) }
    }

    /// Does something on the loop of the bridge, in the order in which it was asked.
    private func onLoop(_ act: @escaping @Sendable (isolated PhoneBridge, LegID) -> Void) {
        let (bridge, leg) = (bridge, leg)
        bridge.loop.execute { bridge.assumeIsolated { act($0, leg) } }
    }
}

/// What the bridge and the media threads tell a line.
extension PhoneLine {
    /// The sound flows, as agreed.
    func started(telephoneEvents: Bool) {
        state.withLock { state in
            state.keys.renegotiated(telephoneEvents: telephoneEvents)
            if state.phase == .waiting { state.phase = .talking }
        }
    }

    /// Something happened to the sound.
    func heard(_ event: MediaNotice.Event) {
        switch event {
        case .played(let playback): played(playback)
        case .digit(let digit, _): pressed(digit)
        case .silent(let span): onLoop { $0.silent($1, for: span) }
        case .failed(let reason): feed.yield(.deviceLost(reason))
        }
    }

    /// A key came as an INFO request.
    func signalled(_ digit: Digit) {
        if state.withLock({ $0.keys.takes(.info) }) { feed.yield(.digit(digit)) }
    }

    private func pressed(_ digit: Digit) {
        let counts = state.withLock { state in
            state.keys.takes(state.keys.listensInBand ? .inBand : .telephoneEvent)
        }
        if counts { feed.yield(.digit(digit)) }
    }

    private func played(_ playback: PlaybackID) {
        let closers = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            guard state.playing == playback else { return [] }
            state.playing = nil
            defer { state.closers = [] }
            return state.closers
        }
        feed.yield(.played(playback))
        for closer in closers { closer.resume() }
    }

    /// Whether something plays, or is to play with the answer.
    var isPlaying: Bool { state.withLock { $0.playing != nil } }

    /// Stops what plays, of which nothing follows.
    func silence() {
        let playing = state.withLock { $0.playing }
        if let playing { stop(playing) }
    }

    /// Tells whoever listens.
    func tell(_ event: LineEvent) { feed.yield(event) }

    /// Whom the party was joined with hung up.
    ///
    /// - Parameter leg: the leg of the other, whose BYE waits for ``acknowledgeHangUp()``.
    func tellOtherPartyHungUp(_ leg: LegID) {
        state.withLock { $0.unanswered.append(leg) }
        feed.yield(.otherPartyHungUp)
    }

    /// Changes what is reported of the call.
    func note(_ change: (inout CallReport, Duration) -> Void) {
        let span = ContinuousClock.now - began
        state.withLock { change(&$0.report, span) }
    }

    /// The call is over: the events end, with `hungUp` where the other side was there and it was
    /// not we who ended it.
    ///
    /// - Returns: whether `hungUp` was told.
    func ended(_ end: LegEnd?, wasReached: Bool) -> Bool {
        note { report, now in
            report.ended = now
            guard let end else { return }
            // What we found out ourselves is no answer of anybody.
            if end.by != .failure { report.status = end.status ?? report.status }
            report.reason = LogText.escaped(end.reason)
            report.endedByPeer = end.by == .peer
        }
        let isTold = wasReached && end.map { $0.by != .us } ?? false
        let closers = state.withLock { state in
            state.phase = .over
            if isTold { state.unanswered.append(leg) }
            defer { state.closers = [] }
            return state.closers
        }
        if isTold { feed.yield(.hungUp) }
        feed.finish()
        for closer in closers { closer.resume() }
        return isTold
    }
}
