/// Keeps what a device holds between running dry and lagging behind.
///
/// The line's clock and the crystal of a sound card differ by up to about 100 ppm, 6 ms a minute,
/// and a device that was emptied once may be emptied again. So each second the least that the
/// device held is looked at, and when it is too little or too much, the next frame of silence is
/// played twice or not at all. Speech is never touched.
struct LatencyControl: Equatable {
    /// The least and the most that the device should hold when a frame is due, in samples.
    let wanted: ClosedRange<Int>
    /// How many frames are looked at before a verdict.
    let window: Int

    private var seen = 0
    private var least = Int.max
    private var verdict = 1

    init(wanted: ClosedRange<Int>, window: Int) {
        self.wanted = wanted
        self.window = window
    }

    /// Looks at the device before a frame.
    ///
    /// - Parameters:
    ///   - held: the samples that the device holds now.
    ///   - isSilent: whether the frame is silence.
    /// - Returns: how often the frame is to be played: once, or as silence also twice or never.
    mutating func copies(held: Int, isSilent: Bool) -> Int {
        seen += 1
        least = min(least, held)
        if seen >= window {
            verdict = least < wanted.lowerBound ? 2 : least > wanted.upperBound ? 0 : 1
            forget()
        }
        guard isSilent, verdict != 1 else { return 1 }
        defer {
            verdict = 1
            forget()
        }
        return verdict
    }

    private mutating func forget() {
        seen = 0
        least = .max
    }
}
