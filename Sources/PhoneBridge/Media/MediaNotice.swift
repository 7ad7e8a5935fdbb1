public import Telephony

/// Something that happened on a port.
public struct MediaNotice: Equatable, Sendable {
    /// What can happen on a port.
    public enum Event: Equatable, Sendable {
        /// The last packet of a sound has been sent. What is played at once goes on without a gap.
        case played(PlaybackID)
        /// A key was pressed: by telephone event, or heard in the sound where none was negotiated.
        /// The time is when its last packet came, or when the sound of it was recognised.
        case digit(Digit, at: ContinuousClock.Instant)
        /// The peer has sent nothing for so long.
        case silent(Duration)
        /// Something the port was told could not be done, for this reason (one sentence).
        case failed(String)
    }

    /// Where it happened.
    public let port: MediaPort.ID
    /// What happened.
    public let event: Event
}
