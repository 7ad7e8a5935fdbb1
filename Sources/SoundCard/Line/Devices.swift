/// What a line plays through. ``PlaybackDevice`` is one, tests have others.
protocol Speaker: Sendable {
    /// Hands over the next frame of sound without waiting; what there is no room for is dropped.
    func play(_ frame: [Int16]) throws(DeviceLost)
    /// How long it takes until a sample handed over now is heard.
    func delay() -> Duration
    /// Lets the device go.
    func close()
}

/// What a line hears through. ``CaptureDevice`` is one, tests have others.
protocol Microphone: Sendable {
    /// What has been captured since the last call, at 8,000 Hz; empty when nothing has.
    func read() throws(DeviceLost) -> [Int16]
    /// Lets the device go.
    func close()
}

/// A device stopped working in mid-call.
struct DeviceLost: Error, Equatable {
    /// What happened, in one sentence.
    let reason: String
}

extension Duration {
    /// How many whole samples fit in it, at a rate in hertz.
    func samples(at rate: Int) -> Int {
        Int(self / .seconds(1) * Double(rate))
    }

    /// How long samples last, at a rate in hertz.
    static func samples(_ count: Int, at rate: Int) -> Duration {
        .seconds(1) * count / rate
    }
}
