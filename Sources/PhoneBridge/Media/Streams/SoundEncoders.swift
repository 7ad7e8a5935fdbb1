import Media
import SIP
import Telephony

/// Makes the bytes of sounds, once for each codec.
struct SoundEncoders: Sendable {
    private let others: [AudioCodec: @Sendable (Sound) -> [UInt8]]

    /// G.711 at 8,000 Hz, and whatever these make.
    init(_ others: [AudioCodec: @Sendable (Sound) -> [UInt8]]) { self.others = others }

    /// The bytes of a sound; nil where there is no encoder for the codec or for the sound's rate.
    func payload(of sound: Sound, as codec: AudioCodec) -> [UInt8]? {
        if let encode = others[codec] {
            return sound.payload(as: codec.name) { _ in encode(sound) }
        }
        guard let law = codec.law, sound.rate == 8_000 else { return nil }
        return sound.payload(as: codec.name) { law.encode($0) }
    }
}
