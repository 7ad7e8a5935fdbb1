import Media
import SIP
import Telephony
import Testing
import Tones

@testable import PhoneBridge

/// Legs that speak G.722.
@Suite(.serialized, .timeLimit(.minutes(1))) struct WidebandTests {
    private let tones = DialTones(toneLength: .milliseconds(200)).sound(
        of: [.one, .two, .three], rate: 8_000)

    private func fixture() throws -> EngineFixture {
        try EngineFixture(
            detector: { ToneDetector() }, change: { $0.coders = [.g722: { G722Coder() }] })
    }

    private func encoded(_ sound: Sound) throws -> [UInt8] {
        try #require(SoundEncoders([.g722: { G722Coder() }]).payload(of: sound, as: .g722))
    }

    /// The sound of payloads in G.722, decoded as a telephone does, from its beginning.
    private func decoded(_ payloads: [[UInt8]]) -> Sound {
        let coder = G722Coder()
        var samples: [Int16] = []
        for payload in payloads {
            var part = [Int16](repeating: 0, count: payload.count)
            part.withUnsafeMutableBufferPointer { part in
                payload.withUnsafeBytes { coder.decode($0, into: part) }
            }
            samples += part
        }
        return Sound(samples: samples, rate: 8_000)
    }

    @Test func `a prompt goes out in packets of the telephone's own clock`() async throws {
        let fixture = try fixture()
        let peer = try TestPeer()
        let port = try await fixture.port(with: peer, as: peer.agreement(codec: .g722))
        let opening = try peer.receive()
        fixture.engine.play(tones, as: PlaybackID(rawValue: 1), on: port.id, loops: false)
        var packets = [opening]
        while packets.count < 80 { packets.append(try peer.receive()) }
        for (before, packet) in zip(packets, packets.dropFirst()) {
            #expect(packet.header.payloadType == 9)
            #expect(packet.payload.count == 160)
            // The clock ticks 8,000 times a second (RFC 3551 §4.5.2).
            #expect(packet.header.timestamp == before.header.timestamp &+ 160)
        }
        let heard = decoded(packets.map(\.payload))
        #expect(Correlation.best(of: tones, in: heard).value > 0.95)
        await fixture.engine.shutDown()
    }

    @Test func `silence between prompts is silent`() async throws {
        let fixture = try fixture()
        let peer = try TestPeer()
        _ = try await fixture.port(with: peer, as: peer.agreement(codec: .g722))
        let heard = decoded(try (0..<10).map { _ in try peer.receive().payload })
        #expect(heard.samples.allSatisfy { $0.magnitude < 50 })
        await fixture.engine.shutDown()
    }

    @Test func `keys in the sound are heard where no events were negotiated`() async throws {
        let fixture = try fixture()
        let peer = try TestPeer()
        let port = try await fixture.port(
            with: peer, as: peer.agreement(codec: .g722, telephoneEvent: nil))
        try send(encoded(tones), from: peer, as: 9, to: port)
        #expect(await fixture.notices.digits(3) == [.one, .two, .three])
        await fixture.engine.shutDown()
    }

    @Test func `two legs of it get each other's bytes, and so both bands`() async throws {
        let fixture = try fixture()
        let (caller, agent) = (try TestPeer(), try TestPeer(seed: 9))
        let callerPort = try await fixture.port(with: caller, as: caller.agreement(codec: .g722))
        let agentPort = try await fixture.port(with: agent, as: agent.agreement(codec: .g722))
        fixture.engine.join(callerPort.id, agentPort.id)
        _ = await fixture.engine.statistics(of: agentPort.id)
        let payload = (0..<160).map { UInt8($0) }
        caller.sendSound(payload, payloadType: 9, to: callerPort.endpoint)
        #expect(try agent.receive { $0.payload == payload }.header.payloadType == 9)
        await fixture.engine.shutDown()
    }

    @Test(arguments: [AudioCodec.pcma, .pcmu])
    func `a leg of it and one of G.711 hear each other`(codec: AudioCodec) async throws {
        let law: G711 = codec == .pcma ? .aLaw : .muLaw
        let fixture = try fixture()
        let (caller, agent) = (try TestPeer(), try TestPeer(seed: 9))
        let callerPort = try await fixture.port(with: caller, as: caller.agreement(codec: .g722))
        let agentPort = try await fixture.port(with: agent, as: agent.agreement(codec: codec))
        fixture.engine.join(callerPort.id, agentPort.id)
        _ = await fixture.engine.statistics(of: agentPort.id)

        try send(encoded(tones), from: caller, as: 9, to: callerPort)
        var heard: [Int16] = []
        while heard.count < tones.samples.count - 160 {
            heard += try agent.receive { $0.header.payloadType == codec.staticPayloadType }
                .payload.map(law.decode)
        }
        let most = tones.part(first: heard.count / 2)
        #expect(Correlation.best(of: most, in: Sound(samples: heard, rate: 8_000)).value > 0.95)

        while caller.receiveWaiting() != nil {}
        let bytes = law.encode(tones.samples)
        try send(bytes, from: agent, as: codec.staticPayloadType, to: agentPort)
        var payloads: [[UInt8]] = []
        while payloads.count < bytes.count / 160 - 1 {
            payloads.append(try caller.receive { $0.header.payloadType == 9 }.payload)
        }
        #expect(Correlation.best(of: most, in: decoded(payloads)).value > 0.95)
        await fixture.engine.shutDown()
    }

    @Test func `without a coder it is not known, and what is to be played there fails`()
        async throws
    {
        let fixture = try EngineFixture()
        let peer = try TestPeer()
        #expect(!fixture.engine.knows(.g722))
        #expect(fixture.engine.knows(.pcma))
        let port = try await fixture.port(with: peer, as: peer.agreement(codec: .g722))
        fixture.engine.play(tones, as: PlaybackID(rawValue: 1), on: port.id, loops: false)
        #expect(
            await fixture.notices.next()
                == MediaNotice(
                    port: port.id, event: .failed("a sound of 8000 Hz can't be sent as G722")))
        await fixture.engine.shutDown()
    }

    private func send(
        _ bytes: [UInt8], from peer: TestPeer, as payloadType: UInt8, to port: MediaPort
    ) throws {
        var time = MonotonicClock.now
        for start in stride(from: 0, to: bytes.count - 159, by: 160) {
            // Whoever listens keeps no more than a fraction of a second.
            time += 20 * Pace.tick
            MonotonicClock.sleep(until: time)
            peer.sendSound(
                Array(bytes[start..<start + 160]), payloadType: payloadType, to: port.endpoint)
        }
    }
}

extension Sound {
    /// So many samples of its beginning.
    fileprivate func part(first count: Int) -> Sound {
        Sound(samples: Array(samples.prefix(count)), rate: rate)
    }
}
