import Media
import SIP
import Telephony

/// Turns the payloads of a stream into sound at 8,000 Hz, and such sound into payloads.
enum PayloadCoder {
    case law(G711)
    case coder(any SoundCoder)

    /// That of a codec, which needs a coder unless it is G.711; nil where it is missing.
    init?(_ codec: AudioCodec, _ coder: (any SoundCoder)?) {
        if let law = codec.law {
            self = .law(law)
        } else if let coder {
            self = .coder(coder)
        } else {
            return nil
        }
    }

    /// Decodes on, as much as there is room for.
    ///
    /// - Returns: how many samples there are.
    func decode(
        _ payload: UnsafeRawBufferPointer, into samples: UnsafeMutableBufferPointer<Int16>
    ) -> Int {
        switch self {
        case .law(let law): law.decode(payload, into: samples)
        case .coder(let coder): coder.decode(payload, into: samples)
        }
        return min(payload.count, samples.count)
    }

    /// Encodes on: a byte for each sample.
    func encode(
        _ samples: UnsafeBufferPointer<Int16>, into bytes: UnsafeMutableRawBufferPointer
    ) {
        switch self {
        case .law(let law): law.encode(samples, into: bytes)
        case .coder(let coder): coder.encode(samples, into: bytes)
        }
    }
}
