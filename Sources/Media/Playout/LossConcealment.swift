/// Fills gaps in decoded speech so that they are hardly heard: goes on with the last period of the
/// voice, and fades out (after the idea of ITU-T G.711 appendix I).
///
/// For sound at 8,000 Hz. A fixed-size value: nothing is allocated.
///
/// ```swift
/// if let sound { concealment.hear(sound) } else { concealment.fill(gap) }
/// ```
public struct LossConcealment: Sendable {
    /// Periods of a voice: 200 Hz to 66 Hz.
    private static let periods = 40...120
    /// The speech whose period is looked for: 20 ms.
    private static let window = 160
    /// All that is remembered: the window, and the longest period before it twice.
    private static let memory = 400
    /// A gap is filled for 60 ms; from 10 ms on it fades.
    private static let fadeBegin = 80
    private static let fadeEnd = 480

    /// The last samples, the newest at the end.
    private var history = InlineArray<400, Int16>(repeating: 0)
    /// What a gap is filled from: the last three periods, the newest at the end.
    private var voice = InlineArray<360, Int16>(repeating: 0)
    private var period = 0
    /// How many samples of the present gap are filled.
    private var filled = 0
    private var position = 0

    /// Concealment that has heard nothing: gaps are silent.
    public init() {}

    /// Whether a gap has been filled since sound was last heard.
    public var isFilling: Bool { filled > 0 }

    /// Takes sound that arrived. Where it follows a gap, its beginning is mixed with what filled
    /// the gap.
    public mutating func hear(_ samples: UnsafeMutableBufferPointer<Int16>) {
        if filled > 0 { join(samples) }
        remember(samples)
    }

    /// Fills a gap.
    public mutating func fill(_ samples: UnsafeMutableBufferPointer<Int16>) {
        if filled == 0 { begin() }
        for index in 0..<samples.count { samples[index] = next() }
        remember(samples)
    }

    /// The first quarter of a period, and 4 ms more for each 10 ms of the gap, at most 10 ms.
    private mutating func join(_ samples: UnsafeMutableBufferPointer<Int16>) {
        let wanted = min(80, period / 4 + filled / 80 * 32)
        let count = min(samples.count, wanted)
        for index in 0..<count {
            let old = Int(next()) * (count - index)
            let new = Int(samples[index]) * index
            samples[index] = Int16(clamping: (old + new) / count)
        }
        filled = 0
    }

    /// Looks for the period of what was last heard, and lays three of them ready, the end of which
    /// flows into its beginning.
    private mutating func begin() {
        period = bestPeriod()
        position = 0
        let all = LossConcealment.memory
        let length = period * 3
        for index in 0..<length { voice[index] = history[all - length + index] }
        // The last quarter turns into what lies before the last period, which the period follows.
        let quarter = period / 4
        for index in 0..<quarter {
            let place = all - quarter + index
            let old = Int(history[place]) * (quarter - index)
            let new = Int(history[place - period]) * index
            voice[length - quarter + index] = Int16(clamping: (old + new) / quarter)
        }
    }

    /// The next sample of the gap: one period, after 10 ms two and after 20 ms three of them, so
    /// that a voice does not turn into a buzz.
    private mutating func next() -> Int16 {
        guard period > 0, filled < LossConcealment.fadeEnd else {
            filled += 1
            return 0
        }
        let used = period * min(3, filled / 80 + 1)
        if position >= used { position = 0 }
        let sample = Int(voice[period * 3 - used + position])
        position += 1
        filled += 1
        guard filled > LossConcealment.fadeBegin else { return Int16(clamping: sample) }
        let left = LossConcealment.fadeEnd - filled
        return Int16(
            clamping: sample * left / (LossConcealment.fadeEnd - LossConcealment.fadeBegin))
    }

    /// The shift by which the last 20 ms are most like what lies before them; every other sample
    /// is looked at first.
    private func bestPeriod() -> Int {
        var best = (likeness: -Double.infinity, period: LossConcealment.periods.upperBound)
        for period in stride(from: 40, through: 120, by: 2) {
            let likeness = likeness(at: period, step: 2)
            if likeness > best.likeness { best = (likeness, period) }
        }
        let coarse = best.period
        for period in max(40, coarse - 1)...min(120, coarse + 1) {
            let likeness = likeness(at: period, step: 1)
            if likeness > best.likeness { best = (likeness, period) }
        }
        return best.period
    }

    private func likeness(at period: Int, step: Int) -> Double {
        let start = LossConcealment.memory - LossConcealment.window
        var product = 0
        var energy = 0
        for index in stride(from: start, to: LossConcealment.memory, by: step) {
            let before = Int(history[index - period])
            product += Int(history[index]) * before
            energy += before * before
        }
        return Double(product) / Double(max(energy, 1)).squareRoot()
    }

    private mutating func remember(_ samples: UnsafeMutableBufferPointer<Int16>) {
        let all = LossConcealment.memory
        let count = min(samples.count, all)
        for index in count..<all { history[index - count] = history[index] }
        for index in 0..<count {
            history[all - count + index] = samples[samples.count - count + index]
        }
    }
}
