public import Telephony

extension Sound {
    /// The same sound at another rate, good enough to compare by: straight lines between samples,
    /// after a mean over the samples that fall into one where the new rate is lower.
    public func resampled(to newRate: Int) -> Sound {
        guard newRate != rate, let last = samples.indices.last else {
            return Sound(samples: samples, rate: newRate)
        }
        let width = max(1, rate / newRate)
        let ratio = Double(rate) / Double(newRate)
        let count = Int(Double(samples.count) / ratio)
        let resampled = (0..<count).map { index in
            let place = Double(index) * ratio
            let first = Int(place)
            let part = place - Double(first)
            var value = 0.0
            for near in 0..<width {
                let shift = near - width / 2
                let low = Double(samples[min(last, max(0, first + shift))])
                let high = Double(samples[min(last, max(0, first + shift + 1))])
                value += low + (high - low) * part
            }
            return Int16(clamping: Int((value / Double(width)).rounded()))
        }
        return Sound(samples: resampled, rate: newRate)
    }
}
