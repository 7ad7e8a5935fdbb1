import Foundation

/// A peer without manners: it sends whatever bytes it is told to, and tells what comes back.
package final class RawPeer: Sendable {
    /// What came back; datagrams and pieces of a stream one after the other.
    package let heard = Hearing()
    private let descriptor: Int32
    /// Its own port.
    package let port: UInt16

    /// Opens a socket to a port of the loopback address.
    ///
    /// - Parameters:
    ///   - port: whom to speak to.
    ///   - isStream: whether over TCP.
    ///   - address: from which address of the loopback network to speak.
    /// - Throws: when there is no way there.
    package init(to port: UInt16, isStream: Bool = false, from address: String = "127.0.0.1")
        throws
    {
        let type = isStream ? SOCK_STREAM : SOCK_DGRAM
        let descriptor = socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.descriptor = descriptor
        var own = Self.address(address, 0)
        let bound = Self.call(&own) { bind(descriptor, $0, $1) }
        var other = Self.address("127.0.0.1", port)
        let connected = Self.call(&other) { connect(descriptor, $0, $1) }
        guard bound == 0, connected == 0 else {
            throw ChildProcess.Failure(description: String(cString: strerror(errno)))
        }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &own) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length)
            }
        }
        self.port = UInt16(bigEndian: own.sin_port)
        heard.listen(to: dup(descriptor))
    }

    deinit {
        hangUp()
        close(descriptor)
    }

    /// Sends bytes, on UDP one datagram.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        repeat {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count >= 0 else { return false }
            rest = rest.dropFirst(count)
        } while !rest.isEmpty
        return true
    }

    /// Sends a text whose lines end as those of SIP do.
    @discardableResult
    package func send(_ text: String) -> Bool {
        send(Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8))
    }

    /// Closes its connection.
    package func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private static func address(_ text: String, _ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, text, &address.sin_addr)
        return address
    }

    private static func call(
        _ address: inout sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
