import Foundation
import PhoneBridge
import SIP
import Telephony
import TestSupport
import Testing

/// What strangers and broken peers send: the right answer or silence, and other calls unharmed.
@Suite struct HostileTests {
    @Test func `strangers get no answer`() async throws {
        let pair = try await BridgePair { $0.trunks[0].networks = [IPNetwork(.v4(0x7F00_0002))] }
        let server = await pair.server.listeners[0].endpoint
        let stranger = try await RawPeer.udp(to: server)
        let friend = try await RawPeer.udp(to: server, from: .v4(0x7F00_0002))
        for number in 0..<200 { try await stranger.send(stranger.invite(number)) }
        try await stranger.send(stranger.request("OPTIONS"))
        // Whoever is listed is answered all the while.
        try await friend.send(friend.request("OPTIONS"))
        #expect(try await friend.received.soon()?.hasPrefix("SIP/2.0 200") == true)
        #expect(await pair.server.census.transactions == 1)
        try await friend.send(friend.invite(2))
        #expect(try await pair.calls.soon() != nil)
        await stranger.close()
        #expect(await stranger.received.next() == nil)
        await friend.close()
        try await pair.end()
        // One line for all of it.
        #expect(pair.log.all.count == 1)
        #expect(pair.log.all.first?.contains("stranger") == true)
    }

    @Test func `garbage leaves nothing behind`() async throws {
        let pair = try await BridgePair { $0.trunks[0].callsPerSecond = 10_000 }
        let server = await pair.server.listeners[0].endpoint
        let peer = try await RawPeer.udp(to: server)
        var generator = SeededGenerator(seed: 5)
        let whole = Array(peer.invite(99).utf8)
        for number in 0..<2_000 {
            var bytes = whole
            switch number % 4 {
            case 0: bytes = (0..<300).map { _ in .random(in: 0...255, using: &generator) }
            case 1: bytes = Array(whole.prefix(.random(in: 5..<300, using: &generator)))
            case 2: bytes = [UInt8](repeating: 0x41, count: 60_000)
            default:
                for _ in 0..<4 {
                    bytes[.random(in: 0..<60, using: &generator)] = .random(
                        in: 0...255, using: &generator)
                }
            }
            try await peer.send(bytes)
        }
        let answering = Task { try await pair.calls.soon()?.line.answer() }
        var event: LineEvent?
        // While the rest of it waits to be looked at, callers are told to come back (503).
        for _ in 0..<500 where event != .reached {
            event = try await Reader(pair.ring().events).soon()
        }
        #expect(event == .reached, "\(pair.log.all)")
        try await answering.value
        await peer.close()
        try await pair.end()
    }

    @Test func `what is broken but can be answered gets 400`() async throws {
        let pair = try await BridgePair()
        let peer = try await RawPeer.udp(to: await pair.server.listeners[0].endpoint)
        let broken = peer.request("OPTIONS", headers: "Content-Length: 500\r\n")
        try await peer.send(broken)
        #expect(try await peer.received.soon()?.hasPrefix("SIP/2.0 400") == true)
        await peer.close()
        try await pair.end()
    }

    @Test(arguments: [
        ("MESSAGE", "405"), ("PUBLISH", "405"), ("REGISTER", "405"), ("REFER", "405"),
        ("DANCE", "501"), ("BYE", "481"), ("OPTIONS", "200"),
    ])
    func `a method gets the answer it deserves`(method: String, status: String) async throws {
        let pair = try await BridgePair()
        let peer = try await RawPeer.udp(to: await pair.server.listeners[0].endpoint)
        try await peer.send(peer.request(method))
        #expect(try await peer.received.soon()?.hasPrefix("SIP/2.0 \(status)") == true)
        await peer.close()
        try await pair.end()
    }

    @Test(arguments: [("DANCE", "501"), ("MESSAGE", "405"), ("INVITE", "400")])
    func `a method is judged before its body is read`(method: String, status: String) async throws {
        let pair = try await BridgePair()
        let peer = try await RawPeer.udp(to: await pair.server.listeners[0].endpoint)
        let broken = peer.request(
            method, headers: "Content-Type: application/sdp\r\n", body: "v=1\r\nnonsense")
        try await peer.send(broken)
        var answer = try await peer.received.soon()
        if answer?.hasPrefix("SIP/2.0 100") == true { answer = try await peer.received.soon() }
        #expect(answer?.hasPrefix("SIP/2.0 \(status)") == true)
        #expect(answer?.contains("\r\nAllow: INVITE") == (method != "INVITE"))
        // A copy gets the same answer, and no call has come of it.
        if method != "INVITE" {
            try await peer.send(broken)
            #expect(try await peer.received.soon() == answer)
        }
        #expect(await pair.server.census.legs == 0)
        await peer.close()
        try await pair.end()
    }

