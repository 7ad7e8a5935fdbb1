import CSRTP
import SIP

/// What protects a stream: one session each way.
struct StreamProtection {
    /// How many bytes protection adds to a packet at most: an authentication tag of 10, and for
    /// RTCP the index of 4.
    static let overhead = 16

    private let outgoing: ProtectionSession
    private let incoming: ProtectionSession

    /// Sessions with the keys that were agreed on; those of `old` go on where nothing changed, for
    /// they know how often sequence numbers have wrapped around.
    ///
    /// - Throws: ``PhoneBridgeError`` when the library refuses the keys.
    init(_ security: MediaSecurity, replacing old: StreamProtection?) throws(PhoneBridgeError) {
        if let old, old.outgoing.suite == security.suite, old.outgoing.key == security.ourKey {
            outgoing = old.outgoing
        } else {
            outgoing = try ProtectionSession(
                .outgoing, suite: security.suite, key: security.ourKey)
        }
        if let old, old.incoming.suite == security.suite, old.incoming.key == security.theirKey {
            incoming = old.incoming
        } else {
            incoming = try ProtectionSession(
                .incoming, suite: security.suite, key: security.theirKey)
        }
    }

    // Each gives the new length of the packet; nil where it is refused: not authentic, or replayed.

    func protect(_ packet: UnsafeMutableRawBufferPointer, count: Int) -> Int? {
        outgoing.apply(srtp_protect, to: packet, count: count)
    }

    func protectControl(_ packet: UnsafeMutableRawBufferPointer, count: Int) -> Int? {
        outgoing.apply(srtp_protect_rtcp, to: packet, count: count)
    }

    func unprotect(_ packet: UnsafeMutableRawBufferPointer, count: Int) -> Int? {
        incoming.apply(srtp_unprotect, to: packet, count: count)
    }

    func unprotectControl(_ packet: UnsafeMutableRawBufferPointer, count: Int) -> Int? {
        incoming.apply(srtp_unprotect_rtcp, to: packet, count: count)
    }
}
