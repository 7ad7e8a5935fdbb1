import NIOCore
import Telephony

/// The addresses of this machine.
enum HostAddress {
    /// An address that others can reach this machine by, of the same version as another one: the
    /// first that does not only lead back here, else that which does.
    static func own(version6: Bool) -> IPAddress {
        // Without a list of devices there is only this machine to be reached from.
        let devices = (try? System.enumerateDevices()) ?? []
        let addresses = devices.compactMap {
            $0.address.flatMap { IPEndpoint(socket: $0)?.address }
        }
        return addresses.first { address in
            address.isVersion6 == version6 && !address.isLoopback && !address.isLinkLocal
        } ?? (version6 ? .v6(0, 1) : .loopback)
    }
}

extension IPAddress {
    /// Whether it is only good on one link: 169.254.0.0/16 or fe80::/10.
    var isLinkLocal: Bool {
        switch self {
        case .v4(let number): number >> 16 == 0xA9FE
        case .v6(let high, _): high >> 54 == 0xFE80 >> 6
        }
    }
}
