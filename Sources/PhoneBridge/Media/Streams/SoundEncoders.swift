import Media
import SIP
import Telephony

/// Makes the bytes of sounds, once for each codec.
struct SoundEncoders: Sendable {
    private let coders: [AudioCodec: @Sendable () -> any SoundCoder]

    /// G.711, and whatever codecs these are for.
    init(_ coders: [AudioCodec: @Sendable () -> any SoundCoder]) { self.coders = coders }

    /// Whether there is an encoder for a codec.
    func know(_ codec: AudioCodec) -> Bool { codec.law != nil || coders[codec] != nil }

    /// The bytes of a sound; nil where there is no encoder for the codec or for the sound's rate.
    func payload(of sound: Sound, as codec: AudioCodec) -> [UInt8]? {
        guard sound.rate == 8_000 else { return nil }
        if let law = codec.law { return sound.payload(as: codec.name) { law.encode($0) } }
        guard let coder = coder(for: codec) else { return nil }
        return sound.payload(as: codec.name) { samples in
            [UInt8](unsafeUninitializedCapacity: samples.count) { bytes, count in
                samples.withUnsafeBufferPointer {
                    coder.encode($0, into: UnsafeMutableRawBufferPointer(bytes))
                }
                count = samples.count
            }
        }
    }

    /// A coder for one stream; nil where its codec needs none.
    func coder(for codec: AudioCodec) -> (any SoundCoder)? {
        codec.law == nil ? coders[codec]?() : nil
    }
}
