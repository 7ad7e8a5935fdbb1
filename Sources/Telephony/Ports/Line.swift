/// What a caller is connected by: plays sound, reports what happens.
///
/// `SoundCard` fills it in for this machine. All calls return at once; what follows comes as
/// ``LineEvent``.
public protocol Line: Sendable {
    /// What happens on the line, in order. Can be iterated once.
    var events: AsyncStream<LineEvent> { get }

    /// Takes the call: its caller hears what plays from now on. Called once, when the records of
    /// the answer are durable; a line that was taken before it was given away does nothing.
    func answer()

    /// Plays a sound, after whatever plays now has been stopped; `loops` until it is stopped.
    func play(_ sound: Sound, as playback: PlaybackID, loops: Bool)

    /// Stops a playback. No ``LineEvent/played(_:)`` follows for it.
    func stop(_ playback: PlaybackID)

    /// Rings somebody outside, and joins them with the caller once they answer.
    ///
    /// ``LineEvent/reached`` or ``LineEvent/notReached(_:)`` follows, and after the former, once
    /// they hang up, ``LineEvent/otherPartyHungUp``. What plays goes on until they answer.
    ///
    /// - Parameters:
    ///   - address: a number or a `sip:` address, as the centre file lists it.
    ///   - patience: how long they may ring.
    func reach(_ address: String, within patience: Duration)

    /// Hangs up on whom ``reach(_:within:)`` rings or has reached; the caller stays. Nothing
    /// follows.
    func release()

    /// Lets whoever hung up know that this has been taken note of: called once for each
    /// ``LineEvent/hungUp`` and ``LineEvent/otherPartyHungUp``, in their order, when the records of
    /// it are durable, or can't be. ``close()`` says as much for all of them.
    func acknowledgeHangUp()

    /// Ends the line once everything given to it has been heard or stopped; the events end.
    func close() async
}

extension Line {
    /// Nobody at the other end of the line waits for a word after hanging up.
    public func acknowledgeHangUp() {}
}

/// Something that happened on a line.
public enum LineEvent: Equatable, Sendable {
    /// A sound has been heard to its end.
    case played(PlaybackID)
    /// The caller pressed a key.
    case digit(Digit)
    /// The caller hung up.
    case hungUp
    /// Whom the line rang answered, and hears the caller.
    case reached
    /// Whom the line rang did not answer, for this reason (one sentence).
    case notReached(String)
    /// Whom the caller was joined with hung up; the caller is still there.
    case otherPartyHungUp
    /// The line goes on without sound, for this reason (one sentence).
    case deviceLost(String)
}
