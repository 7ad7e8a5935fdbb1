import Glibc
import Telephony

/// An endpoint as the system takes and gives it: a `sockaddr` of either version, of fixed size.
///
/// Its fields are found by their places (ip(7), ipv6(7)), not by their names: several modules of
/// packages bring the names along, and which of them the compiler takes differs from build to build.
struct SocketAddress {
    /// The sizes of the forms for IPv4 and IPv6, in bytes.
    private static let size: (short: socklen_t, long: socklen_t) = (16, 28)

    private enum Place {
        static let port = 2
        static let version4 = 4
        static let version6 = 8
    }

    // The longer of the two forms; the shorter one lies at its beginning.
    private var storage: (UInt64, UInt64, UInt64, UInt32) = (0, 0, 0, 0)

    /// Room for the system to write to.
    init() {}

    init(_ endpoint: IPEndpoint) {
        withUnsafeMutableBytes(of: &storage) { bytes in
            bytes.storeBytes(of: endpoint.port.bigEndian, toByteOffset: Place.port, as: UInt16.self)
            switch endpoint.address {
            case .v4(let number):
                bytes.storeBytes(of: sa_family_t(AF_INET), as: sa_family_t.self)
                bytes.storeBytes(
                    of: number.bigEndian, toByteOffset: Place.version4, as: UInt32.self)
            case .v6(let high, let low):
                bytes.storeBytes(of: sa_family_t(AF_INET6), as: sa_family_t.self)
                bytes.storeBytes(
                    of: high.bigEndian, toByteOffset: Place.version6, as: UInt64.self)
                bytes.storeBytes(
                    of: low.bigEndian, toByteOffset: Place.version6 + 8, as: UInt64.self)
            }
        }
    }

    /// The endpoint; nil where the system has written none.
    var endpoint: IPEndpoint? {
        withUnsafeBytes(of: storage) { bytes in
            let port = UInt16(
                bigEndian: bytes.loadUnaligned(fromByteOffset: Place.port, as: UInt16.self))
            switch Int32(bytes.loadUnaligned(as: sa_family_t.self)) {
            case AF_INET:
                let number = bytes.loadUnaligned(fromByteOffset: Place.version4, as: UInt32.self)
                return IPEndpoint(.v4(UInt32(bigEndian: number)), port: port)
            case AF_INET6:
                let high = bytes.loadUnaligned(fromByteOffset: Place.version6, as: UInt64.self)
                let low = bytes.loadUnaligned(fromByteOffset: Place.version6 + 8, as: UInt64.self)
                return IPEndpoint(
                    IPAddress(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low)),
                    port: port)
            default:
                return nil
            }
        }
    }

    private var length: socklen_t {
        let family = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sa_family_t.self) }
        return Int32(family) == AF_INET ? SocketAddress.size.short : SocketAddress.size.long
    }

    /// Lends it to a system call that reads it.
    func lend<Result>(_ use: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        let length = length
        return withUnsafeBytes(of: storage) {
            // The storage is aligned better than a sockaddr, and never empty.
            use($0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: sockaddr.self), length)
        }
    }

    /// Lends it to a system call that writes it.
    mutating func fill<Result>(
        _ use: (UnsafeMutablePointer<sockaddr>, inout socklen_t) -> Result
    ) -> Result {
        var length = SocketAddress.size.long
        return withUnsafeMutableBytes(of: &storage) {
            use(
                $0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: sockaddr.self), &length)
        }
    }
}
