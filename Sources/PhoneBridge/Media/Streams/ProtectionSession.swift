import CSRTP
import SIP
import Telephony

/// Protects the packets of one direction, or takes their protection off: SRTP and SRTCP
/// (RFC 3711).
///
/// Owns one `srtp_t` of libsrtp 2, which one thread may use at a time: it belongs to a stream, and
/// so to the stream's thread. The type is not `Sendable`.
final class ProtectionSession {
    /// Which way its packets go.
    enum Way {
        case outgoing, incoming
    }

    /// How many packets may overtake one that is still taken (RFC 3711 §3.3.2: 64 at least).
    private static let replayWindow: UInt = 128

    /// The library is set up once in a process.
    private static let setUp = srtp_init()

    let suite: MediaSecurity.Suite
    let key: MediaKey
    private let session: srtp_t

    /// - Throws: ``PhoneBridgeError`` when the library refuses.
    init(
        _ way: Way, suite: MediaSecurity.Suite, key: MediaKey
    ) throws(PhoneBridgeError) {
        try ProtectionSession.check(ProtectionSession.setUp)
        var policy = srtp_policy_t()
        switch suite {
        case .aesCounter128Tag80: srtp_crypto_policy_set_rtp_default(&policy.rtp)
        case .aesCounter128Tag32:
            srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&policy.rtp)
        }
        // Control packets have the long tag with either suite (RFC 4568 §6.2.2).
        srtp_crypto_policy_set_rtcp_default(&policy.rtcp)
        policy.ssrc.type = way == .outgoing ? ssrc_any_outbound : ssrc_any_inbound
        policy.window_size = ProtectionSession.replayWindow
        var session: srtp_t?
        // The library copies the key.
        var bytes = key.bytes
        let status = bytes.withUnsafeMutableBufferPointer { bytes in
            policy.key = bytes.baseAddress
            return srtp_create(&session, &policy)
        }
        try ProtectionSession.check(status)
        guard let session else { throw ProtectionSession.failure(srtp_err_status_alloc_fail) }
        self.session = session
        self.suite = suite
        self.key = key
    }

    deinit { srtp_dealloc(session) }

    private static func check(_ status: srtp_err_status_t) throws(PhoneBridgeError) {
        guard status == srtp_err_status_ok else { throw failure(status) }
    }

    private static func failure(_ status: srtp_err_status_t) -> PhoneBridgeError {
        PhoneBridgeError(
            .encryption, subject: "libsrtp", detail: "status \(status.rawValue)")
    }

    /// Works on a packet where it lies.
    ///
    /// - Parameters:
    ///   - work: the function of the library.
    ///   - packet: the packet, aligned to 4 bytes, with room for ``StreamProtection/overhead``
    ///     bytes more.
    ///   - count: its bytes.
    /// - Returns: how many bytes it has now; nil where the library refuses it.
    func apply(
        _ work: (srtp_t?, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int32>?)
            -> srtp_err_status_t,
        to packet: UnsafeMutableRawBufferPointer, count: Int
    ) -> Int? {
        var length = Int32(clamping: count)
        guard work(session, packet.baseAddress, &length) == srtp_err_status_ok else { return nil }
        return Int(length)
    }
}
