import Flows
import Foundation
import Glibc
import Telephony

/// Whether the ports that calls and their sound need are free.
struct ListenerCheck {
    let telephone: Centre.Telephone

    func findings() -> [Finding] { telephone.listeners.map(finding) + [mediaFinding] }

    private func finding(_ listener: Centre.Listener) -> Finding {
        let kind = listener.transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        switch ProbeSocket.bind(to: listener.endpoint, kind) {
        case 0: return .ok("listeners", "\(listener) is free")
        case EADDRINUSE:
            return .fail(
                "listeners", "something listens at \(listener) already",
                do: "ss -lnptu shows what; where it is Allo itself, all is well")
        case EADDRNOTAVAIL:
            return .fail(
                "listeners", "\(listener.endpoint.address) is no address of this machine",
                do: "ip address shows those that are; 0.0.0.0 is all of them")
        case EACCES:
            return .fail(
                "listeners", "\(listener) may not be opened",
                do: "ports below 1024 belong to the system: take one from 1024 on")
        case let code:
            return .fail(
                "listeners", "\(listener) can't be opened: \(String(cString: strerror(code)))",
                do: "look at the address and the port")
        }
    }

    /// A few pairs of the range, from its begin to its end.
    private var mediaFinding: Finding {
        let ports = telephone.mediaPorts
        let address = telephone.mediaAddress ?? telephone.listeners.first?.endpoint.address
        guard let address else { return .ok("media", "no address to look at") }
        let pairs = (Int(ports.upperBound) - Int(ports.lowerBound) + 1) / 2
        let faults = (0..<16).map { Int(ports.lowerBound) + 2 * ($0 * max(pairs - 1, 0) / 15) }
            .compactMap { UInt16(exactly: $0) }
            .map { ProbeSocket.bind(to: IPEndpoint(address, port: $0), SOCK_DGRAM) }
            .filter { $0 != 0 }
        if faults.contains(EADDRNOTAVAIL) {
            return .fail(
                "media", "the sound can't go through \(address): it is no address of this machine",
                do: "name one that is with ‘media-address’: ip address shows them")
        }
        let range = "\(ports.lowerBound)..\(ports.upperBound)"
        if faults.count > 8 {
            return .fail(
                "media", "the ports \(range) of the sound are not free at \(address)",
                do: "ss -lnpu shows who has them; name others with ‘media’")
        }
        if let system = SystemCheck.ephemeralPorts, system.overlaps(ports) {
            return .warn(
                "media",
                "the ports \(range) of the sound are also given to other programs "
                    + "(\(system.lowerBound)..\(system.upperBound))",
                do: "choose others, or reserve them: "
                    + "sysctl net.ipv4.ip_local_reserved_ports=\(ports.lowerBound)-\(ports.upperBound)"
            )
        }
        return .ok("media", "the ports \(range) of the sound are enough for \(pairs) calls")
    }
}

/// Sockets that are opened for a look and closed again.
enum ProbeSocket {
    /// Binds a socket to an end.
    ///
    /// - Returns: 0, or the code of the system's error.
    static func bind(to endpoint: IPEndpoint, _ kind: __socket_type) -> Int32 {
        withSocket(endpoint, kind) { descriptor, address, length in
            Glibc.bind(descriptor, address, length) == 0 ? 0 : errno
        } ?? errno
    }

    /// Opens a socket of an end's family, for as long as the body runs; nil where that fails.
    static func withSocket<Result>(
        _ endpoint: IPEndpoint, _ kind: __socket_type,
        _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result? {
        let family = endpoint.address.isVersion6 ? AF_INET6 : AF_INET
        let descriptor = socket(family, Int32(kind.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if kind == SOCK_STREAM {
            // As a listener does: an end that a closed connection lingers at is free.
            var yes: Int32 = 1
            setsockopt(
                descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        }
        // Found by place (ip(7), ipv6(7)): several modules bring the names of the fields along.
        var address: (UInt64, UInt64, UInt64, UInt32) = (0, 0, 0, 0)
        let length = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.storeBytes(of: endpoint.port.bigEndian, toByteOffset: 2, as: UInt16.self)
            bytes.storeBytes(of: sa_family_t(family), as: sa_family_t.self)
            switch endpoint.address {
            case .v4(let number):
                bytes.storeBytes(of: number.bigEndian, toByteOffset: 4, as: UInt32.self)
                return 16
            case .v6(let high, let low):
                bytes.storeBytes(of: high.bigEndian, toByteOffset: 8, as: UInt64.self)
                bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt64.self)
                return 28
            }
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body(descriptor, $0, socklen_t(length))
            }
        }
    }
}
