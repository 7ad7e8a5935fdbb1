internal import CSoxr

/// Changes the rate of a sound of one channel, piece by piece, in soxr's high quality.
///
/// What lies above the new Nyquist frequency is gone (alias below -100 dB); the delay of the
/// filter is made up for, so that the sound keeps its place in time. Owns one `soxr_t`.
public struct Resampler: ~Copyable {
    /// The rates, in hertz, that it takes and gives.
    public static let rates = 1_000...384_000

    private let name: String
    private let ratio: Double
    private let handle: OpaquePointer

    /// Prepares to change a rate.
    ///
    /// - Parameters:
    ///   - from: samples per second of what goes in, in ``rates``.
    ///   - to: samples per second of what comes out, in ``rates``.
    ///   - name: what errors call the sound.
    /// - Throws: ``SoundFileError`` when a rate is outside ``rates`` or memory is short.
    public init(from: Int, to: Int, name: String) throws(SoundFileError) {
        for rate in [from, to] where !Self.rates.contains(rate) {
            throw SoundFileError(path: name, .unsupportedRate(rate))
        }
        var quality = soxr_quality_spec(UInt(SOXR_HQ), 0)
        guard let created = soxr_create(Double(from), Double(to), 1, nil, nil, &quality, nil) else {
            throw SoundFileError(path: name, .outOfMemory)
        }
        handle = created
        ratio = Double(to) / Double(from)
        self.name = name
    }

    deinit { soxr_delete(handle) }

    /// What comes out after the next samples have gone in: about as many, times the ratio.
    ///
    /// - Throws: ``SoundFileError`` when memory is short.
    public mutating func process(_ samples: [Float]) throws(SoundFileError) -> [Float] {
        guard !samples.isEmpty else { return [] }
        return try run(samples, count: samples.count)
    }

    /// What is still to come out after the last sample has gone in.
    ///
    /// - Throws: ``SoundFileError`` when memory is short.
    public mutating func finish() throws(SoundFileError) -> [Float] {
        var rest: [Float] = []
        while true {
            let more = try run(nil, count: Self.flushFrames)
            guard !more.isEmpty else { return rest }
            rest += more
        }
    }

    /// A whole sound at another rate.
    ///
    /// - Throws: ``SoundFileError`` as ``init(from:to:name:)`` does.
    static func resample(
        _ samples: [Float], from: Int, to: Int, name: String
    ) throws(SoundFileError) -> [Float] {
        guard from != to else { return samples }
        var resampler = try Resampler(from: from, to: to, name: name)
        return try resampler.process(samples) + resampler.finish()
    }

    private func run(_ input: [Float]?, count: Int) throws(SoundFileError) -> [Float] {
        var failed = false
        // The filter may give back what it held back before: one second's worth is far more.
        let capacity = Int((Double(count) * ratio).rounded(.up)) + Self.heldBack
        let output = [Float](unsafeUninitializedCapacity: capacity) { buffer, produced in
            failed =
                soxr_process(
                    handle, input, input == nil ? 0 : count, nil,
                    buffer.baseAddress, capacity, &produced) != nil
            if failed { produced = 0 }
        }
        guard !failed else { throw SoundFileError(path: name, .outOfMemory) }
        return output
    }

    private static let flushFrames = 4_096
    private static let heldBack = 65_536
}
