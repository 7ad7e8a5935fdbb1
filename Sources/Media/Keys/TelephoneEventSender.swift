public import Telephony

/// Sends keys as telephone events, one packet each packet time (RFC 4733 §2.5.1).
///
/// ```
///            send(digits)                 length over                 pause over
///   idle ─────────────────▶ pressing ─────────────────▶ ending (3×) ─────────────▶ next key, or
///     ▲                      update each packet time     and pause                  idle
///     └────────────────────────────────────────────────────────────────────────────────┘
/// ```
/// Ask for a packet once each packet time: while it has none, the packet of that time is sound or
/// nothing.
public struct TelephoneEventSender: Sendable {
    /// A packet to be sent.
    public struct Packet: Equatable, Sendable {
        /// The payload.
        public let event: TelephoneEvent
        /// Whether it is the first of its event.
        public let marker: Bool
        /// The timestamp of its header: when the event, or its segment, began.
        public let timestamp: UInt32
    }

    private enum State: Equatable, Sendable {
        case idle
        /// Since `begin`, the beginning of the segment; `before` is what earlier segments lasted.
        case pressing(code: UInt8, begin: UInt32, before: UInt32, isFirst: Bool)
        /// The end has been sent `sent` times; `until` is when the pause is over.
        case ending(TelephoneEvent, begin: UInt32, sent: Int, elapsed: UInt32)
    }

    /// How many keys wait at most; more are dropped.
    public static let capacity = 256

    private let length: UInt32
    private let pause: UInt32
    private let step: UInt32
    private var state = State.idle
    private var waiting: [Digit] = []

    /// A sender without keys.
    ///
    /// - Parameters:
    ///   - length: how long a key is pressed, in samples; at least one packet time.
    ///   - pause: how long after it nothing is pressed, in samples; at least three packet times.
    ///   - packetTime: the time between two packets, in samples.
    public init(length: UInt32 = 800, pause: UInt32 = 800, packetTime: UInt32 = 160) {
        step = max(1, packetTime)
        self.length = max(step, length)
        self.pause = max(step * 3, pause)
    }

    /// Whether every key has been sent, and the last pause is over.
    public var isIdle: Bool { state == .idle && waiting.isEmpty }

    /// Sends more keys, after those that still wait.
    public mutating func send(_ digits: some Sequence<Digit>) {
        for digit in digits where waiting.count < TelephoneEventSender.capacity {
            waiting.append(digit)
        }
    }
}

extension TelephoneEventSender {
    /// The packet of this packet time; nil where it carries no event.
    ///
    /// - Parameter timestamp: where the stream stands, in samples.
    public mutating func next(timestamp: UInt32) -> Packet? { nil }
}
