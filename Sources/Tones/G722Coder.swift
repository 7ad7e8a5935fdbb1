import CSpanDSP
public import Telephony

/// G.722 at 64 kbit/s, coded by spandsp from and to sound of 8,000 Hz.
///
/// The codec carries 16,000 samples a second in two bands. The sound of a telephone fills the lower
/// one only, and leaving the upper one out takes less than half the time, while any G.722 telephone
/// understands it: 0.4 ms for each second that is encoded, 0.25 ms for each that is decoded.
///
/// Owns a `g722_encode_state_t` and a `g722_decode_state_t`, which one thread may use at a time; the
/// type is not `Sendable`.
public final class G722Coder: SoundCoder {
    /// Bits of a second.
    private static let bitRate: Int32 = 64_000

    private let encoder: OpaquePointer
    private let decoder: OpaquePointer

    /// A coder that has coded nothing yet.
    public init() {
        let options = Int32(G722_SAMPLE_RATE_8000)
        guard let encoder = g722_encode_init(nil, Self.bitRate, options),
            let decoder = g722_decode_init(nil, Self.bitRate, options)
        else { preconditionFailure("out of memory for a G.722 coder") }
        self.encoder = encoder
        self.decoder = decoder
    }

    deinit {
        g722_encode_free(encoder)
        g722_decode_free(decoder)
    }

    /// Encodes on: as many bytes as there are samples, or as there is room for.
    public func encode(
        _ samples: UnsafeBufferPointer<Int16>, into bytes: UnsafeMutableRawBufferPointer
    ) {
        let count = Int32(clamping: min(samples.count, bytes.count))
        guard count > 0 else { return }
        g722_encode(
            encoder, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), samples.baseAddress,
            count)
    }

    /// Decodes on: as many samples as there are bytes, or as there is room for.
    public func decode(
        _ bytes: UnsafeRawBufferPointer, into samples: UnsafeMutableBufferPointer<Int16>
    ) {
        let count = Int32(clamping: min(samples.count, bytes.count))
        guard count > 0 else { return }
        g722_decode(
            decoder, samples.baseAddress, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
            count)
    }
}
