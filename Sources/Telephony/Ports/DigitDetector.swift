/// Hears keys in sound. `Tones` fills it in; lines that carry keys as tones use it.
public protocol DigitDetector {
    /// The keys that ended their first sound in these samples, in the order of time.
    ///
    /// - Parameter samples: the next 16-bit samples of one channel, at 8,000 Hz.
    /// - Returns: the keys; none where no key began.
    mutating func digits(in samples: [Int16]) -> [Digit]
}
