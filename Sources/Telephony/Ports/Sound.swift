import Synchronization

/// A sound in memory: one channel of 16-bit samples.
///
/// Copies share their samples, and what has been made of them for a codec.
public struct Sound: Sendable {
    /// Samples per second, in hertz; positive.
    public let rate: Int
    private let storage: SoundStorage

    /// The samples, in the order of time.
    public var samples: [Int16] { storage.samples }

    /// Holds samples at a rate, in hertz, which is positive.
    public init(samples: [Int16], rate: Int) {
        precondition(rate > 0)
        storage = SoundStorage(samples: samples)
        self.rate = rate
    }

    /// How long it lasts.
    public var duration: Duration {
        .nanoseconds(Int64(samples.count) * 1_000_000_000 / Int64(rate))
    }

    /// The sound as a codec sends it: made once, and kept as long as the sound is.
    ///
    /// - Parameters:
    ///   - codec: the name of the codec, which stands for the same bytes at each call.
    ///   - encode: makes the bytes of all samples.
    /// - Returns: the bytes, of all copies of the sound the same.
    public func payload(as codec: String, encode: ([Int16]) -> [UInt8]) -> [UInt8] {
        storage.payload(as: codec, encode: encode)
    }
}

extension Sound: Equatable {
    /// Whether both sound the same.
    public static func == (first: Sound, second: Sound) -> Bool {
        first.rate == second.rate
            && (first.storage === second.storage || first.samples == second.samples)
    }
}

/// What the copies of a sound share.
private final class SoundStorage: Sendable {
    let samples: [Int16]
    private let payloads = Mutex<[String: [UInt8]]>([:])

    init(samples: [Int16]) { self.samples = samples }

    func payload(as codec: String, encode: ([Int16]) -> [UInt8]) -> [UInt8] {
        payloads.withLock { payloads in
            if let made = payloads[codec] { return made }
            let made = encode(samples)
            payloads[codec] = made
            return made
        }
    }
}

/// Turns what is to be heard into sound. `Prompts` fills it in.
public protocol PromptRendering: Sendable {
    /// The sound of an utterance at the line's rate, from the cache where it is there.
    ///
    /// - Throws: An error of the renderer when the text can't be spoken or the recording not read.
    func sound(for utterance: Utterance) async throws -> Sound

    /// The sound of an utterance, if it is at hand without any waiting; nil where it is not.
    func readySound(for utterance: Utterance) -> Sound?
}

extension PromptRendering {
    /// Nothing is at hand.
    public func readySound(for utterance: Utterance) -> Sound? { nil }
}
