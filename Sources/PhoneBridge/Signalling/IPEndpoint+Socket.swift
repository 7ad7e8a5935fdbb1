import NIOCore
import Telephony

extension IPEndpoint {
    /// The end that an address of a socket names; nil for one of another family.
    init?(socket address: NIOCore.SocketAddress) {
        let bytes: (high: UInt64, low: UInt64)?
        switch address {
        case .v4:
            bytes = address.withSockAddr { pointer, length in
                // In a sockaddr_in the port stands at 2 and the address at 4.
                let raw = UnsafeRawBufferPointer(start: pointer, count: length)
                guard length >= 8 else { return nil }
                let number = raw.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
                return (0, 0xFFFF_0000_0000 | UInt64(UInt32(bigEndian: number)))
            }
        case .v6:
            bytes = address.withSockAddr { pointer, length in
                // In a sockaddr_in6 the address stands at 8.
                let raw = UnsafeRawBufferPointer(start: pointer, count: length)
                guard length >= 24 else { return nil }
                return (
                    UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                    UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
                )
            }
        case .unixDomainSocket:
            bytes = nil
        }
        guard let bytes, let port = address.port else { return nil }
        self.init(
            IPAddress(high: bytes.high, low: bytes.low), port: UInt16(truncatingIfNeeded: port))
    }

    /// The address as sockets take it.
    var socketAddress: NIOCore.SocketAddress {
        var bytes = ByteBuffer()
        switch address {
        case .v4(let number):
            bytes.writeInteger(number)
        case .v6(let high, let low):
            bytes.writeInteger(high)
            bytes.writeInteger(low)
        }
        guard let address = try? NIOCore.SocketAddress(packedIPAddress: bytes, port: Int(port))
        else {
            // Four bytes or sixteen are always an address.
            preconditionFailure("\(self) is an address")
        }
        return address
    }
}

/// Addresses as sockets take them, of those whom we send to most: making one takes memory.
struct SocketAddressCache: Sendable {
    /// How many are kept; when there are more, all are forgotten.
    static let capacity = 1_024

    private var addresses: [IPEndpoint: NIOCore.SocketAddress] = [:]

    /// The address of an end as sockets take it.
    subscript(endpoint: IPEndpoint) -> NIOCore.SocketAddress {
        mutating get {
            if let known = addresses[endpoint] { return known }
            if addresses.count >= SocketAddressCache.capacity { addresses = [:] }
            let made = endpoint.socketAddress
            addresses[endpoint] = made
            return made
        }
    }
}
