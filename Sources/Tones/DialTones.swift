import Glibc
public import Telephony

/// Makes the sound of keys as a telephone sends them: two tones for each (ITU-T Q.23).
///
/// ```swift
/// let sound = DialTones().sound(of: [.one, .hash], rate: 8_000)
/// ```
public struct DialTones: Equatable, Sendable {
    /// The level of the lower of the two tones, in dBm0; full scale is a sine of +3.14 dBm0.
    public var level: Double
    /// How much louder the higher tone is than the lower, in dB; negative when it is softer.
    public var twist: Double
    /// How long each key sounds.
    public var toneLength: Duration
    /// The silence before the first key and after each.
    public var pauseLength: Duration

    /// The sine of full scale in dBm0 (ITU-T G.711: 3.14 dBm0 for the A-law).
    private static let fullScale = 3.14
    /// How long a tone takes to rise and to fall, so that it doesn't click, in seconds.
    private static let rampLength = 0.002

    /// Describes how keys sound; as most telephones send them unless told otherwise.
    public init(
        level: Double = -10,
        twist: Double = 0,
        toneLength: Duration = .milliseconds(80),
        pauseLength: Duration = .milliseconds(80)
    ) {
        self.level = level
        self.twist = twist
        self.toneLength = toneLength
        self.pauseLength = pauseLength
    }

    /// The keys, one after the other.
    ///
    /// - Parameters:
    ///   - digits: the keys; none gives one pause.
    ///   - rate: samples per second, in hertz; above 3,266, twice the highest tone.
    /// - Returns: one channel, with a pause before the first key and after each.
    public func sound(of digits: some Sequence<Digit>, rate: Int) -> Sound {
        precondition(rate > 3_266, "a rate above twice the highest tone")
        let pause = [Int16](repeating: 0, count: sampleCount(pauseLength, rate: rate))
        var samples = pause
        for digit in digits {
            samples += tone(of: digit, rate: rate)
            samples += pause
        }
        return Sound(samples: samples, rate: rate)
    }

    private func tone(of digit: Digit, rate: Int) -> [Int16] {
        let (low, high) = Self.frequencies(of: digit)
        let lowPeak = Self.amplitude(level)
        let highPeak = Self.amplitude(level + twist)
        let count = sampleCount(toneLength, rate: rate)
        let length = Double(count) / Double(rate)
        return (0..<count).map { index in
            let time = Double(index) / Double(rate)
            let value =
                lowPeak * sin(2 * .pi * low * time) + highPeak * sin(2 * .pi * high * time)
            let ramp = min(1, time / Self.rampLength, (length - time) / Self.rampLength)
            return Int16(clamping: Int((value * ramp).rounded()))
        }
    }

    /// The two frequencies of a key, in hertz (ITU-T Q.23): its row's and its column's.
    public static func frequencies(of digit: Digit) -> (low: Double, high: Double) {
        let (row, column) =
            switch digit {
            case .one: (0, 0)
            case .two: (0, 1)
            case .three: (0, 2)
            case .a: (0, 3)
            case .four: (1, 0)
            case .five: (1, 1)
            case .six: (1, 2)
            case .b: (1, 3)
            case .seven: (2, 0)
            case .eight: (2, 1)
            case .nine: (2, 2)
            case .c: (2, 3)
            case .star: (3, 0)
            case .zero: (3, 1)
            case .hash: (3, 2)
            case .d: (3, 3)
            }
        return ([697, 770, 852, 941][row], [1_209, 1_336, 1_477, 1_633][column])
    }

    /// The peak of a sine at a level in dBm0, in 16-bit samples.
    private static func amplitude(_ level: Double) -> Double {
        Double(Int16.max) * pow(10, (level - fullScale) / 20)
    }

    private func sampleCount(_ length: Duration, rate: Int) -> Int {
        Int((length / .seconds(1) * Double(rate)).rounded())
    }
}
