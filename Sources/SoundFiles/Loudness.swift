internal import CEBUR128

/// How loud a sound of one channel is (EBU R 128, ITU-R BS.1770-4).
public struct Loudness: Equatable, Sendable {
    /// The integrated loudness in LUFS; nil when all of the sound is under the gate of -70 LUFS.
    public let integrated: Double?
    /// The highest peak between and at the samples in dBTP; nil when all samples are zero.
    public let truePeak: Double?

    /// Measures a sound.
    ///
    /// Loudness is defined over blocks of 400 ms: a shorter sound is measured as if it were
    /// repeated until it fills some.
    ///
    /// - Parameters:
    ///   - samples: the samples, in -1...1.
    ///   - rate: samples per second, in hertz.
    ///   - name: what errors call the sound.
    /// - Throws: ``SoundFileError`` when memory is short.
    public init(of samples: [Float], rate: Int, name: String) throws(SoundFileError) {
        guard !samples.isEmpty else {
            integrated = nil
            truePeak = nil
            return
        }
        let modes = Int32(EBUR128_MODE_I.rawValue | EBUR128_MODE_TRUE_PEAK.rawValue)
        guard var state = ebur128_init(1, UInt(rate), modes).map(Optional.some) else {
            throw SoundFileError(path: name, .outOfMemory)
        }
        defer { ebur128_destroy(&state) }
        let laps = samples.count >= rate / 2 ? 1 : rate / samples.count + 1
        for _ in 0..<laps {
            guard ebur128_add_frames_float(state, samples, samples.count) == 0 else {
                throw SoundFileError(path: name, .outOfMemory)
            }
        }
        var loudness = -Double.infinity
        var peak = 0.0
        _ = ebur128_loudness_global(state, &loudness)
        _ = ebur128_true_peak(state, 0, &peak)
        integrated = loudness.isFinite ? loudness : nil
        truePeak = peak > 0 ? Decibels.of(peak) : nil
    }
}
