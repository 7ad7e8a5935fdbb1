import Foundation
import Testing

/// A caller with the least of SIP: one UDP socket, one call. What it waits for has a deadline.
final class SIPCaller: Sendable {
    /// A message that came.
    struct Message {
        let text: String

        /// The status of a response; nil for a request.
        var status: Int? {
            guard text.hasPrefix("SIP/2.0 ") else { return nil }
            return Int(text.dropFirst(8).prefix(3))
        }

        /// The method of a request; nil for a response.
        var method: Substring? {
            status == nil ? text.prefix { $0 != " " } : nil
        }

        /// The first header field of a name.
        func field(_ name: String) -> String {
            text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("\(name): ") }
                .map { String($0.dropFirst(name.count + 2)) } ?? ""
        }
    }

    private let descriptor: Int32
    /// The socket that sound comes to.
    private let sound: Int32
    private let port: UInt16
    private let soundPort: UInt16
    private let server: UInt16
    private let name = UUID().uuidString

    /// How long anything may take.
    static let patience: Int32 = 20_000

    /// Makes a caller for the server at a port of this machine.
    init(server: UInt16) throws {
        self.server = server
        (descriptor, port) = try SIPCaller.boundSocket()
        (sound, soundPort) = try SIPCaller.boundSocket()
    }

    deinit {
        close(descriptor)
        close(sound)
    }

    private static func boundSocket() throws -> (Int32, UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(descriptor >= 0 && isBound)
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    // MARK: Messages

    /// Calls somebody; the number is what the trunk vouches for.
    func invite(_ user: String, from number: String = "+33612345678") throws {
        let body = """
            v=0\r
            o=- 1 1 IN IP4 127.0.0.1\r
            s=-\r
            c=IN IP4 127.0.0.1\r
            t=0 0\r
            m=audio \(soundPort) RTP/AVP 8 101\r
            a=rtpmap:101 telephone-event/8000\r

            """
        try send(
            request("INVITE", to: user, sequence: 1, tag: "") {
                """
                P-Asserted-Identity: <sip:\(number)@127.0.0.1>\r
                Content-Type: application/sdp\r
                Content-Length: \(body.utf8.count)\r
                \r
                \(body)
                """
            })
    }

    /// Acknowledges the answer to the call.
    func acknowledge(_ response: Message, user: String) throws {
        try send(request("ACK", to: user, sequence: 1, tag: tag(of: response)) { SIPCaller.empty })
    }

    /// Presses a key, by INFO.
    func press(_ key: String, in response: Message, user: String, sequence: Int) throws {
        let body = "Signal=\(key)\r\nDuration=100\r\n"
        try send(
            request("INFO", to: user, sequence: sequence, tag: tag(of: response)) {
                """
                Content-Type: application/dtmf-relay\r
                Content-Length: \(body.utf8.count)\r
                \r
                \(body)
                """
            })
    }

    func hangUp(_ response: Message, user: String, sequence: Int = 9) throws {
        try send(
            request("BYE", to: user, sequence: sequence, tag: tag(of: response)) { SIPCaller.empty }
        )
    }

    /// Agrees to a request that came.
    func agree(to request: Message) throws {
        let kept = ["Via", "From", "To", "Call-ID", "CSeq"].map {
            "\($0): \(request.field($0))\r\n"
        }
        try send("SIP/2.0 200 OK\r\n\(kept.joined())Content-Length: 0\r\n\r\n")
    }

    private static let empty = "Content-Length: 0\r\n\r\n"

    private func request(
        _ method: String, to user: String, sequence: Int, tag: String, rest: () -> String
    ) -> String {
        """
        \(method) sip:\(user)@127.0.0.1:\(server) SIP/2.0\r
        Via: SIP/2.0/UDP 127.0.0.1:\(port);rport;branch=z9hG4bK\(method)\(sequence)\(name)\r
        Max-Forwards: 70\r
        From: <sip:caller@127.0.0.1:\(port)>;tag=\(name)\r
        To: <sip:\(user)@127.0.0.1:\(server)>\(tag)\r
        Call-ID: \(name)\r
        CSeq: \(sequence) \(method)\r
        Contact: <sip:caller@127.0.0.1:\(port)>\r
        \(rest())
        """
    }

    private func tag(of response: Message) -> String {
        let to = response.field("To")
        guard let range = to.firstRange(of: ";tag=") else { return "" }
        return String(to[range.lowerBound...])
    }

    private func send(_ text: String) throws {
        var address = SIPCaller.loopback(port: server)
        let bytes = Array(text.utf8)
        let count = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    descriptor, bytes, bytes.count, 0, $0,
                    socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(count == bytes.count)
    }

    // MARK: Waiting

    /// The next final response to a method, after whatever comes before it.
    func response(to method: String) throws -> Message {
        while true {
            let message = try receive()
            if let status = message.status, status >= 200, message.field("CSeq").hasSuffix(method) {
                return message
            }
        }
    }

    /// The next request of a method, after whatever comes before it.
    func request(_ method: String) throws -> Message {
        while true {
            let message = try receive()
            if let found = message.method, found == method { return message }
        }
    }

    /// Waits until a packet of sound has come.
    func hearsSound() throws -> Bool {
        var waiting = pollfd(fd: sound, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, SIPCaller.patience) > 0 else { return false }
        var packet = [UInt8](repeating: 0, count: 2_048)
        let count = recv(sound, &packet, packet.count, 0)
        // Version 2, A-law, 20 ms (RFC 3550 §5.1).
        return count == 172 && packet[0] == 0x80 && packet[1] & 0x7F == 8
    }

    private func receive() throws -> Message {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        try #require(poll(&waiting, 1, SIPCaller.patience) > 0, "nothing came")
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        try #require(count > 0)
        return Message(text: String(decoding: bytes[..<count], as: UTF8.self))
    }
}
