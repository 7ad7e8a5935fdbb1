import Glibc
import Telephony

/// An endpoint as the system takes and gives it: a `sockaddr` of either version, of fixed size.
struct SocketAddress {
    // The longer of the two forms; the shorter one lies at its beginning.
    private var storage = sockaddr_in6()

    /// Room for the system to write to.
    init() {}

    init(_ endpoint: IPEndpoint) {
        switch endpoint.address {
        case .v4(let number):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = endpoint.port.bigEndian
            address.sin_addr.s_addr = number.bigEndian
            withUnsafeMutableBytes(of: &storage) {
                $0.storeBytes(of: address, as: sockaddr_in.self)
            }
        case .v6(let high, let low):
            storage.sin6_family = sa_family_t(AF_INET6)
            storage.sin6_port = endpoint.port.bigEndian
            withUnsafeMutableBytes(of: &storage.sin6_addr) {
                $0.storeBytes(of: high.bigEndian, as: UInt64.self)
                $0.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
        }
    }

    /// The endpoint; nil where the system has written none.
    var endpoint: IPEndpoint? {
        switch Int32(storage.sin6_family) {
        case AF_INET:
            let address = withUnsafeBytes(of: storage) { $0.load(as: sockaddr_in.self) }
            return IPEndpoint(
                .v4(UInt32(bigEndian: address.sin_addr.s_addr)),
                port: UInt16(bigEndian: address.sin_port))
        case AF_INET6:
            let (high, low) = withUnsafeBytes(of: storage.sin6_addr) {
                (
                    $0.loadUnaligned(as: UInt64.self),
                    $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                )
            }
            return IPEndpoint(
                IPAddress(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low)),
                port: UInt16(bigEndian: storage.sin6_port))
        default:
            return nil
        }
    }

    private var length: socklen_t {
        Int32(storage.sin6_family) == AF_INET
            ? socklen_t(MemoryLayout<sockaddr_in>.size)
            : socklen_t(MemoryLayout<sockaddr_in6>.size)
    }

    /// Lends it to a system call that reads it.
    func lend<Result>(_ use: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        let length = length
        return withUnsafeBytes(of: storage) {
            // A sockaddr_in6 is aligned at least as a sockaddr, and never empty.
            use($0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: sockaddr.self), length)
        }
    }

    /// Lends it to a system call that writes it.
    mutating func fill<Result>(
        _ use: (UnsafeMutablePointer<sockaddr>, inout socklen_t) -> Result
    ) -> Result {
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        return withUnsafeMutableBytes(of: &storage) {
            use(
                $0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: sockaddr.self), &length)
        }
    }
}