    @Test func `a listed source that floods is refused beyond its rate`() async throws {
        let pair = try await BridgePair {
            $0.trunks[0].callsPerSecond = 5
            $0.limits.waitingArrivals = 100
        }
        let peer = try await RawPeer.udp(to: await pair.server.listeners[0].endpoint)
        for number in 0..<20 { try await peer.send(peer.invite(number)) }
        var refused = 0
        while refused < 14 {
            guard let answer = try await peer.received.soon() else { break }
            if answer.hasPrefix("SIP/2.0 503") {
                #expect(answer.contains("Retry-After: "))
                refused += 1
            }
        }
        #expect(await pair.server.census.legs <= 6)
        await peer.close()
        try await pair.end()
        #expect(pair.log.all.filter { $0.contains("limit") }.count == 1)
    }

    @Test func `a connection that never finishes its message is closed`() async throws {
        let pair = try await BridgePair(.tcp) { $0.limits.messageTime = .milliseconds(200) }
        let peer = try await RawPeer.tcp(to: await pair.server.listeners[0].endpoint)
        try await peer.send("OPTIONS sip:a@b SIP/2.0\r\nVia: ")
        #expect(try await peer.received.soon() == nil)
        try await until { await pair.server.census.connections == 0 }
        try await pair.end()
    }

    @Test func `a connection that carries nothing is closed`() async throws {
        let pair = try await BridgePair(.tcp) {
            $0.limits.idleConnection = .milliseconds(200)
        }
        let peer = try await RawPeer.tcp(to: await pair.server.listeners[0].endpoint)
        try await peer.send("\r\n\r\n")
        #expect(try await peer.received.soon() == "\r\n")
        #expect(try await peer.received.soon() == nil)
        try await pair.end()
    }

    @Test func `a TLS port that gets no handshake closes`() async throws {
        let pair = try await BridgePair(.tls) { $0.limits.connecting = .milliseconds(200) }
        let peer = try await RawPeer.tcp(to: await pair.server.listeners[0].endpoint)
        #expect(try await peer.received.soon() == nil)
        try await pair.end()
    }

    @Test func `more connections than allowed are closed at once`() async throws {
        let pair = try await BridgePair(.tcp) { $0.limits.connectionsPerSource = 2 }
        let server = await pair.server.listeners[0].endpoint
        let first = try await RawPeer.tcp(to: server)
        let second = try await RawPeer.tcp(to: server)
        try await until { await pair.server.census.connections == 2 }
        let third = try await RawPeer.tcp(to: server)
        #expect(try await third.received.soon() == nil)
        try await first.send(first.request("OPTIONS", transport: "TCP"))
        #expect(try await first.received.soon()?.hasPrefix("SIP/2.0 200") == true)
        await first.close()
        await second.close()
        try await until { await pair.server.census.connections == 0 }
        try await pair.end()
    }

    @Test func `a stream that is no SIP is closed`() async throws {
        let pair = try await BridgePair(.tcp)
        let peer = try await RawPeer.tcp(to: await pair.server.listeners[0].endpoint)
        try await peer.send("GET / HTTP/1.1\r\nHost: allo\r\n\r\n")
        #expect(try await peer.received.soon() == nil)
        try await pair.end()
    }

    @Test func `messages in pieces and several at once are read`() async throws {
        let pair = try await BridgePair(.tcp)
        let peer = try await RawPeer.tcp(to: await pair.server.listeners[0].endpoint)
        let both =
            peer.request("OPTIONS", 1, transport: "TCP")
            + peer.request("OPTIONS", 2, transport: "TCP")
        let bytes = Array(both.utf8)
        for start in stride(from: 0, to: bytes.count, by: 97) {
            try await peer.send(Array(bytes[start..<min(start + 97, bytes.count)]))
        }
        var text = ""
        while text.components(separatedBy: "SIP/2.0 200").count < 3 {
            guard let more = try await peer.received.soon() else { break }
            text += more
        }
        #expect(text.components(separatedBy: "SIP/2.0 200").count == 3)
        await peer.close()
        try await pair.end()
    }
}
