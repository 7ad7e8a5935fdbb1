import Flows
import Foundation
import Glibc
import Telephony

/// Whether what answers calls that go out is there: it is asked by OPTIONS (RFC 3261 §11).
struct TrunkCheck {
    let centre: Centre
    let telephone: Centre.Telephone

    private static let patience = 2_000

    func findings() -> [Finding] {
        guard !centre.trunks.isEmpty else {
            return [
                .fail(
                    "trunks", "there are none: nobody can call",
                    do: "say in the centre file under ‘trunks’ who brings calls")
            ]
        }
        return centre.trunks.values.sorted { $0.name < $1.name }.map { trunk in
            guard let address = trunk.wayOut else {
                return .ok("trunks", "\(trunk.name) brings calls and takes none")
            }
            return finding(trunk.name, address)
        }
    }

    private func finding(_ trunk: String, _ address: String) -> Finding {
        guard let endpoint = TrunkCheck.endpoint(of: address) else {
            return .warn(
                "trunks", "\(trunk): \(address) leads to no address",
                do: "look at the name and at the name servers (/etc/resolv.conf)")
        }
        switch TrunkCheck.ask(endpoint, host: address) {
        case let answer?:
            return .ok("trunks", "\(trunk): \(endpoint) answers \(answer)")
        case nil:
            return .warn(
                "trunks",
                "\(trunk): \(endpoint) does not answer OPTIONS in \(TrunkCheck.patience / 1_000) s",
                do: "some answer only whom they know; else look at the address and at firewalls")
        }
    }

    /// The first address of a host, and its port; 5060 where none is written.
    private static func endpoint(of text: String) -> IPEndpoint? {
        var rest = text[...]
        for scheme in ["sips:", "sip:"] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
        }
        rest = rest.prefix { $0 != ";" && $0 != "?" }
        if let endpoint = IPEndpoint(rest) { return endpoint }
        if let address = IPAddress(rest) { return IPEndpoint(address, port: 5_060) }
        let parts = rest.split(separator: ":", maxSplits: 1)
        guard let host = parts.first else { return nil }
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(String(host), nil, nil, &list) == 0, let first = list else { return nil }
        defer { freeaddrinfo(list) }
        var name = [CChar](repeating: 0, count: 64)
        guard
            getnameinfo(
                first.pointee.ai_addr, first.pointee.ai_addrlen, &name, socklen_t(name.count), nil,
                0, NI_NUMERICHOST) == 0,
            let address = IPAddress(
                String(
                    decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
        else { return nil }
        return IPEndpoint(address, port: parts.dropFirst().first.flatMap { UInt16($0) } ?? 5_060)
    }

    /// Sends OPTIONS over UDP and waits.
    ///
    /// - Returns: the status line of the answer without the version; nil where none came.
    private static func ask(_ endpoint: IPEndpoint, host: String) -> String? {
        ProbeSocket.withSocket(endpoint, SOCK_DGRAM) { descriptor, address, length -> String? in
            guard connect(descriptor, address, length) == 0,
                let own = ownEndpoint(descriptor, version6: endpoint.address.isVersion6)
            else { return nil }
            let tag = UInt64.random(in: 0...UInt64.max)
            let request = """
                OPTIONS sip:\(endpoint) SIP/2.0\r
                Via: SIP/2.0/UDP \(own);rport;branch=z9hG4bK\(tag)\r
                Max-Forwards: 70\r
                From: <sip:doctor@\(own)>;tag=\(tag)\r
                To: <sip:\(endpoint)>\r
                Call-ID: \(tag)@\(own)\r
                CSeq: 1 OPTIONS\r
                Content-Length: 0\r
                \r

                """
            let bytes = Array(request.utf8)
            guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0 else {
                return nil
            }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(patience)) > 0 else { return nil }
            var answer = [UInt8](repeating: 0, count: 2_048)
            let count = recv(descriptor, &answer, answer.count, 0)
            guard count > 0 else { return nil }
            let text = String(decoding: answer[..<count], as: UTF8.self)
            let line = text.prefix { !$0.isNewline }
            guard line.hasPrefix("SIP/2.0 ") else { return nil }
            // What came from outside must not move the cursor.
            return String(line.dropFirst(8).filter { $0.isASCII && $0 >= " " }.prefix(60))
        } ?? nil
    }

    private static func ownEndpoint(_ descriptor: Int32, version6: Bool) -> IPEndpoint? {
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        return withUnsafeMutablePointer(to: &address) { pointer -> IPEndpoint? in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> IPEndpoint? in
                guard getsockname(descriptor, address, &length) == 0 else { return nil }
                var host = [CChar](repeating: 0, count: 64)
                var port = [CChar](repeating: 0, count: 8)
                guard
                    getnameinfo(
                        address, length, &host, socklen_t(host.count), &port,
                        socklen_t(port.count), NI_NUMERICHOST | NI_NUMERICSERV) == 0
                else { return nil }
                func text(_ characters: [CChar]) -> String {
                    String(
                        decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
                        as: UTF8.self)
                }
                guard let address = IPAddress(text(host)), let port = UInt16(text(port)) else {
                    return nil
                }
                return IPEndpoint(address, port: port)
            }
        }
    }
}
