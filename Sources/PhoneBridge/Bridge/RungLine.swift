import Synchronization
import Telephony

/// The line of somebody who is to be rung, from the wish on: there is no leg before it is known
/// which way leads to them.
///
/// ```
///             a way is found: INVITE
///   seeking ──────────────────────────▶ placed
///      │ there is none, or close()
///      └──────────────────────────────▶ over
/// ```
final class RungLine: Line {
    /// How far the call is.
    private enum Phase {
        /// The way is looked for; what is asked of the line meanwhile is done later.
        case seeking([@Sendable (PhoneLine) -> Void])
        /// There is a leg, whose line does all that is asked.
        case placed(PhoneLine)
        /// There never was a leg.
        case over
    }

    /// What the line tells, before there is a leg and then.
    let outlet = LineOutlet()
    private let phase = Mutex(Phase.seeking([]))

    var id: LineID? { outlet.id }
    var events: AsyncStream<LineEvent> { outlet.events }

    /// The line of the leg, once there is one.
    var line: PhoneLine? {
        phase.withLock { phase in
            if case .placed(let line) = phase { line } else { nil }
        }
    }

    /// Whether the call was taken back, or could not be placed.
    var isOver: Bool {
        phase.withLock { phase in
            if case .over = phase { true } else { false }
        }
    }

    /// The leg is there.
    ///
    /// - Returns: whether anybody still wants it.
    func place(on line: PhoneLine) -> Bool {
        while true {
            let acts = phase.withLock { phase -> [@Sendable (PhoneLine) -> Void]? in
                guard case .seeking(let acts) = phase else { return nil }
                phase = acts.isEmpty ? .placed(line) : .seeking([])
                return acts
            }
            guard let acts else { return false }
            if acts.isEmpty { return true }
            for act in acts { act(line) }
        }
    }

    /// Nobody was rung.
    func fail(_ cause: NoAnswer, _ reason: String) {
        phase.withLock { $0 = .over }
        outlet.feed.yield(.notReached(cause, reason))
        outlet.feed.finish()
    }

    private func act(_ act: @escaping @Sendable (PhoneLine) -> Void) {
        let line = phase.withLock { phase -> PhoneLine? in
            switch phase {
            case .seeking(let acts):
                phase = .seeking(acts + [act])
                return nil
            case .placed(let line): return line
            case .over: return nil
            }
        }
        if let line { act(line) }
    }

    func answer() { act { $0.answer() } }

    func play(_ sound: Sound, as playback: PlaybackID, loops: Bool) {
        act { $0.play(sound, as: playback, loops: loops) }
    }

    func stop(_ playback: PlaybackID) { act { $0.stop(playback) } }

    func reach(_ address: String, within patience: Duration) {
        act { $0.reach(address, within: patience) }
    }

    func release() { act { $0.release() } }

    func acknowledgeHangUp() { act { $0.acknowledgeHangUp() } }

    func answerTransfer(_ answer: TransferAnswer) { act { $0.answerTransfer(answer) } }

    func record(on track: (any SoundTrack)?) { act { $0.record(on: track) } }

    func close() async {
        let line = phase.withLock { phase -> PhoneLine? in
            if case .placed(let line) = phase { return line }
            phase = .over
            return nil
        }
        guard let line else { return outlet.feed.finish() }
        await line.close()
    }
}
