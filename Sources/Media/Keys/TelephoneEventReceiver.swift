/// Makes each key out of the many packets that tell of it: exactly once, whatever of them is lost,
/// comes twice or overtakes another.
///
/// **When a key counts.** At its end, so that what is said next is not drowned by the telephone's
/// own key tone: with the first end packet; where all of them are lost, with the first packet of
/// the next key, or once nothing has been heard of it for ``quiet``. One packet of a key is enough.
///
/// **What tells keys apart.** The timestamp, as all packets of a key bear that of its beginning
/// (RFC 4733 §2.2). For senders that get timestamps wrong:
/// - the same timestamp for every key: an update after an end, a duration that falls, or a marker
///   after the silence that ended a key, begins another;
/// - a timestamp that moves on with each update: packets within the time that a key covers, or
///   whose timestamp less duration stays the same, are one key.
///
/// ```
///                first packet               end, next key, or 100 ms of silence
///   nothing ──────────────────▶ pressed ──────────────────────────────────────▶ counted
///                                ▲    │ update                                    ▲   │ any packet
///                                └────┘                                           └───┘ of the key
/// ```
/// A fixed-size value; a packet costs no allocation.
///
/// ```swift
/// for key in receiver.receive(event, header: packet.header, now: now) { press(key.digit) }
/// for key in receiver.advance(to: now) { press(key.digit) }  // once each packet time
/// ```
public struct TelephoneEventReceiver: Sendable {
    /// How long nothing is heard of a pressed key before it is held to be over: twice the longest
    /// usual update interval, 50 ms.
    public static let quiet = Duration.milliseconds(100)

    private var memory = TelephoneEventMemory()
    /// Where the key that is being pressed is remembered.
    private var pressed: Int?

    /// A receiver that has heard no key.
    public init() {}

    /// Whether a key is pressed whose end has not been heard: only then ``advance(to:)`` is needed.
    public var isPressed: Bool { pressed != nil }

    /// Takes in one packet of the other party.
    ///
    /// - Parameters:
    ///   - event: its payload; what is no key is left alone.
    ///   - header: its header.
    ///   - now: when it came.
    /// - Returns: the keys that it brought to their end.
    public mutating func receive(
        _ event: TelephoneEvent, header: RTPHeader, now: Duration
    ) -> HeardKeys {
        guard event.digit != nil else { return HeardKeys() }
        if let index = memory.index(of: event, header, now: now) {
            memory.records[index].take(event, header, now: now)
            return HeardKeys(count(index, now: now, isOver: memory.records[index].hasEnd))
        }
        // Another key has begun after this one: it is over, although its end was never heard.
        let isLate = memory.isLate(header, now: now)
        let before = isLate ? nil : pressed.flatMap { count($0, now: now, isOver: true) }
        let index = memory.remember(TelephoneEventRecord(event, header, now: now), isLate: isLate)
        if !isLate { pressed = index }
        let this = count(index, now: now, isOver: isLate || event.isEnd)
        return HeardKeys(before, this)
    }

    /// Lets time pass: a pressed key of which nothing more is heard ends.
    public mutating func advance(to now: Duration) -> HeardKeys {
        guard let pressed,
            now - memory.records[pressed].lastHeard >= TelephoneEventReceiver.quiet
        else { return HeardKeys() }
        return HeardKeys(count(pressed, now: now, isOver: true))
    }

    private mutating func count(_ index: Int, now: Duration, isOver: Bool) -> HeardKey? {
        guard isOver, !memory.records[index].isCounted, let digit = memory.records[index].digit
        else { return nil }
        memory.records[index].isCounted = true
        if pressed == index { pressed = nil }
        return HeardKey(digit: digit, length: memory.records[index].length)
    }
}
