import Glibc
import NIOCore
import Telephony

extension IPEndpoint {
    /// The end that an address of a socket names; nil for one of another family.
    init?(_ address: SocketAddress) {
        switch address {
        case .v4(let address):
            let socket = address.address
            self.init(
                .v4(UInt32(bigEndian: socket.sin_addr.s_addr)),
                port: UInt16(bigEndian: socket.sin_port))
        case .v6(let address):
            let socket = address.address
            let (high, low) = withUnsafeBytes(of: socket.sin6_addr) { bytes in
                (
                    UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
            self.init(
                IPAddress(high: high, low: low), port: UInt16(bigEndian: socket.sin6_port))
        case .unixDomainSocket:
            return nil
        }
    }

    /// The address as sockets take it.
    var socketAddress: SocketAddress {
        switch address {
        case .v4(let number):
            var socket = sockaddr_in()
            socket.sin_family = sa_family_t(AF_INET)
            socket.sin_addr.s_addr = number.bigEndian
            socket.sin_port = port.bigEndian
            return SocketAddress(socket)
        case .v6(let high, let low):
            var socket = sockaddr_in6()
            socket.sin6_family = sa_family_t(AF_INET6)
            socket.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &socket.sin6_addr) { bytes in
                bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
                bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            return SocketAddress(socket)
        }
    }
}
