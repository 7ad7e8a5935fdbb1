import Flows
import Glibc
import Telephony

/// Whether what others are told of our address leads to us.
struct AddressCheck {
    let centre: Centre
    let telephone: Centre.Telephone

    func findings() -> [Finding] {
        let own = AddressCheck.ownAddresses()
        var findings: [Finding] = []
        if let address = telephone.mediaAddress, !own.contains(address) {
            findings.append(
                .fail(
                    "addresses", "the media-address \(address) is no address of this machine",
                    do: "ip address shows those that are; others see the public-address"))
        }
        let reachesOut = centre.trunks.values.contains { !$0.isLoopback }
        if let address = telephone.publicAddress {
            findings.append(finding(of: address, reachesOut: reachesOut, own: own))
        } else if reachesOut {
            findings.append(withoutPublicAddress(own))
        } else {
            findings.append(.ok("addresses", "only callers of this machine are served"))
        }
        return findings
    }

    private func finding(
        of address: IPAddress, reachesOut: Bool, own: [IPAddress]
    ) -> Finding {
        if reachesOut, address.isPrivate || address.isLoopback {
            return .warn(
                "addresses", "the public-address \(address) is not one of the Internet",
                do: "name the address that the trunks see, unless they are in this network too")
        }
        return .ok(
            "addresses",
            own.contains(address)
                ? "the public-address \(address) is this machine's own"
                : "others are told \(address)")
    }

    private func withoutPublicAddress(_ own: [IPAddress]) -> Finding {
        let listened = telephone.listeners.map(\.endpoint.address)
        if !listened.isEmpty, listened.allSatisfy(\.isLoopback) {
            return .fail(
                "addresses", "trunks outside can't reach \(listened[0]), where Allo listens",
                do: "listen at an address of the network")
        }
        let far = centre.trunks.values.flatMap(\.networks)
            .contains { !$0.address.isPrivate && !$0.address.isLoopback }
        let outside = own.filter { !$0.isLoopback && !$0.isPrivate }
        if far, outside.isEmpty {
            return .warn(
                "addresses", "this machine has no address of the Internet, but trunks do",
                do: "give the public-address of the router, and forward the ports to this machine")
        }
        return .ok("addresses", "others are told the address where they called")
    }

    /// The addresses of all interfaces.
    static func ownAddresses() -> [IPAddress] {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return [] }
        defer { freeifaddrs(list) }
        var addresses: [IPAddress] = []
        var next = list
        while let interface = next?.pointee {
            next = interface.ifa_next
            guard let address = interface.ifa_addr else { continue }
            var text = [CChar](repeating: 0, count: 64)
            let length = socklen_t(
                Int32(address.pointee.sa_family) == AF_INET6
                    ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
            guard [AF_INET, AF_INET6].contains(Int32(address.pointee.sa_family)),
                getnameinfo(
                    address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            else { continue }
            let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            // An address of the link bears the name of its interface: fe80::1%eth0.
            let name = String(decoding: bytes, as: UTF8.self).prefix { $0 != "%" }
            if let address = IPAddress(name) { addresses.append(address) }
        }
        return addresses
    }
}

extension IPAddress {
    /// Whether it is of a network of its own (RFC 1918, 6598, 3927, 4193, 4291 §2.5.6).
    var isPrivate: Bool {
        [
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16",
            "fc00::/7", "fe80::/10",
        ].contains { IPNetwork($0)?.contains(self) ?? false }
    }
}
