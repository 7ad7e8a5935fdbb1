import NIOCore
import SIP
import Telephony
import Testing
import Tones

@testable import PhoneBridge

/// Messages that are too large for a datagram, and those that are too large for anything.
@Suite struct LargeMessageTests {
    /// A bridge that speaks UDP and TCP, and a peer of it.
    private struct Fixture {
        let bridge: PhoneBridge
        let peer: RawPeer
        let log = BridgePair.Log()

        init() async throws {
            var configuration = BridgePair.configuration(.udp, at: .loopback, nil)
            configuration.listeners.append(
                ListenAddress(.tcp, at: IPEndpoint(.loopback, port: 0)))
            let log = log
            bridge = try await PhoneBridge(configuration, detector: { ToneDetector() }) {
                log.add($0)
            }
            peer = try await RawPeer.udp(to: await bridge.listeners[0].endpoint)
        }

        /// Makes a connection to the bridge, so that it knows that one can be made.
        func connect() async throws -> RawPeer {
            let stream = try await RawPeer.tcp(to: await bridge.listeners[1].endpoint)
            try await stream.send(stream.request("OPTIONS", transport: "TCP"))
            #expect(try await stream.received.soon()?.hasPrefix("SIP/2.0 200") == true)
            return stream
        }

        /// Rings the peer, with a large request unless told otherwise, over UDP as far as the
        /// address says.
        func ring(userLength: Int = 700) async throws -> PhoneLine {
            var settings = PhoneBridge.CallSettings()
            settings.isFree = true
            let user = String(repeating: "a", count: userLength)
            return try await bridge.call("sip:\(user)@\(peer.endpoint)", settings: settings)
        }

        func end() async {
            await bridge.shutDown()
            await peer.close()
        }
    }

    @Test func `a large request goes over TCP to whom a connection can be made with`() async throws
    {
        let fixture = try await Fixture()
        let stream = try await fixture.connect()
        let (listener, received) = try await RawPeer.listener(at: fixture.peer.endpoint)
        let line = try await fixture.ring()
        var text = ""
        while !text.contains("m=audio"), let more = try await received.soon() { text += more }
        #expect(text.hasPrefix("INVITE sip:aaa"))
        #expect(text.contains("\r\nVia: SIP/2.0/TCP 127.0.0.1:"))
        #expect(text.utf8.count > 1_300)
        line.hangUp()
        await fixture.end()
        await stream.close()
        try await listener.close().get()
    }

    @Test func `it goes over UDP after all where the connection is refused`() async throws {
        let fixture = try await Fixture()
        let stream = try await fixture.connect()
        let line = try await fixture.ring()
        let text = try await fixture.peer.received.soon()
        #expect(text?.hasPrefix("INVITE sip:aaa") == true)
        #expect(text?.contains("\r\nVia: SIP/2.0/UDP 127.0.0.1:") == true)
        #expect((text?.utf8.count ?? 0) > 1_300)
        line.hangUp()
        await fixture.end()
        await stream.close()
    }

    @Test func `it goes over UDP to whom nothing else is known of`() async throws {
        let fixture = try await Fixture()
        let (listener, _) = try await RawPeer.listener(at: fixture.peer.endpoint)
        let line = try await fixture.ring()
        let text = try await fixture.peer.received.soon()
        #expect(text?.contains("\r\nVia: SIP/2.0/UDP 127.0.0.1:") == true)
        line.hangUp()
        await fixture.end()
        try await listener.close().get()
    }

    @Test func `a request whose answer would not fit is refused, and no other call is harmed`()
        async throws
    {
        let fixture = try await Fixture()
        let line = try await fixture.ring(userLength: 1)
        let events = Reader(line.events)
        let text = try await fixture.peer.received.soon()
        guard case .request(let invite)? = try? MessageReader.read(Array((text ?? "").utf8)) else {
            throw TooLate()
        }
        // The 200 to a call repeats the way back, and has a session description of ours.
        let route = "Record-Route: <sip:\(String(repeating: "r", count: 8_000))@127.0.0.1;lr>\r\n"
        let large = fixture.peer.request(
            "INVITE", headers: String(repeating: route, count: 8), body: "")
        #expect((61_440...65_507).contains(large.utf8.count))
        try await fixture.peer.send(large)
        #expect(try await fixture.peer.answer()?.status == 513)
        // Nor does what can't be sent harm others.
        await fixture.bridge.sendTooMuch(to: fixture.peer.endpoint)
        try await fixture.peer.send(Message.response(Response(to: invite, 486, toTag: "b")).bytes())
        #expect(try await events.soon() == .notReached(.busy, "486 Busy Here"))
        await fixture.end()
    }

    /// What is too large about a message, and how much of it is sent.
    enum Excess: CaseIterable {
        /// Its body, of which little comes.
        case announcedBody
        /// Its body.
        case body
        /// Its head, which has no end.
        case head
    }

    @Test(arguments: Excess.allCases)
    func `a message over 64 KiB on a stream is refused, and others are not harmed`(
        excess: Excess
    ) async throws {
        let pair = try await BridgePair(.tcp)
        let server = await pair.server.listeners[0].endpoint
        let friend = try await RawPeer.tcp(to: server)
        let peer = try await RawPeer.tcp(to: server)
        let large = String(repeating: "x", count: 70_000)
        let whole = peer.request("OPTIONS", transport: "TCP", body: large)
        let message =
            switch excess {
            case .announcedBody: String(whole.prefix(1_000))
            case .body: whole
            case .head: "OPTIONS sip:a@b SIP/2.0\r\nSubject: " + large
            }
        // Where the connection is closed before all is read, the rest can't be sent.
        try? await peer.send(message)
        var answer = ""
        while let more = try await peer.received.soon() { answer += more }
        // Where nothing unread is lost with the connection, the sender is told why.
        switch excess {
        case .announcedBody: #expect(answer.hasPrefix("SIP/2.0 513"))
        case .body: break
        case .head: #expect(answer.isEmpty)
        }
        try await until { await pair.server.census.connections == 1 }
        try await friend.send(friend.request("OPTIONS", transport: "TCP"))
        #expect(try await friend.received.soon()?.hasPrefix("SIP/2.0 200") == true)
        await friend.close()
        try await pair.end()
        #expect(pair.log.all.count == 1)
        #expect(pair.log.all.first?.contains("unreadable") == true)
    }
}

extension RawPeer {
    /// The next response, whatever comes before it.
    fileprivate func answer() async throws -> Response? {
        while let text = try await received.soon() {
            if case .response(let response)? = try? MessageReader.read(Array(text.utf8)) {
                return response
            }
        }
        return nil
    }
}

extension PhoneBridge {
    /// Sends a response that no datagram can hold.
    fileprivate func sendTooMuch(to remote: IPEndpoint) {
        let response = Response(200, body: [UInt8](repeating: 65, count: 65_600))
        send(Message.response(response).bytes(), to: Hop(transport: .udp, remote: remote))
        flush()
    }
}
