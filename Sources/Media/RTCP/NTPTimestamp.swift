/// A time as RTCP gives it: seconds since 1900 in fixed point, 32 bits before the point and 32
/// after it (RFC 3550 §4).
public struct NTPTimestamp: Hashable, Sendable {
    /// The 64 bits; the seconds wrap around in 2036.
    public let bits: UInt64

    /// Seconds between the beginning of 1900 and of 1970 (RFC 5905 figure 4).
    private static let unixEpoch: Int64 = 2_208_988_800

    /// Takes the 64 bits.
    public init(bits: UInt64) { self.bits = bits }

    /// The time that lies so long after the beginning of 1970, UTC.
    public init(sinceUnixEpoch time: Duration) {
        let (seconds, attoseconds) = time.components
        let whole = UInt64(bitPattern: seconds &+ NTPTimestamp.unixEpoch) << 32
        // 10^18 attoseconds are 2^32 parts: one part is a little under 232,830,644 of them.
        let part = UInt64(
            bitPattern: Int64((Double(attoseconds) * 4_294_967_296e-18).rounded(.down)))
        bits = whole &+ part
    }

    /// The middle 32 bits, in units of 1/65,536 s, as reports refer to a time (RFC 3550 §6.4.1).
    public var middle: UInt32 { UInt32(truncatingIfNeeded: bits >> 16) }
}
