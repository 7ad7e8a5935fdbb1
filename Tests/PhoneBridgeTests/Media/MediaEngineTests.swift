import Media
import SIP
import Synchronization
import Telephony
import TestSupport
import Testing
import Tones

@testable import PhoneBridge

@Suite(.serialized, .timeLimit(.minutes(1))) struct MediaEngineTests {
    private let first = PlaybackID(rawValue: 1)
    private let second = PlaybackID(rawValue: 2)

    // MARK: What is sent

    @Test func `a prompt goes out byte for byte, and its end is told`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer)
        let sound = ramp(packets: 5)
        fixture.engine.play(sound, as: first, on: port.id, loops: false)
        let payload = G711.aLaw.encode(sound.samples)
        let start = try peer.receive { $0.payload == Array(payload.prefix(160)) }
        var last = start.header
        for index in 1..<5 {
            let packet = try peer.receive()
            #expect(packet.payload == Array(payload[(index * 160)..<(index * 160 + 160)]))
            #expect(packet.header.sequence == last.sequence &+ 1)
            #expect(packet.header.timestamp == last.timestamp &+ 160)
            #expect(packet.header.source == last.source)
            #expect(packet.header.payloadType == 8)
            #expect(!packet.header.marker)
            last = packet.header
        }
        #expect(
            await fixture.notices.next() == MediaNotice(port: port.id, event: .played(first)))
        await fixture.engine.shutDown()
    }

    @Test func `silence before, between and after prompts is one stream`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer)
        let silence = [UInt8](repeating: G711.aLaw.silence, count: 160)
        let opening = try peer.receive()
        #expect(opening.payload == silence)
        // Only the first packet of a stream that never pauses is marked (RFC 3551 §4.1).
        #expect(opening.header.marker)
        fixture.engine.play(ramp(packets: 2), as: first, on: port.id, loops: false)
        var last = opening.header
        var seen: [Bool] = []
        while seen.count < 8 {
            let packet = try peer.receive()
            #expect(packet.header.sequence == last.sequence &+ 1)
            #expect(packet.header.timestamp == last.timestamp &+ 160)
            #expect(!packet.header.marker)
            if packet.payload != silence || !seen.isEmpty { seen.append(packet.payload == silence) }
            last = packet.header
        }
        #expect(seen == [false, false, true, true, true, true, true, true])
        await fixture.engine.shutDown()
    }

    @Test func `what is played at the end of a sound follows without a gap`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer)
        fixture.engine.play(ramp(packets: 3), as: first, on: port.id, loops: false)
        _ = await fixture.notices.next()
        fixture.engine.play(
            Sound(samples: [Int16](repeating: 9_000, count: 160), rate: 8_000), as: second,
            on: port.id, loops: false)
        #expect(
            await fixture.notices.next() == MediaNotice(port: port.id, event: .played(second)))
        await fixture.engine.shutDown()
    }

    @Test func `a sound that is stopped is not told, and what comes next is`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer)
        fixture.engine.play(ramp(packets: 1), as: first, on: port.id, loops: true)
        _ = try peer.receive { $0.payload.first != G711.aLaw.silence }
        fixture.engine.stop(first, on: port.id)
        // Another stop of the same does nothing.
        fixture.engine.stop(first, on: port.id)
        _ = try peer.receive { $0.payload.first == G711.aLaw.silence }
        fixture.engine.play(ramp(packets: 1), as: second, on: port.id, loops: false)
        #expect(
            await fixture.notices.next() == MediaNotice(port: port.id, event: .played(second)))
        await fixture.engine.shutDown()
    }

    @Test func `packets that overtake the agreement are heard with it, in time`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try fixture.engine.open(on: .loopback)
        let heard = Mutex<[(sequence: UInt16, arrival: ContinuousClock.Instant)]>([])
        fixture.engine.listen(to: port.id) { packet in
            heard.withLock { $0.append((packet.sequence, packet.arrival)) }
        }
        peer.sendSound(3, to: port.endpoint)
        let deadline = ContinuousClock.now + .seconds(30)
        while await fixture.engine.statistics(of: port.id)?.early != 3, .now < deadline {}
        let agreed = ContinuousClock.now
        fixture.engine.start(port.id, as: peer.agreement())
        let statistics = await fixture.engine.statistics(of: port.id)
        #expect(statistics?.received == 3)
        let all = heard.withLock { $0 }
        #expect(all.map(\.sequence) == [65_530, 65_531, 65_532])
        #expect(all.allSatisfy { $0.arrival <= agreed })
        await fixture.engine.shutDown()
    }

    @Test func `what is played before the start is heard after it`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try fixture.engine.open(on: .loopback)
        fixture.engine.play(ramp(packets: 1), as: first, on: port.id, loops: false)
        fixture.engine.start(port.id, as: peer.agreement(codec: .pcmu))
        let payload = G711.muLaw.encode(ramp(packets: 1).samples)
        #expect(try peer.receive { $0.payload == payload }.header.payloadType == 0)
        await fixture.engine.shutDown()
    }

    @Test func `a sound at the wrong rate is refused with a reason`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer)
        fixture.engine.play(
            Sound(samples: [1, 2, 3], rate: 16_000), as: first, on: port.id, loops: false)
        #expect(
            await fixture.notices.next()
                == MediaNotice(
                    port: port.id, event: .failed("a sound of 16000 Hz can't be sent as PCMA")))
        await fixture.engine.shutDown()
    }

    @Test func `keys are sent as telephone events`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer)
        fixture.engine.send([.four, .hash], on: port.id)
        var receiver = TelephoneEventReceiver()
        var digits: [Digit] = []
        while digits.count < 2 {
            let packet = try peer.receive { $0.header.payloadType == 101 }
            let event = try packet.payload.withUnsafeBytes { try #require(TelephoneEvent($0)) }
            for key in receiver.receive(event, header: packet.header, now: .zero) {
                digits.append(key.digit)
            }
        }
        #expect(digits == [.four, .hash])
        await fixture.engine.shutDown()
    }

    @Test func `keys are sent as tones where no events were negotiated`() async throws {
        let fixture = try EngineFixture(change: {
            $0.keySound = { DialTones().sound(of: $0, rate: 8_000) }
        })
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer, as: peer.agreement(telephoneEvent: nil))
        fixture.engine.send([.four, .hash], on: port.id)
        let detector = ToneDetector()
        var digits: [Digit] = []
        while digits.count < 2 {
            digits += detector.digits(in: try peer.receive().payload.map(G711.aLaw.decode))
        }
        #expect(digits == [.four, .hash])
        await fixture.engine.shutDown()
    }

    @Test func `a leg on hold gets nothing, and its prompt comes to its end`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer, as: peer.agreement(direction: .none))
        fixture.engine.play(ramp(packets: 5), as: first, on: port.id, loops: false)
        #expect(
            await fixture.notices.next() == MediaNotice(port: port.id, event: .played(first)))
        #expect(peer.receiveWaiting() == nil)
        fixture.engine.start(port.id, as: peer.agreement())
        #expect(try peer.receive().header.marker)
        await fixture.engine.shutDown()
    }

    @Test func `another codec goes on where the first one was`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer)
        let sound = Sound(samples: [Int16](repeating: 5_000, count: 8_000), rate: 8_000)
        fixture.engine.play(sound, as: first, on: port.id, loops: false)
        let before = try peer.receive { $0.payload.first == G711.aLaw.encode(5_000) }
        fixture.engine.start(port.id, as: peer.agreement(codec: .pcmu))
        let after = try peer.receive { $0.header.payloadType == 0 }
        #expect(after.payload.first == G711.muLaw.encode(5_000))
        #expect(after.header.source == before.header.source)
        await fixture.engine.shutDown()
    }

    // MARK: Who is heard

    @Test func `a key is told once, whatever number of packets tell of it`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer)
        for digit in [Digit.one, .one, .star] { peer.sendKey(digit, to: port.endpoint) }
        #expect(await fixture.notices.digits(3) == [.one, .one, .star])
        await fixture.engine.shutDown()
    }

    @Test func `a key whose end is lost is told all the same`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer)
        peer.sendKey(.one, packets: 2, to: port.endpoint)
        #expect(await fixture.notices.digits(1) == [.one])
        await fixture.engine.shutDown()
    }

    @Test func `keys in the sound are heard where no events were negotiated`() async throws {
        let fixture = try EngineFixture(detector: { LoudDetector() })
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer, as: peer.agreement(telephoneEvent: nil))
        peer.sendSound(12, of: G711.aLaw.encode(20_000), to: port.endpoint)
        #expect(await fixture.notices.digits(1) == [.seven])
        await fixture.engine.shutDown()
    }

    @Test func `another host is a stranger, whatever it sends`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let stranger = try TestPeer(on: try #require(IPAddress("127.0.0.2")))
        let port = try await fixture.port(with: peer)
        stranger.sendSound(8, to: port.endpoint)
        stranger.sendKey(.nine, to: port.endpoint)
        peer.sendKey(.one, to: port.endpoint)
        #expect(await fixture.notices.digits(1) == [.one])
        let statistics = await fixture.engine.statistics(of: port.id)
        #expect(statistics?.ignored == 13)
        // The last two packets of the key may be still to come.
        #expect((3...5).contains(statistics?.received ?? 0))
        #expect(stranger.receiveWaiting() == nil)
        await fixture.engine.shutDown()
    }

    @Test func `another port of the peer's host takes over after four packets`() async throws {
        let fixture = try EngineFixture()
        let told = try TestPeer()
        let real = try TestPeer(seed: 8)
        let port = try await fixture.port(with: told)
        _ = try told.receive()
        real.sendSound(4, to: port.endpoint)
        // Sound goes to where it comes from (RFC 4961).
        _ = try real.receive()
        real.sendKey(.five, to: port.endpoint)
        #expect(await fixture.notices.digits(1) == [.five])
        await fixture.engine.shutDown()
    }

    @Test func `once a peer is locked, the system drops what others send`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let other = try TestPeer(seed: 8)
        let port = try await fixture.port(with: peer)
        peer.sendSound(4, to: port.endpoint)
        while await fixture.engine.statistics(of: port.id)?.received != 4 {}
        other.sendSound(8, to: port.endpoint)
        other.sendKey(.nine, to: port.endpoint)
        peer.sendKey(.one, to: port.endpoint)
        #expect(await fixture.notices.digits(1) == [.one])
        #expect(await fixture.engine.statistics(of: port.id)?.ignored == 0)
        await fixture.engine.shutDown()
    }

    @Test func `sender reports tell what has been sent`() async throws {
        let fixture = try EngineFixture()
        let (peer, reports) = (try TestPeer(), try TestPeer())
        var agreement = peer.agreement()
        agreement.remoteControl = reports.endpoint
        let port = try await fixture.port(with: peer, as: agreement)
        let source = try peer.receive().header.source
        var received = 1
        var seen: [SenderInformation] = []
        while seen.count < 2 {
            _ = try peer.receive()
            received += 1
            guard let message = try reports.waitingReport(about: 7) else { continue }
            #expect(message.source == source)
            let information = try #require(message.information)
            // As many as have come to the peer, but for those on their way, of 160 bytes each.
            #expect(abs(Int(information.packetCount) - received) <= 5)
            #expect(information.byteCount == information.packetCount * 160)
            seen.append(information)
        }
        // As much time has passed on the stream's clock as on the wall, in steps of a packet.
        let samples = Int(seen[1].timestamp &- seen[0].timestamp)
        let wall = Int(((seen[1].time.bits - seen[0].time.bits) * 8_000) >> 32)
        #expect(abs(samples - wall) <= 480)
        let packets = Int(seen[1].packetCount - seen[0].packetCount)
        #expect(abs(packets * 160 - samples) <= 480)
        fixture.engine.close(port.id)
        // The last report says goodbye.
        var last = try reports.report(about: 7)
        while !last.isGoodbye { last = try reports.report(about: 7) }
        #expect(last.information.map { $0.packetCount >= seen[1].packetCount } == true)
        await fixture.engine.shutDown()
    }

    @Test func `garbage on both ports harms nobody`() async throws {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        let vandal = try TestPeer()
        let other = try TestPeer()
        let port = try await fixture.port(with: peer)
        let otherPort = try await fixture.port(with: other)
        var random = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...1_400, using: &random)
            var bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            if Bool.random(using: &random), !bytes.isEmpty { bytes[0] = 0x80 }
            vandal.send(bytes, to: Bool.random(using: &random) ? port.endpoint : port.control)
            _ = vandal.receiveWaiting()
        }
        other.sendKey(.two, to: otherPort.endpoint)
        #expect(await fixture.notices.digits(1) == [.two])
        // The peer is heard once what waited before it has been thrown away.
        while fixture.engine.census.ports == 2 {
            peer.sendKey(.three, to: port.endpoint)
            if await fixture.engine.statistics(of: port.id)?.received ?? 0 > 0 { break }
        }
        #expect(await fixture.notices.digits(1) == [.three])
        await fixture.engine.shutDown()
    }

    @Test func `a peer that is silent for too long is told once`() async throws {
        let fixture = try EngineFixture(change: { $0.patience = .milliseconds(1_500) })
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer)
        let notice = await fixture.notices.next()
        guard case .silent(let span) = notice?.event else {
            Issue.record("\(String(describing: notice))")
            return
        }
        #expect(notice?.port == port.id)
        #expect(span >= .milliseconds(1_500))
        await fixture.engine.shutDown()
    }

    // MARK: Two legs

    @Test(arguments: [1, 2])
    func `joined legs hear each other, keys are passed on and told`(threads: Int) async throws {
        let fixture = try EngineFixture(threads: threads)
        let (caller, agent) = (try TestPeer(), try TestPeer(seed: 9))
        let callerPort = try await fixture.port(with: caller)
        let agentPort = try await fixture.port(
            with: agent, as: agent.agreement(codec: .pcmu, telephoneEvent: 96))
        fixture.engine.join(callerPort.id, agentPort.id)
        _ = await fixture.engine.statistics(of: agentPort.id)
        caller.sendSound(3, of: G711.aLaw.encode(1_000), to: callerPort.endpoint)
        let wanted = G711.muLaw.encode(G711.aLaw.decode(G711.aLaw.encode(1_000)))
        let start = try agent.receive { $0.payload.first == wanted }
        #expect(start.header.payloadType == 0)
        let next = try agent.receive()
        #expect(next.header.sequence == start.header.sequence &+ 1)
        #expect(next.header.timestamp == start.header.timestamp &+ 160)
        #expect(next.header.source == start.header.source)
        agent.sendSound(of: G711.muLaw.encode(-700), payloadType: 0, to: agentPort.endpoint)
        let back = G711.aLaw.encode(G711.muLaw.decode(G711.muLaw.encode(-700)))
        _ = try caller.receive { $0.payload.first == back }
        caller.sendKey(.eight, to: callerPort.endpoint)
        #expect(await fixture.notices.digits(1) == [.eight])
        for step in 0..<5 {
            let packet = try agent.receive { $0.header.payloadType == 96 }
            #expect(packet.payload.first == 8)
            #expect(packet.header.marker == (step == 0))
        }
        await fixture.engine.shutDown()
    }

    @Test func `a parted leg is heard no more, and its stream goes on`() async throws {
        let fixture = try EngineFixture(threads: 2)
        let (caller, agent) = (try TestPeer(), try TestPeer(seed: 9))
        let callerPort = try await fixture.port(with: caller)
        let agentPort = try await fixture.port(with: agent)
        fixture.engine.join(callerPort.id, agentPort.id)
        _ = await fixture.engine.statistics(of: agentPort.id)
        agent.sendSound(2, of: 0x11, to: agentPort.endpoint)
        _ = try caller.receive { $0.payload.first == 0x11 }
        let last = try caller.receive { $0.payload.first == 0x11 }
        fixture.engine.part(callerPort.id, agentPort.id)
        let silence = try caller.receive { $0.payload.first == G711.aLaw.silence }
        #expect(silence.header.source == last.header.source)
        #expect(silence.header.sequence == last.header.sequence &+ 1)
        #expect(Int32(bitPattern: silence.header.timestamp &- last.header.timestamp) >= 160)
        #expect(silence.header.marker)
        agent.sendSound(2, of: 0x12, to: agentPort.endpoint)
        fixture.engine.play(ramp(packets: 1), as: first, on: callerPort.id, loops: false)
        _ = await fixture.notices.next()
        while let bytes = caller.receiveWaiting() { #expect(bytes[12] != 0x12) }
        await fixture.engine.shutDown()
    }

    @Test func `what plays on a joined leg is heard in place of the other`() async throws {
        let fixture = try EngineFixture()
        let (caller, agent) = (try TestPeer(), try TestPeer(seed: 9))
        let callerPort = try await fixture.port(with: caller)
        let agentPort = try await fixture.port(with: agent)
        fixture.engine.join(callerPort.id, agentPort.id)
        _ = await fixture.engine.statistics(of: agentPort.id)
        let sound = Sound(samples: [Int16](repeating: 3_000, count: 480), rate: 8_000)
        fixture.engine.play(sound, as: first, on: agentPort.id, loops: false)
        for _ in 0..<3 { _ = try agent.receive { $0.payload.first == G711.aLaw.encode(3_000) } }
        #expect(
            await fixture.notices.next()
                == MediaNotice(port: agentPort.id, event: .played(first)))
        caller.sendSound(of: 0x33, to: callerPort.endpoint)
        _ = try agent.receive { $0.payload.first == 0x33 }
        await fixture.engine.shutDown()
    }

    // MARK: Secrets

    @Test(arguments: MediaSecurity.Suite.allCases)
    func `two ends with each other's keys hear each other, and nobody else`(
        suite: MediaSecurity.Suite
    ) async throws {
        let (here, there) = (try EngineFixture(), try EngineFixture())
        let stranger = try TestPeer()
        var random = SystemRandomNumberGenerator()
        let keys = (MediaKey(using: &random), MediaKey(using: &random))
        let (port, otherPort) = (
            try here.engine.open(on: .loopback), try there.engine.open(on: .loopback)
        )
        var agreement = MediaAgreement(
            remote: otherPort.endpoint, codec: .pcma, payloadType: 8, telephoneEvent: 101,
            security: MediaSecurity(suite, ourKey: keys.0, theirKey: keys.1))
        here.engine.start(port.id, as: agreement)
        agreement.remote = port.endpoint
        agreement.security = MediaSecurity(suite, ourKey: keys.1, theirKey: keys.0)
        there.engine.start(otherPort.id, as: agreement)
        _ = await there.engine.statistics(of: otherPort.id)
        stranger.sendKey(.nine, to: otherPort.endpoint)
        here.engine.send([.six], on: port.id)
        #expect(await there.notices.digits(1) == [.six])
        let statistics = await there.engine.statistics(of: otherPort.id)
        #expect(statistics?.received ?? 0 > 0)
        #expect(statistics?.ignored == 5)
        await here.engine.shutDown()
        await there.engine.shutDown()
    }

    // MARK: Ends

    @Test func `a closed port leaves nothing behind`() async throws {
        let fixture = try EngineFixture(threads: 2)
        var ports: [MediaPort] = []
        for _ in 0..<20 {
            let port = try await fixture.port(with: try TestPeer())
            fixture.engine.play(ramp(packets: 9), as: first, on: port.id, loops: true)
            ports.append(port)
        }
        fixture.engine.join(ports[0].id, ports[1].id)
        fixture.engine.join(ports[1].id, ports[2].id)
        #expect(fixture.engine.census.sockets == 40)
        for port in ports { fixture.engine.close(port.id) }
        #expect(fixture.engine.census.ports == 0)
        #expect(await fixture.engine.statistics(of: ports[0].id) == nil)
        await fixture.engine.shutDown()
        #expect(fixture.engine.census.sockets == 0)
        #expect(fixture.engine.census.threads == 0)
        // The system has them back: each can be bound again.
        for port in ports {
            _ = try DatagramSocket(at: port.endpoint)
            _ = try DatagramSocket(at: port.control)
        }
    }

    @Test func `an engine that has ended opens nothing, and orders to it are no harm`() async throws
    {
        let fixture = try EngineFixture()
        let port = try fixture.engine.open(on: .loopback)
        await fixture.engine.shutDown()
        fixture.engine.play(ramp(packets: 1), as: first, on: port.id, loops: false)
        fixture.engine.close(port.id)
        #expect(await fixture.engine.statistics(of: port.id) == nil)
        let error = #expect(throws: PhoneBridgeError.self) {
            try fixture.engine.open(on: .loopback)
        }
        #expect(error?.reason == .closed)
        await fixture.engine.shutDown()
    }
}

/// Hears a seven when it gets loud.
private struct LoudDetector: DigitDetector {
    private var isLoud = false

    mutating func digits(in samples: [Int16]) -> [Digit] {
        let wasLoud = isLoud
        isLoud = samples.contains { $0 > 15_000 }
        return isLoud && !wasLoud ? [.seven] : []
    }
}
