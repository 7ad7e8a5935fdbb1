/// Counts the packets of one source by their sequence numbers (RFC 3550 §A.1, §A.3).
///
/// A number that jumps far is left out of the count until the next one follows it: then the sender
/// has begun anew, and another counter is due.
struct SequenceCounter: Equatable, Sendable {
    /// What one packet meant.
    enum Step: Equatable, Sendable {
        /// The next one, or one after a gap.
        case newer
        /// One that was overtaken, or came twice.
        case older
        /// It lies too far off, and is not counted.
        case jumped
        /// The second in a row far off: this count is over, another begins with it.
        case restarted
    }

    private static let widestGap: UInt16 = 3_000
    private static let widestDisorder: UInt16 = 100

    private(set) var received: UInt64 = 1
    private var base: UInt64
    /// The highest number so far, the wraps around above its 16 bits.
    private(set) var highest: UInt64
    private var afterJump: UInt16?
    private var expectedBefore: UInt64 = 0
    private var receivedBefore: UInt64 = 0

    init(first sequence: UInt16) {
        base = UInt64(sequence)
        highest = UInt64(sequence)
    }

    /// Packets that should have come.
    var expected: UInt64 { highest &- base &+ 1 }

    /// Packets that did not come; below zero where some came twice.
    var lost: Int64 { Int64(clamping: expected) - Int64(clamping: received) }

    mutating func count(_ sequence: UInt16) -> Step {
        let step = sequence &- UInt16(truncatingIfNeeded: highest)
        if step == 0 || step > UInt16.max - SequenceCounter.widestDisorder {
            received &+= 1
            return .older
        }
        if step < SequenceCounter.widestGap {
            highest &+= UInt64(step)
            received &+= 1
            afterJump = nil
            return .newer
        }
        guard sequence == afterJump else {
            afterJump = sequence &+ 1
            return .jumped
        }
        return .restarted
    }

    /// The part of packets lost since this was last asked, in 1/256 (RFC 3550 §A.3).
    mutating func takeFractionLost() -> UInt8 {
        let expectedNow = expected &- expectedBefore
        let receivedNow = received &- receivedBefore
        expectedBefore = expected
        receivedBefore = received
        guard expectedNow > receivedNow else { return 0 }
        return UInt8(clamping: (expectedNow - receivedNow) * 256 / expectedNow)
    }
}
