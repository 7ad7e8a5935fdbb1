import Foundation
import TestSupport
import Testing

/// What no decent peer sends: the right answer or silence, and others go on.
@Suite(.serialized) struct `A peer without manners` {
    @Test(arguments: [
        ("garbage", [UInt8]((0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37) })),
        ("nothing", []), ("zeros", [UInt8](repeating: 0, count: 1_400)),
        ("a start without an end", Array("INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP".utf8)),
        ("an endless line", Array("INVITE ".utf8) + [UInt8](repeating: 65, count: 60_000)),
        ("a response to nothing", Array("SIP/2.0 200 OK\r\n\r\n".utf8)),
        ("no sequence", Array(Message.unanswerable(cSeq: "x OPTIONS").utf8)),
        ("a huge sequence", Array(Message.unanswerable(cSeq: "99999999999 OPTIONS").utf8)),
    ])
    func `sends a datagram of garbage, which is not answered`(name: String, bytes: [UInt8])
        async throws
    {
        let server = try await TestCentre.shared.value
        let peer = try RawPeer(to: server.udp)
        peer.send(bytes)
        // What comes after it is answered, and it is all that is answered.
        // A branch of its own: the same one again would be a request sent twice (RFC 3261 §17.2.3).
        let after = "after-\(bytes.count)"
        peer.send(Message.options(after))
        #expect(await peer.heard.reaches("Call-ID: \(after)"))
        #expect(peer.heard.text.components(separatedBy: "SIP/2.0 ").count == 2)
    }

    @Test func `sends requests with a fault, and is told which`() async throws {
        let server = try await TestCentre.shared.value
        let peer = try RawPeer(to: server.udp)
        for (name, text, status) in Message.faulty {
            peer.send(text)
            #expect(await peer.heard.reaches("Call-ID: \(name)"), "\(name)")
            let head = peer.heard.text.lines.filter { $0.hasPrefix("SIP/2.0 ") }.last ?? ""
            #expect(head.hasPrefix("SIP/2.0 \(status)"), "\(name): \(head)")
        }
    }

    /// Whoever is as quick as this cancels a call that waits for the journal (DESIGN.md §8, D1).
    @Test func `cancels in the same breath, and the call never was`() async throws {
        let server = try await TestCentre.server(["udp"])
        let peer = try RawPeer(to: server.udp)
        server.send(SIGSTOP)
        peer.send(Message.call("INVITE", "cancelled"))
        peer.send(Message.call("CANCEL", "cancelled"))
        server.send(SIGCONT)
        #expect(await peer.heard.reaches("CSeq: 1 CANCEL"))
        #expect(await peer.heard.reaches("SIP/2.0 487"))
        #expect(!peer.heard.text.contains("m=audio"))
        try await server.stop()
    }

    @Test func `says goodbye before it has been answered, and is answered all the same`()
        async throws
    {
        let server = try await TestCentre.server(["udp"])
        let peer = try RawPeer(to: server.udp)
        server.send(SIGSTOP)
        peer.send(Message.call("INVITE", "early"))
        peer.send(Message.call("BYE", "early", branch: "bye", tag: ";tag=nobody", number: 2))
        server.send(SIGCONT)
        #expect(await peer.heard.reaches("SIP/2.0 481"))
        #expect(await peer.heard.reaches("CSeq: 1 INVITE"))
        #expect(await peer.heard.reaches("m=audio"))
        server.send(SIGKILL)
    }

    @Test func `sends a message over TCP in single bytes, and is answered`() async throws {
        let server = try await TestCentre.shared.value
        let peer = try RawPeer(to: server.tcp, isStream: true)
        for byte in Message.options("bytes", over: "TCP").replacingOccurrences(
            of: "\n", with: "\r\n"
        ).utf8 {
            peer.send([byte])
        }
        #expect(await peer.heard.reaches("SIP/2.0 200"))
        // Two at once, and a sign of life between them.
        peer.send(
            Message.options("one", over: "TCP") + "\n\n" + Message.options("two", over: "TCP"))
        #expect(await peer.heard.reaches("Call-ID: one"))
        #expect(await peer.heard.reaches("Call-ID: two"))
    }

    @Test(arguments: [
        "OPTIONS sip:a SIP/2.0\nContent-Length: -1\n\n",
        "OPTIONS sip:a SIP/2.0\nContent-Length: 99999999999999999999\n\n",
        "OPTIONS sip:a SIP/2.0\nContent-Length: 70000\n\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        String(repeating: "a", count: 80_000),
    ])
    func `breaks a stream, which is closed`(text: String) async throws {
        let server = try await TestCentre.shared.value
        let peer = try RawPeer(to: server.tcp, isStream: true)
        peer.send(text)
        await peer.heard.closed()
        try await SIPp.call(Files.scenario("plain"), port: server.tcp, over: .tcp).succeeds()
    }

    @Test func `holds a stream open with half a message, which is closed in the end`()
        async throws
    {
        let server = try await TestCentre.shared.value
        let peers = try (0..<20).map { _ in try RawPeer(to: server.tcp, isStream: true) }
        for peer in peers { peer.send("OPTIONS sip:a SIP/2.0\nVia: ") }
        // Others call meanwhile.
        try await SIPp.call(Files.scenario("plain"), port: server.tcp, over: .tcp).succeeds()
        for peer in peers { await peer.heard.closed() }
    }
}

