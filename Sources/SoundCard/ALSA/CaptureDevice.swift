import Synchronization

/// A sound device that the caller is heard through: one channel of 16-bit samples at 8,000 Hz,
/// the rate at which keys are detected.
///
/// May be used by one thread at a time, which a lock enforces; no call waits for the device.
public final class CaptureDevice: Microphone {
    /// Samples per second, in hertz. ALSA converts where the hardware has another rate.
    public static let rate = 8_000

    /// The name that it was opened by.
    public let name: String
    private let pcm: Mutex<PCM?>

    /// The most samples read at once: 100 ms, so that one frame of the line never takes long.
    private static let largestRead = rate / 10

    /// Opens a device and begins to capture.
    ///
    /// - Parameter name: a name from ``SoundDevice/all()``, or any other that ALSA understands.
    /// - Throws: ``SoundDeviceError`` when it is not there or can't be used.
    public init(_ name: String = "default") throws(SoundDeviceError) {
        let pcm = try PCM(
            name, for: .capture, rate: Self.rate,
            buffer: .milliseconds(500), period: .milliseconds(10))
        // A device that fails to start fails again at the first read, which tells the line.
        _ = pcm.start()
        self.name = name
        self.pcm = Mutex(pcm)
    }

    func read() throws(DeviceLost) -> [Int16] {
        var lost: String?
        let samples = pcm.withLock { pcm in
            [Int16](unsafeUninitializedCapacity: Self.largestRead) { buffer, count in
                switch pcm?.read(into: buffer) {
                case .moved(let read): count = read
                case .restarted: _ = pcm?.start()
                case .lost(let reason):
                    lost = reason
                    if let gone = pcm.take() { gone.closeAside() }
                case nil: break
                }
            }
        }
        if let lost { throw DeviceLost(reason: "the sound device '\(name)' was lost: \(lost)") }
        return samples
    }

    func close() {
        pcm.withLock { $0 = nil }
    }
}
