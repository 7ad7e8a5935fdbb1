import Media
import Telephony

/// Hears keys in the sound of a leg that negotiated no telephone events.
///
/// Belongs to one stream, and so to its thread.
final class InBandListener {
    private let coder: PayloadCoder
    private var buffer: JitterBuffer
    private var detector: any DigitDetector
    /// The sound of one packet time.
    private var frame: [Int16]
    /// Room for the sound of the longest packet that is looked at.
    private var decoded = [Int16](repeating: 0, count: Workbench.byteCount)

    /// Listens to so many samples at once: those of a packet time.
    init(_ coder: PayloadCoder, samples: Int, detector: any DigitDetector) {
        self.coder = coder
        self.detector = detector
        buffer = JitterBuffer(packetTime: samples)
        frame = [Int16](repeating: 0, count: samples)
    }

    /// Takes the payload of a packet.
    func put(_ payload: UnsafeRawBufferPointer, timestamp: UInt32, now: Duration) {
        decoded.withUnsafeMutableBufferPointer { decoded in
            let count = coder.decode(payload, into: decoded)
            buffer.put(
                UnsafeBufferPointer(rebasing: decoded[..<count]), timestamp: timestamp, now: now)
        }
    }

    /// Listens to the next packet time.
    func listen(_ port: MediaPort.ID, _ bench: inout Workbench) {
        frame.withUnsafeMutableBufferPointer { _ = buffer.take($0) }
        for digit in detector.digits(in: frame) { bench.tell(port, .digit(digit, at: .now)) }
    }
}
