import Media
import Telephony

/// Finds prompts in what has been heard so far, one after the other.
struct PromptSearch: Sendable {
    /// So much of a prompt's beginning is looked for first.
    private static let probeLength = 8_000 * 2
    /// How alike the beginning, then the whole of it, must be.
    private static let probeLikeness = 0.7
    private static let likeness = 0.8

    /// Where the next prompt is looked for, in samples of the recording.
    private(set) var place = 0

    /// A search from the beginning of a recording.
    init() {}

    /// Looks for a prompt behind those found before.
    ///
    /// - Parameters:
    ///   - prompt: its sound, at the rate of the recording.
    ///   - recording: what has been heard so far.
    /// - Returns: the sample at which it begins; nil where it has not been heard whole.
    mutating func find(_ prompt: Sound, in recording: Sound) -> Int? {
        let wanted = prompt.samples.count
        guard wanted > 0, recording.samples.count >= place + wanted else { return nil }
        let rest = Sound(samples: Array(recording.samples[place...]), rate: recording.rate)
        let beginning = Sound(
            samples: Array(prompt.samples.prefix(PromptSearch.probeLength)), rate: prompt.rate)
        let probe = Correlation.best(of: beginning, in: rest)
        guard probe.value > PromptSearch.probeLikeness,
            probe.offset + wanted <= rest.samples.count
        else { return nil }
        // A packet time of play on both sides, as gaps may have moved it.
        let from = max(0, probe.offset - 160)
        let to = min(rest.samples.count, probe.offset + wanted + 160)
        let whole = Correlation.best(
            of: prompt, in: Sound(samples: Array(rest.samples[from..<to]), rate: rest.rate))
        guard whole.value > PromptSearch.likeness else { return nil }
        let begin = place + from + whole.offset
        place = begin + wanted
        return begin
    }
}
