/// What a caller is connected by: plays sound, reports what happens.
///
/// `SoundCard` fills it in for this machine, `PhoneBridge` for the network. All calls return at once;
/// what follows comes as ``LineEvent``.
public protocol Line: Sendable {
    /// Names the line among those of its ``Exchange``; nil where there is none.
    var id: LineID? { get }

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
    /// ``LineEvent/reached`` or ``LineEvent/notReached(_:_:)`` follows, and after the former, once
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

    /// Answers ``LineEvent/transferAsked(_:)``: the agent's telephone is told. Where it is done,
    /// whoever has the line closes it then.
    func answerTransfer(_ answer: TransferAnswer)

    /// Gives what the party says to a side of a recording, in place of the one before; nil: to none
    /// any more.
    func record(on track: (any SoundTrack)?)

    /// Ends the line once everything given to it has been heard or stopped; the events end.
    func close() async
}

extension Line {
    /// The line belongs to no exchange.
    public var id: LineID? { nil }

    /// Nobody at the other end of the line waits for a word after hanging up.
    public func acknowledgeHangUp() {}

    /// Nobody at the other end of the line asks for a transfer.
    public func answerTransfer(_ answer: TransferAnswer) {}

    /// Nothing of this line can be recorded.
    public func record(on track: (any SoundTrack)?) {}
}
