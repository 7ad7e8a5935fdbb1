/// What a caller is connected by: plays sound, reports what happens.
///
/// `SoundCard` fills it in for this machine. All calls return at once; what follows comes as
/// ``LineEvent``.
public protocol Line: Sendable {
    /// What happens on the line, in order. Can be iterated once.
    var events: AsyncStream<LineEvent> { get }

    /// Plays a sound, after whatever plays now has been stopped; `loops` until it is stopped.
    func play(_ sound: Sound, as playback: PlaybackID, loops: Bool)

    /// Stops a playback. No ``LineEvent/played(_:)`` follows for it.
    func stop(_ playback: PlaybackID)

    /// Ends the line once everything given to it has been heard or stopped; the events end.
    func close() async
}

/// Something that happened on a line.
public enum LineEvent: Equatable, Sendable {
    /// A sound has been heard to its end.
    case played(PlaybackID)
    /// The caller pressed a key.
    case digit(Digit)
    /// The caller hung up.
    case hungUp
    /// The line goes on without sound, for this reason (one sentence).
    case deviceLost(String)
}
