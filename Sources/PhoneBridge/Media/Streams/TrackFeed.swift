import SIP
import Telephony

/// Gives the sound of one peer to a side of a recording, decoded.
///
/// Belongs to one stream, and so to its thread.
final class TrackFeed {
    private let track: any SoundTrack
    private let encoders: SoundEncoders
    private var codec: AudioCodec
    private var coder: PayloadCoder?
    /// Room for the sound of the longest packet that is looked at.
    private let samples: UnsafeMutableBufferPointer<Int16>

    /// Feeds a track with sound that comes in a codec, as long as no other is agreed on.
    init(_ track: any SoundTrack, from codec: AudioCodec, _ encoders: SoundEncoders) {
        self.track = track
        self.encoders = encoders
        self.codec = codec
        // What the stream decodes for others must not be decoded twice by one coder.
        coder = PayloadCoder(codec, encoders.coder(for: codec))
        samples = .allocate(capacity: Workbench.byteCount)
        samples.initialize(repeating: 0)
    }

    deinit { samples.deallocate() }

    /// Gives a packet away.
    func put(_ packet: HeardPacket) {
        if packet.codec != codec {
            codec = packet.codec
            coder = PayloadCoder(codec, encoders.coder(for: codec))
        }
        guard let coder else { return }
        let count = coder.decode(packet.payload, into: samples)
        track.put(
            HeardSound(
                samples: UnsafeBufferPointer(rebasing: samples[..<count]),
                timestamp: packet.timestamp, arrival: packet.arrival))
    }
}
