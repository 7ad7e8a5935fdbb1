/// Turns sound into the bytes of a codec, and such bytes into sound, where each depends on those
/// before it: one for each stream. `Tones` fills it in for G.722.
///
/// For each sample at 8,000 Hz there is one byte.
public protocol SoundCoder: AnyObject {
    /// Encodes on.
    ///
    /// - Parameters:
    ///   - samples: the next 16-bit samples of one channel, at 8,000 Hz.
    ///   - bytes: room for as many bytes.
    func encode(_ samples: UnsafeBufferPointer<Int16>, into bytes: UnsafeMutableRawBufferPointer)

    /// Decodes on.
    ///
    /// - Parameters:
    ///   - bytes: the next bytes, none left out but those that were lost.
    ///   - samples: room for as many samples.
    func decode(_ bytes: UnsafeRawBufferPointer, into samples: UnsafeMutableBufferPointer<Int16>)
}
