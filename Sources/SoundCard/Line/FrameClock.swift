/// Cuts the time of a line into frames of 10 ms, by absolute deadlines: nothing adds up.
struct FrameClock: Equatable {
    /// How long a frame lasts.
    static let frameLength = Duration.milliseconds(10)

    /// Samples per second, in hertz.
    let rate: Int

    /// When a frame is due, from the answer on.
    func deadline(of frame: Int) -> Duration {
        Self.frameLength * frame
    }

    /// How many samples a frame has. They differ by one where the rate is no multiple of 100.
    func sampleCount(of frame: Int) -> Int {
        (frame + 1) * rate / 100 - frame * rate / 100
    }
}
