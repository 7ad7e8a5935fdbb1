/// Records calls. `SoundFiles` fills it in.
///
/// ```swift
/// let recording = recorder.begin("2026-11-23/call-1", of: .both)
/// caller.record(on: recording.caller)
/// agent.record(on: recording.agent)
/// recording.mute()  // a secret is typed
/// recording.unmute()
/// let report = await recording.end()
/// ```
public protocol CallRecording: Sendable {
    /// Begins a recording; its time runs from now on. Returns at once: what can't be written is
    /// told at the end.
    ///
    /// - Parameters:
    ///   - name: the name, without an ending; it may lie in folders.
    ///   - sides: whom it is of.
    /// - Returns: the recording, which runs.
    func begin(_ name: String, of sides: RecordedSides) -> any Recording
}

/// Whom a recording is of.
public enum RecordedSides: Hashable, Sendable, CaseIterable {
    /// The caller alone, as on an answering machine: one channel.
    case caller
    /// Both parties: the caller on the left, the agent on the right.
    case both
}

/// A recording that runs.
public protocol Recording: Sendable {
    /// Takes what the caller says.
    var caller: any SoundTrack { get }
    /// Takes what the agent says, one agent after another; nothing of it is kept where the
    /// recording is of the caller alone.
    var agent: any SoundTrack { get }

    /// Silence follows on both sides, until ``unmute()``. The time goes on.
    func mute()

    /// Ends what ``mute()`` began.
    func unmute()

    /// Ends the recording; returns once it is safely on the disk, or can't be.
    func end() async -> RecordingReport

    /// Ends the recording, of which nothing is kept.
    func discard() async
}

/// What became of a recording.
public struct RecordingReport: Equatable, Sendable {
    /// The name of the file in the folder of recordings, with its ending.
    public var file: String
    /// How long it is.
    public var duration: Duration
    /// How many packets were left out because the disk was too slow; silence stands for them.
    public var droppedPackets: Int
    /// Why it is not whole, or not there (one sentence); nil: it is.
    public var failure: String?

    /// Describes a recording that has ended.
    public init(
        file: String, duration: Duration, droppedPackets: Int = 0, failure: String? = nil
    ) {
        self.file = file
        self.duration = duration
        self.droppedPackets = droppedPackets
        self.failure = failure
    }
}

/// One side of a recording, which a line gives the sound of its party to.
public protocol SoundTrack: AnyObject, Sendable {
    /// Takes what came next. Called on a thread of sound: it is short, waits for nobody and
    /// allocates nothing.
    func put(_ sound: HeardSound)
}

/// What one packet of a party holds.
public struct HeardSound {
    /// Its samples, at 8,000 Hz; they are there only during the call.
    public let samples: UnsafeBufferPointer<Int16>
    /// The time of the first of them on the party's clock, in samples; wraps around. Later packets
    /// may come first, and some never.
    public let timestamp: UInt32
    /// When the packet came.
    public let arrival: ContinuousClock.Instant

    /// Describes what came.
    public init(
        samples: UnsafeBufferPointer<Int16>, timestamp: UInt32, arrival: ContinuousClock.Instant
    ) {
        self.samples = samples
        self.timestamp = timestamp
        self.arrival = arrival
    }
}
