import Telephony

extension Sound {
    /// The sound without the silence before its first and after its last word, but for 30 ms.
    ///
    /// Silence is what stays 50 dB under the loudest sample.
    func trimmed() -> Sound {
        let peak = samples.reduce(0) { max($0, Int($1.magnitude)) }
        let threshold = peak / 316
        guard peak > 0,
            let first = samples.firstIndex(where: { Int($0.magnitude) > threshold }),
            let last = samples.lastIndex(where: { Int($0.magnitude) > threshold })
        else { return Sound(samples: [], rate: rate) }
        let margin = rate * 3 / 100
        let kept = max(0, first - margin)..<min(samples.count, last + 1 + margin)
        return Sound(samples: Array(samples[kept]), rate: rate)
    }
}
