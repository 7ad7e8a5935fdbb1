import Media
import SIP
import Telephony

/// Silence as each codec sends it, for the longest packet that there is.
///
/// The memory never changes and lives as long as the table, so any thread may read it.
final class SilenceTable: @unchecked Sendable {
    private static let byteCount = 60 * 8
    private let aLaw: UnsafeMutableRawBufferPointer
    private let muLaw: UnsafeMutableRawBufferPointer
    private let wideband: UnsafeMutableRawBufferPointer

    init(_ encoders: SoundEncoders) {
        let samples = [Int16](repeating: 0, count: SilenceTable.byteCount * 2)
        let sound = Sound(samples: samples, rate: 8_000)
        func bytes(_ codec: AudioCodec) -> UnsafeMutableRawBufferPointer {
            let bytes = UnsafeMutableRawBufferPointer.allocate(
                byteCount: SilenceTable.byteCount, alignment: 16)
            // The end of twice as much: an encoder may need a while to come to rest.
            bytes.copyBytes(
                from: (encoders.payload(of: sound, as: codec) ?? samples.map { _ in 0 })
                    .suffix(bytes.count))
            return bytes
        }
        aLaw = bytes(.pcma)
        muLaw = bytes(.pcmu)
        wideband = bytes(.g722)
    }

    deinit {
        aLaw.deallocate()
        muLaw.deallocate()
        wideband.deallocate()
    }

    func bytes(of codec: AudioCodec) -> UnsafeRawBufferPointer {
        switch codec {
        case .pcma: UnsafeRawBufferPointer(aLaw)
        case .pcmu: UnsafeRawBufferPointer(muLaw)
        case .g722: UnsafeRawBufferPointer(wideband)
        }
    }
}
