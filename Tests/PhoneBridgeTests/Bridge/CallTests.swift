import SIP
import Telephony
import Testing
import Tones

@testable import PhoneBridge

@Suite struct CallTests {
    @Test(arguments: [Transport.udp, .tcp, .tls])
    func `a call is answered, hears a sound, presses keys and ends`(_ transport: Transport)
        async throws
    {
        let pair = try await BridgePair(transport)
        let (caller, call) = try await pair.arrive("accueil")
        let heard = Reader(caller.events)
        let events = Reader(call.line.events)
        #expect(call.trunk == "loop")
        #expect(call.to == "accueil")
        #expect(call.from == nil)

        // Played before the answer, it begins with it.
        call.line.play(.tone(.milliseconds(200)), as: PlaybackID(rawValue: 1), loops: false)
        call.line.answer()
        #expect(try await heard.soon() == .reached)
        #expect(try await events.soon() == .played(PlaybackID(rawValue: 1)))
        caller.press([.five, .hash])
        #expect(try await events.soon() == .digit(.five))
        #expect(try await events.soon() == .digit(.hash))
        let statistics = await caller.statistics()
        #expect((statistics?.received ?? 0) >= 10)

        caller.hangUp()
        #expect(try await events.soon() == .hungUp)
        #expect(try await events.soon() == nil)
        #expect(try await heard.soon() == nil)
        #expect(await pair.server.census.legs == 0)
        #expect(await pair.server.census.mediaPorts == 0)
        try await pair.end()
        #expect(pair.log.all == [])
    }

    @Test func `whom we rang, and who is no trunk, is heard to the last word`() async throws {
        let pair = try await BridgePair()
        let log = BridgePair.Log()
        var configuration = Configuration(
            listeners: [ListenAddress(.udp, at: IPEndpoint(.loopback, port: 0))])
        configuration.mediaThreads = 1
        let stranger = try await PhoneBridge(
            configuration, detector: { ToneDetector() }
        ) { log.add($0) }
        var settings = PhoneBridge.CallSettings()
        settings.isFree = true
        let line = try await stranger.call(await pair.address(of: "accueil"), settings: settings)
        guard let call = try await pair.calls.soon() else { throw TooLate() }
        call.line.answer()
        let heard = Reader(line.events)
        #expect(try await heard.soon() == .reached)
        line.hangUp()
        // The answer to the BYE was heard, or it would be sent for half a minute.
        try await until { await stranger.state.census.legs == 0 }
        #expect(log.all == [])
        await stranger.shutDown()
        try await pair.end()
    }

    @Test func `closing a line waits for what plays, then hangs up`() async throws {
        let pair = try await BridgePair()
        let (caller, call) = try await pair.arrive()
        let heard = Reader(caller.events)
        let events = Reader(call.line.events)
        call.line.answer()
        #expect(try await heard.soon() == .reached)
        call.line.play(.tone(.milliseconds(100)), as: PlaybackID(rawValue: 1), loops: false)
        try await within { await call.line.close() }
        #expect(try await events.soon() == .played(PlaybackID(rawValue: 1)))
        #expect(try await events.soon() == nil)
        #expect(try await heard.soon() == .hungUp)
        #expect(try await heard.soon() == nil)
        #expect(caller.report.endedByPeer)
        try await pair.end()
    }

    @Test func `a number that is not there is refused with 404`() async throws {
        let pair = try await BridgePair()
        let (caller, call) = try await pair.arrive("nobody")
        let heard = Reader(caller.events)
        call.reject(status: 404)
        #expect(try await heard.soon() == .notReached(.unreachable, "404 Not Found"))
        #expect(try await heard.soon() == nil)
        #expect(caller.report.status == 404)
        try await pair.end()
    }

    @Test func `a caller who gives up before the answer hangs up`() async throws {
        let pair = try await BridgePair()
        let (caller, call) = try await pair.arrive()
        let events = Reader(call.line.events)
        caller.hangUp()
        #expect(try await events.soon() == .hungUp)
        #expect(try await events.soon() == nil)
        call.line.answer()
        #expect(await pair.server.census.legs == 0)
        try await pair.end()
    }

    @Test func `a bridge that drains refuses new calls and lets the others end`() async throws {
        let pair = try await BridgePair()
        let (caller, call) = try await pair.arrive()
        let heard = Reader(caller.events)
        call.line.answer()
        #expect(try await heard.soon() == .reached)
        await pair.server.drain()
        let late = try await pair.ring()
        #expect(
            try await Reader(late.events).soon()
                == .notReached(.unreachable, "503 Service Unavailable"))
        caller.hangUp()
        try await within { await pair.server.drained() }
        #expect(await pair.server.census.legs == 0)
        try await pair.end()
    }

    @Test func `calls beyond the limits of a trunk get 503`() async throws {
        let pair = try await BridgePair { $0.trunks[0].sessions = 1 }
        let (_, call) = try await pair.arrive()
        let refused = try await pair.ring()
        #expect(
            try await Reader(refused.events).soon()
                == .notReached(.unreachable, "503 Service Unavailable"))
        call.reject(status: 486)
        try await until { await pair.server.census.legs == 0 }
        let (_, next) = try await pair.arrive()
        next.reject(status: 486)
        try await pair.end()
        #expect(pair.log.all.count == 1)
    }

    @Test func `calls that find no port for sound get 503`() async throws {
        // A pair of ports that the system had free a moment ago.
        let socket = try await RawPeer.udp(to: IPEndpoint(.loopback, port: 9))
        let even = socket.endpoint.port & ~1
        await socket.close()
        let pair = try await BridgePair { $0.mediaPorts = even...(even + 1) }
        let (_, call) = try await pair.arrive()
        let refused = try await pair.ring()
        #expect(
            try await Reader(refused.events).soon()
                == .notReached(.unreachable, "503 Service Unavailable"))
        call.reject(status: 486)
        try await pair.end()
    }

    @Test func `calls without a codec in common get 488`() async throws {
        let pair = try await BridgePair { $0.trunks[0].codecs = [.pcmu] }
        var settings = PhoneBridge.CallSettings()
        settings.codecs = [.pcma]
        let refused = try await pair.ring(settings: settings)
        #expect(
            try await Reader(refused.events).soon()
                == .notReached(.unreachable, "488 Not Acceptable Here"))
        try await pair.end()
    }

    @Test func `a call with SRTP is secret where the trunk wants it so`() async throws {
        let pair = try await BridgePair { $0.trunks[0].requiresSRTP = true }
        let plain = try await pair.ring()
        #expect(
            try await Reader(plain.events).soon()
                == .notReached(.unreachable, "488 Not Acceptable Here"))
        var settings = PhoneBridge.CallSettings()
        settings.requiresSRTP = true
        let (caller, call) = try await pair.arrive(settings: settings)
        let heard = Reader(caller.events)
        let events = Reader(call.line.events)
        call.line.answer()
        #expect(try await heard.soon() == .reached)
        call.line.play(.tone(.milliseconds(200)), as: PlaybackID(rawValue: 1), loops: false)
        caller.press([.seven])
        let first = try await events.soon()
        let second = try await events.soon()
        #expect([first, second].contains(.digit(.seven)))
        #expect([first, second].contains(.played(PlaybackID(rawValue: 1))))
        #expect((await caller.statistics()?.received ?? 0) >= 9)
        try await pair.end()
    }
}
