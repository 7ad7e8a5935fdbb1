public import Telephony

/// The line of one caller over the network.
public final class PhoneLine: Line {
    /// What happens on the line, in order.
    public let events: AsyncStream<LineEvent>

    init() { events = AsyncStream { $0.finish() } }

    /// Takes the call.
    public func answer() {}
    /// Plays a sound.
    public func play(_ sound: Sound, as playback: PlaybackID, loops: Bool) {}
    /// Stops a playback.
    public func stop(_ playback: PlaybackID) {}
    /// Rings somebody outside.
    public func reach(_ address: String, within patience: Duration) {}
    /// Hangs up on whom it reached.
    public func release() {}
    /// Ends the line.
    public func close() async {}

    func reject(status: Int, retryAfter: Duration?) {}
}
