public import Telephony

/// Sends keys as telephone events, one packet each packet time (RFC 4733 §2.5.1).
///
/// ```
///            send(_:)                  length over               pause over
///   idle ─────────────▶ pressing ───────────────────▶ pausing ─────────────────▶ the next key,
///     ▲                  │    ▲                        │    ▲                     or idle
///     │                  └────┘ update                 └────┘ the end, three times
///     └──────────────────────────────────────────────────────────────────────────────┘
/// ```
/// Ask for a packet once each packet time; when there is none, the packet of that time is sound
/// or nothing.
///
/// ```swift
/// if let packet = sender.next(timestamp: stream.timestamp) {
///     stream.next(payloadType: 101, for: packet).write(into: datagram)
///     packet.event.write(into: payload)
/// }
/// stream.pass(160)
/// ```
public struct TelephoneEventSender: Sendable {
    /// A packet to be sent.
    public struct Packet: Equatable, Sendable {
        /// The payload.
        public let event: TelephoneEvent
        /// Whether it is the first of its key.
        public let marker: Bool
        /// The timestamp of its header: when the key, or its segment, began.
        public let timestamp: UInt32
    }

    private enum State: Equatable, Sendable {
        case idle
        /// Since the timestamp `begin`, of which the segments before `segment` are over.
        case pressing(code: UInt8, begin: UInt32, segment: UInt32)
        /// The last packet has been sent so many times; the key was let go at `since`.
        case pausing(Packet, sent: Int, since: UInt32)
    }

    /// How many keys wait at most; what is beyond is dropped.
    public static let capacity = 256
    /// How often the end of a key is sent (RFC 4733 §2.5.1.4).
    public static let endCount = 3

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
    ///   - packetTime: the time between two packets, in samples; 1...65,535.
    public init(length: UInt32 = 800, pause: UInt32 = 800, packetTime: UInt32 = 160) {
        step = min(max(1, packetTime), 0xFFFF)
        self.length = max(step, length)
        self.pause = max(step * UInt32(TelephoneEventSender.endCount), pause)
    }

    /// Whether every key has been sent, and the last pause is over.
    public var isIdle: Bool { state == .idle && waiting.isEmpty }

    /// Sends more keys, after those that still wait.
    public mutating func send(_ digits: some Sequence<Digit>) {
        for digit in digits where waiting.count < TelephoneEventSender.capacity {
            waiting.append(digit)
        }
    }

    /// Asks for the packet of this packet time.
    ///
    /// - Parameter timestamp: where the stream stands, in samples: one packet time further each
    ///   time.
    /// - Returns: the packet; nil where this time carries no event.
    public mutating func next(timestamp: UInt32) -> Packet? {
        switch state {
        case .idle:
            return begin(at: timestamp)
        case .pressing(let code, let begin, let segment):
            return press(code, since: begin, segment: segment, at: timestamp)
        case .pausing(let packet, let sent, let since):
            if sent < TelephoneEventSender.endCount {
                state = .pausing(packet, sent: sent + 1, since: since)
                return packet
            }
            guard timestamp &- since >= pause else { return nil }
            state = .idle
            return begin(at: timestamp)
        }
    }

    private mutating func begin(at timestamp: UInt32) -> Packet? {
        guard !waiting.isEmpty else { return nil }
        let code = waiting.removeFirst().rawValue
        return press(code, since: timestamp, segment: timestamp, at: timestamp)
    }

    private mutating func press(
        _ code: UInt8, since begin: UInt32, segment: UInt32, at timestamp: UInt32
    ) -> Packet {
        let isFirst = timestamp == begin
        let now = timestamp &+ step
        let letGo = begin &+ length
        let isEnd = now &- begin >= length
        let lasted = (isEnd ? letGo : now) &- segment
        guard lasted <= 0xFFFF else {
            // The full length of this segment is reported once; the next one begins where it ends.
            state = .pressing(code: code, begin: begin, segment: segment &+ 0xFFFF)
            return packet(code, isEnd: false, duration: 0xFFFF, marker: isFirst, segment)
        }
        let packet = packet(
            code, isEnd: isEnd, duration: UInt16(truncatingIfNeeded: lasted), marker: isFirst,
            segment)
        state =
            isEnd
            ? .pausing(
                Packet(event: packet.event, marker: false, timestamp: segment), sent: 1,
                since: letGo)
            : .pressing(code: code, begin: begin, segment: segment)
        return packet
    }

    private func packet(
        _ code: UInt8, isEnd: Bool, duration: UInt16, marker: Bool, _ timestamp: UInt32
    ) -> Packet {
        Packet(
            event: TelephoneEvent(code: code, isEnd: isEnd, duration: duration), marker: marker,
            timestamp: timestamp)
    }
}
