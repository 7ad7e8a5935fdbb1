import CSpanDSP
public import Telephony

/// Hears the sixteen keys in sound: the DTMF receiver of spandsp, at 8,000 Hz.
///
/// A key counts once it has sounded for two of spandsp's blocks (about 26 ms in all), so a press
/// of 40 ms is always heard (ITU-T Q.24, Annex A: accept at 40 ms). However long it is held, it
/// counts once.
///
/// Owns one `dtmf_rx_state_t`, which one thread may use at a time; the type is not `Sendable`.
public final class ToneDetector: DigitDetector {
    /// The most samples given to spandsp before its digits are fetched: its list holds 128 digits,
    /// far more than a second can bring.
    private static let blockLength = rate

    /// How much louder the lower tone may be, in dB: the 8 dB of ITU-T Q.24 and a margin.
    private static let normalTwist: Int32 = 10
    /// How much louder the higher tone may be, in dB: the 4 dB of ITU-T Q.24 and a margin.
    private static let reverseTwist: Int32 = 6

    /// The only rate that it hears, in hertz.
    public static let rate = 8_000

    private let receiver: OpaquePointer

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - filtersDialTone: whether 350 Hz and 440 Hz are taken out first. A telephone that sends
    ///     keys over its own dial tone needs it; on a line without, it costs sensitivity.
    ///   - threshold: the level of one tone below which nothing is a key, in dBm0; -98...0.
    public init(filtersDialTone: Bool = false, threshold: Int = -36) {
        precondition((-98...0).contains(threshold), "threshold in dBm0, -98...0")
        guard let receiver = dtmf_rx_init(nil, nil, nil) else {
            preconditionFailure("out of memory for a DTMF receiver")
        }
        self.receiver = receiver
        dtmf_rx_parms(
            receiver, filtersDialTone ? 1 : 0, Self.normalTwist, Self.reverseTwist,
            Int32(threshold))
    }

    deinit { dtmf_rx_free(receiver) }

    /// Listens on.
    ///
    /// - Parameter samples: the next 16-bit samples of one channel, at ``rate``; any number.
    /// - Returns: the keys that were first recognised in these samples, in the order of time.
    public func digits(in samples: [Int16]) -> [Digit] {
        var heard: [Digit] = []
        samples.withUnsafeBufferPointer { all in
            var rest = all[...]
            while !rest.isEmpty {
                let block = UnsafeBufferPointer(rebasing: rest.prefix(Self.blockLength))
                dtmf_rx(receiver, block.baseAddress, Int32(block.count))
                heard += fetch()
                rest = rest.dropFirst(Self.blockLength)
            }
        }
        return heard
    }

    private func fetch() -> [Digit] {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 129) { text in
            let count = dtmf_rx_get(receiver, text.baseAddress, 128)
            return text.prefix(count).compactMap {
                Digit(Character(Unicode.Scalar(UInt8(bitPattern: $0))))
            }
        }
    }
}
