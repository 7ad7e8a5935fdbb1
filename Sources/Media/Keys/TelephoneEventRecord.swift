import Telephony

/// What has been heard of one key.
struct TelephoneEventRecord: Equatable, Sendable {
    /// Whose key it is (SSRC).
    let source: UInt32
    let code: UInt8
    /// The timestamp of its first segment, and of the latest: of a key held longer than 65,535
    /// samples the segments follow one another (RFC 4733 §2.5.1.3).
    private let begin: UInt32
    private var segment: UInt32
    /// How long the latest segment has lasted, and how often it ran over its 16 bits.
    private var duration: UInt16
    private var overruns: UInt16 = 0
    /// The highest sequence number of its packets.
    private(set) var last: UInt16
    /// The sequence number of its first end packet.
    private var end: UInt16?
    /// When the packet with the highest sequence number came.
    private(set) var lastHeard: Duration
    /// Whether the key has been reported.
    var isCounted = false

    init(_ event: TelephoneEvent, _ header: RTPHeader, now: Duration) {
        source = header.source
        code = event.code
        begin = header.timestamp
        segment = header.timestamp
        duration = event.duration
        last = header.sequence
        end = event.isEnd ? header.sequence : nil
        lastHeard = now
    }

    var digit: Digit? { Digit(rawValue: code) }

    var hasEnd: Bool { end != nil }

    /// In samples.
    var length: UInt32 { segment &- begin &+ UInt32(overruns) << 16 &+ UInt32(duration) }

    /// Whether a packet tells of this key rather than of another.
    func isTold(by event: TelephoneEvent, _ header: RTPHeader, now: Duration) -> Bool {
        guard header.source == source, event.code == code else { return false }
        let isNewer = isOlder(than: header, now: now)
        guard
            covers(header.timestamp) || isNewer && isContinued(by: event, header)
                || isShifted(event, header, isNewer: isNewer) && !(isNewer && hasEnd)
        else { return false }
        return !(isNewer && isBegunAnew(by: event, header))
    }

    /// Whether a packet was sent after the last one of this key.
    func isOlder(than header: RTPHeader, now: Duration) -> Bool {
        header.follows(last, after: now - lastHeard)
    }

    mutating func take(_ event: TelephoneEvent, _ header: RTPHeader, now: Duration) {
        // Of one key nothing is sent after an end: an older end is another key's.
        guard isOlder(than: header, now: now) else { return }
        last = header.sequence
        lastHeard = now
        guard end == nil else { return }
        if header.timestamp != segment {
            segment = header.timestamp
            duration = event.duration
        } else if event.duration > duration || hasOverrun(event) {
            if hasOverrun(event) { overruns &+= 1 }
            duration = event.duration
        }
        if event.isEnd { end = header.sequence }
    }

    /// Whether a timestamp lies between the beginning and what has been heard since.
    private func covers(_ timestamp: UInt32) -> Bool { timestamp &- begin <= length }

    /// Whether a packet goes on with a key held so long that another segment is due.
    private func isContinued(by event: TelephoneEvent, _ header: RTPHeader) -> Bool {
        let step = header.timestamp &- segment
        // Updates of the last 0.6 s may be missing.
        return end == nil && !header.marker && duration >= 0x8000 && step <= 0xFFFF
            && step < UInt32(duration) + 4_800
    }

    /// Whether a packet's timestamp has moved on by just what its duration has.
    private func isShifted(
        _ event: TelephoneEvent, _ header: RTPHeader, isNewer: Bool
    ) -> Bool {
        !(header.marker && isNewer)
            && header.timestamp &- UInt32(event.duration) == segment &- UInt32(duration)
    }

    /// Whether a packet that was sent later, with a timestamp of this key, tells of another press:
    /// the sender does not move its timestamps on.
    private func isBegunAnew(by event: TelephoneEvent, _ header: RTPHeader) -> Bool {
        guard !event.isEnd else { return false }
        if end != nil || isCounted && header.marker { return true }
        return header.timestamp == segment && event.duration < duration && !hasOverrun(event)
    }

    /// Whether a duration has fallen because it ran over its 16 bits, at a sender that makes no
    /// segments.
    private func hasOverrun(_ event: TelephoneEvent) -> Bool {
        duration > 0xF000 && event.duration < 0x1000
    }
}

extension RTPHeader {
    /// Whether it was sent after the packet with a sequence number, which came so long ago.
    ///
    /// Numbers far below are those of a sender that began anew (RFC 3550 §A.1), and after a minute
    /// they may have wrapped around.
    func follows(_ last: UInt16, after time: Duration) -> Bool {
        let step = Int16(bitPattern: sequence &- last)
        return step > 0 || step < -100 || time > .seconds(60)
    }
}
