import Telephony

/// What a line is told to do.
enum LineCommand: Sendable {
    case play(Sound, as: PlaybackID, loops: Bool)
    case stop(PlaybackID)
    /// Let what plays now be heard, then end.
    case close
    /// End at once.
    case abandon
}

/// A line, frame by frame: what is played, told to the tap and handed to the device, what is heard,
/// and what comes of it. It has no clock: whoever drives it calls ``tick(_:)`` every 10 ms.
///
/// ```
/// open ──close──▶ finishing ──what played has ended──▶ draining ──the device is empty──▶ over
/// ```
struct LineLoop {
    private enum State: Equatable {
        case open
        case finishing
        case draining(frames: Int)
        case over
    }

    private var state = State.open
    private var mixer: PlayoutMixer
    private var frame = 0
    private let clock: FrameClock
    private var speaker: (any Speaker)?
    private var microphone: (any Microphone)?
    private var detector: (any DigitDetector)?
    private let tap: (([Int16]) -> Void)?
    private var hasToldLoss = false

    init(
        rate: Int, speaker: (any Speaker)?, microphone: (any Microphone)?,
        detector: (any DigitDetector)?, tap: (([Int16]) -> Void)?
    ) {
        clock = FrameClock(rate: rate)
        mixer = PlayoutMixer(rate: rate)
        self.speaker = speaker
        self.microphone = microphone
        self.detector = detector
        self.tap = tap
    }

    /// When the next frame is due, from the answer on.
    var deadline: Duration { clock.deadline(of: frame) }

    /// Whether the line has ended and its devices are let go.
    var isOver: Bool { state == .over }

    /// Lives through one frame: obeys the commands given meanwhile, plays, listens.
    mutating func tick(_ commands: [LineCommand]) -> [LineEvent] {
        for command in commands { obey(command) }
        guard !isOver else { return [] }
        var events = listen()
        let (samples, ending) = mixer.next(clock.sampleCount(of: frame))
        frame += 1
        if case .draining = state {} else { tap?(samples) }
        if let loss = hand(samples) { events.append(loss) }
        if let ending { events.append(.played(ending.playback)) }
        moveOn()
        return events
    }

    private mutating func obey(_ command: LineCommand) {
        switch (command, state) {
        case (.play(let sound, let playback, let loops), .open):
            mixer.start(sound, as: playback, loops: loops)
        case (.stop(let playback), .open), (.stop(let playback), .finishing):
            mixer.stop(playback)
        case (.close, .open):
            // What loops is never heard to its end.
            if mixer.isLooping, let playback = mixer.current { mixer.stop(playback) }
            state = .finishing
        case (.abandon, _):
            end()
        case (.play, _), (.stop, _), (.close, _):
            break
        }
    }

    private mutating func moveOn() {
        switch state {
        case .finishing where mixer.current == nil:
            let delay = speaker?.delay() ?? .zero
            state = .draining(frames: Int((delay / FrameClock.frameLength).rounded(.up)))
        case .draining(let frames) where frames > 0:
            state = .draining(frames: frames - 1)
        case .draining:
            end()
        case .open, .finishing, .over:
            break
        }
    }

    private mutating func end() {
        state = .over
        speaker?.close()
        microphone?.close()
        speaker = nil
        microphone = nil
    }

    /// Gives a frame to the device; the loss of it, when that is news.
    private mutating func hand(_ samples: [Int16]) -> LineEvent? {
        do throws(DeviceLost) {
            try speaker?.play(samples)
            return nil
        } catch {
            speaker?.close()
            speaker = nil
            return news(of: error)
        }
    }

    /// The keys heard since the last frame.
    private mutating func listen() -> [LineEvent] {
        do throws(DeviceLost) {
            guard let captured = try microphone?.read(), !captured.isEmpty else { return [] }
            return (detector?.digits(in: captured) ?? []).map(LineEvent.digit)
        } catch {
            microphone?.close()
            microphone = nil
            return news(of: error).map { [$0] } ?? []
        }
    }

    private mutating func news(of lost: DeviceLost) -> LineEvent? {
        guard !hasToldLoss else { return nil }
        hasToldLoss = true
        return .deviceLost(lost.reason)
    }
}
