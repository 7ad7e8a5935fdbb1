/// A sound in memory: one channel of 16-bit samples.
public struct Sound: Equatable, Sendable {
    /// The samples, in the order of time.
    public let samples: [Int16]
    /// Samples per second, in hertz; positive.
    public let rate: Int

    /// Holds samples at a rate, in hertz, which is positive.
    public init(samples: [Int16], rate: Int) {
        precondition(rate > 0)
        self.samples = samples
        self.rate = rate
    }

    /// How long it lasts.
    public var duration: Duration {
        .nanoseconds(Int64(samples.count) * 1_000_000_000 / Int64(rate))
    }
}

/// Turns what is to be heard into sound. `Prompts` fills it in.
public protocol PromptRendering: Sendable {
    /// The sound of an utterance at the line's rate, from the cache where it is there.
    ///
    /// - Throws: An error of the renderer when the text can't be spoken or the recording not read.
    func sound(for utterance: Utterance) async throws -> Sound
}
