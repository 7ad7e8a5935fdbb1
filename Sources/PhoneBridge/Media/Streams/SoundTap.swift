public import SIP

/// Takes the sound of a peer, packet by packet, on the thread of its port: it must be short and
/// never wait.
public typealias SoundTap = @Sendable (HeardPacket) -> Void

/// A packet of sound that came from a peer.
public struct HeardPacket {
    /// The codec of its bytes.
    public let codec: AudioCodec
    /// Its number in the stream; wraps around.
    public let sequence: UInt16
    /// The time of its first sample, in samples at 8,000 Hz; wraps around.
    public let timestamp: UInt32
    /// When it came.
    public let arrival: ContinuousClock.Instant
    /// Its bytes; they are there only during the call.
    public let payload: UnsafeRawBufferPointer
}
