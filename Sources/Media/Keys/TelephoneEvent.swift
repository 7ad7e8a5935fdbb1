public import Telephony

/// One report of a telephone event: the payload of a packet of type `telephone-event`
/// (RFC 4733 §2.3).
public struct TelephoneEvent: Equatable, Sendable {
    /// How many bytes it takes.
    public static let size = 4

    /// Which event: 0...15 are the keys (RFC 4733 §3.2), others mean nothing to us.
    public var code: UInt8
    /// Whether the key has been let go.
    public var isEnd: Bool
    /// How loud the tone would be, in -dBm0: 0...63, 0 the loudest.
    public var volume: UInt8
    /// How long it has lasted, in samples since the packet's timestamp.
    public var duration: UInt16

    /// The key, where the event is one.
    public var digit: Digit? { Digit(rawValue: code) }

    /// Joins the fields; of the volume the low six bits count.
    public init(code: UInt8, isEnd: Bool, volume: UInt8 = 10, duration: UInt16) {
        self.code = code
        self.isEnd = isEnd
        self.volume = volume & 0x3F
        self.duration = duration
    }

    /// Reads a payload; nil where it is too short. What follows the first report is left alone.
    public init?(_ payload: UnsafeRawBufferPointer) {
        guard let code = payload.byte(at: 0), let flags = payload.byte(at: 1),
            let duration = payload.number16(at: 2)
        else { return nil }
        self.init(code: code, isEnd: flags & 0x80 != 0, volume: flags, duration: duration)
    }

    /// Writes the payload.
    ///
    /// - Parameter bytes: where; at least ``size`` bytes, of which the first ``size`` are written.
    public func write(into bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= TelephoneEvent.size, "no room for a telephone event")
        bytes[0] = code
        bytes[1] = (isEnd ? 0x80 : 0) | (volume & 0x3F)
        bytes.write(duration, at: 2)
    }
}