/// Messages as they are sent.
private enum Message {
    static func options(_ call: String, over transport: String = "UDP") -> String {
        message("OPTIONS sip:accueil@127.0.0.1 SIP/2.0", call, over: transport)
    }

    /// A request of a call that is at its beginning.
    static func call(
        _ method: String, _ call: String, branch: String = "call", tag: String = "",
        number: Int = 1
    ) -> String {
        let offer = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 8

            """
        let body = method == "INVITE" ? offer.replacing("\n", with: "\r\n") : ""
        return """
            \(method) sip:accueil@127.0.0.1 SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:5062;rport;branch=z9hG4bK\(call)\(branch)
            Max-Forwards: 70
            From: <sip:a@127.0.0.1>;tag=manners
            To: <sip:accueil@127.0.0.1>\(tag)
            Call-ID: \(call)
            CSeq: \(number) \(method)
            Contact: <sip:a@127.0.0.1:5062>
            Content-Type: application/sdp
            Content-Length: \(body.utf8.count)

            \(method == "INVITE" ? offer : "")
            """
    }

    /// Requests with a fault each, and the status that they get.
    static let faulty: [(String, String, Int)] = [
        ("version", message("OPTIONS sip:a SIP/7.0", "version"), 505),
        ("method", message("OPTIONS sip:a SIP/2.0", "method", cSeq: "1 INVITE"), 400),
        ("short", message("OPTIONS sip:a SIP/2.0", "short", length: "100"), 400),
        ("scheme", message("OPTIONS mailto:a@b SIP/2.0", "scheme"), 416),
    ]

    /// A request whose answer its sender could not tell from others.
    static func unanswerable(cSeq: String) -> String {
        message("OPTIONS sip:a SIP/2.0", "unanswerable", cSeq: cSeq)
    }

    private static func message(
        _ first: String, _ call: String, over transport: String = "UDP",
        cSeq: String = "1 OPTIONS", length: String = "0"
    ) -> String {
        """
        \(first)
        Via: SIP/2.0/\(transport) 127.0.0.1:5062;rport;branch=z9hG4bK\(call)
        Max-Forwards: 70
        From: <sip:a@127.0.0.1>;tag=manners
        To: <sip:accueil@127.0.0.1>
        Call-ID: \(call)
        CSeq: \(cSeq)
        Content-Length: \(length)


        """
    }
}
