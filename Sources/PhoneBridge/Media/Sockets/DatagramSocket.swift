import Glibc
import Telephony

/// A UDP socket that never waits; it closes with the value.
///
/// Owns one file descriptor. The system lets any thread use it; here one does at a time.
struct DatagramSocket: ~Copyable {
    /// What the system calls it.
    let descriptor: Int32

    /// How many bytes wait at most, packets' own overhead included: a second of speech, so that a
    /// flood costs little memory.
    private static let receiveBuffer: Int32 = 65_536
    /// Expedited forwarding, the class of speech (RFC 4594 §4.1), as the byte of the IP header.
    private static let trafficClass: Int32 = 46 << 2

    /// Binds a new socket.
    ///
    /// - Throws: ``SystemFailure`` with the system's reason, `EADDRINUSE` where another has the
    ///   port.
    init(at endpoint: IPEndpoint) throws(SystemFailure) {
        let isVersion6 = endpoint.address.isVersion6
        descriptor = socket(
            isVersion6 ? AF_INET6 : AF_INET,
            Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemFailure("socket") }
        if isVersion6 { set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
        set(SOL_SOCKET, SO_RCVBUF, Self.receiveBuffer)
        if isVersion6 {
            set(Int32(IPPROTO_IPV6), IPV6_TCLASS, Self.trafficClass)
        } else {
            set(Int32(IPPROTO_IP), IP_TOS, Self.trafficClass)
        }
        guard SocketAddress(endpoint).lend({ bind(descriptor, $0, $1) }) == 0 else {
            throw SystemFailure("bind")
        }
    }

    deinit { close(descriptor) }

    /// Gives the open descriptor away, to be closed by whoever takes it.
    consuming func giveUp() -> Int32 {
        let descriptor = descriptor
        discard self
        return descriptor
    }

    /// None of the options is needed for calls to work, so a system that refuses one is not asked
    /// why.
    private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        _ = setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Where it is bound; nil when the system won't say.
    var endpoint: IPEndpoint? {
        var address = SocketAddress()
        let descriptor = descriptor
        guard address.fill({ getsockname(descriptor, $0, &$1) }) == 0 else { return nil }
        return address.endpoint
    }
}

/// A system call that failed.
struct SystemFailure: Error, Equatable {
    /// The name of the call.
    let call: String
    /// What the system gave as its reason (`errno`).
    let code: Int32

    /// The failure of the call that has just returned.
    init(_ call: String) {
        self.call = call
        code = errno
    }

    init(_ call: String, code: Int32) {
        self.call = call
        self.code = code
    }
}

extension SystemFailure: CustomStringConvertible {
    /// As in `bind: Address already in use`.
    var description: String { "\(call): \(String(cString: strerror(code)))" }
}
