import Synchronization
public import Telephony

/// The line at this machine: a caller at the sound card and the keypad, or at a telephone that is
/// wired to the sound card.
///
/// A thread of its own lives through the line in frames of 10 ms by absolute deadlines, with a
/// device or without, so the line's time and the time since the answer are the same. A sound given
/// to ``play(_:as:loops:)`` begins with the next frame; `played` follows when its last frame has
/// gone out, so that the next sound follows without a gap. What a device holds ahead (about 40 ms)
/// comes on top for the ear, always alike.
///
/// ```swift
/// let speaker = try PlaybackDevice(rate: 22_050)
/// let line = LocalLine(rate: 22_050, playback: speaker)
/// line.play(sound, as: PlaybackID(rawValue: 1), loops: false)
/// for await event in line.events { … }
/// ```
public final class LocalLine: Line {
    /// What happens on the line, in order. Holds 4,096 events that nobody has read; what comes on
    /// top of them is dropped.
    public let events: AsyncStream<LineEvent>
    /// Samples per second of what is played, in hertz.
    public let rate: Int
    /// The moment of the line's first sample.
    public let answered: ContinuousClock.Instant

    private let desk: LineDesk

    /// Answers: the line's time begins now.
    ///
    /// - Parameters:
    ///   - rate: the rate of all that will be played, in hertz; positive.
    ///   - playback: where the caller hears, at the same rate; nil for a line without sound.
    ///   - capture: where keys are heard as tones; nil when they come from elsewhere.
    ///   - detector: makes what hears keys in the capture; called once, on the line's thread.
    ///   - tap: gets all that the caller hears from the answer on, silence too, frame by frame, on
    ///     the line's thread: sample `n` is heard `n / rate` seconds after the answer. It should
    ///     return at once.
    public convenience init(
        rate: Int,
        playback: PlaybackDevice? = nil,
        capture: CaptureDevice? = nil,
        detector: (@Sendable () -> any DigitDetector)? = nil,
        tap: (@Sendable ([Int16]) -> Void)? = nil
    ) {
        precondition(playback.map { $0.rate == rate } ?? true, "the device has the line's rate")
        self.init(
            rate: rate, speaker: playback, microphone: capture, detector: detector, tap: tap)
    }

    init(
        rate: Int,
        speaker: (any Speaker)?,
        microphone: (any Microphone)?,
        detector: (@Sendable () -> any DigitDetector)?,
        tap: (@Sendable ([Int16]) -> Void)?
    ) {
        precondition(rate > 0)
        let (events, feed) = AsyncStream.makeStream(
            of: LineEvent.self, bufferingPolicy: .bufferingOldest(4_096))
        let desk = LineDesk(feed: feed)
        let answered = ContinuousClock.now
        self.rate = rate
        self.events = events
        self.desk = desk
        self.answered = answered
        MediaThread.start {
            ALSAMessages.silenceThread()
            var loop = LineLoop(
                rate: rate, speaker: speaker, microphone: microphone,
                detector: detector?(), tap: tap)
            while !loop.isOver {
                MediaThread.sleep(until: answered + loop.deadline)
                for event in loop.tick(desk.takeCommands()) { feed.yield(event) }
            }
            desk.end()
        }
    }

    deinit { desk.post(.abandon) }

    /// Does nothing: the line was answered when it was made.
    public func answer() {}

    /// Fails at once: the line at this machine leads nowhere else.
    public func reach(_ address: String, within patience: Duration) {
        desk.feed.yield(.notReached(.unreachable, "this line leads nowhere else"))
    }

    /// Does nothing: nobody is ever reached.
    public func release() {}

    /// Plays a sound from the next frame on; whatever plays now fades out within 5 ms.
    ///
    /// The sound must have the line's rate.
    public func play(_ sound: Sound, as playback: PlaybackID, loops: Bool) {
        precondition(sound.rate == rate, "the sound has the line's rate")
        desk.post(.play(sound, as: playback, loops: loops))
    }

    /// Lets a playback fade out within 5 ms. No `played` follows for it, unless its last frame has
    /// gone out already.
    public func stop(_ playback: PlaybackID) {
        desk.post(.stop(playback))
    }

    /// Reports a key that came from elsewhere, such as the terminal.
    public func press(_ digit: Digit) {
        desk.feed.yield(.digit(digit))
    }

    /// Reports that the caller hung up, as told elsewhere, such as in the terminal.
    public func hangUp() {
        desk.feed.yield(.hungUp)
    }

    /// Ends the line once what plays now has been heard, what the device holds included; a sound
    /// that loops is stopped. Then the events end. May be called more than once.
    public func close() async {
        desk.post(.close)
        await desk.ended()
    }
}
