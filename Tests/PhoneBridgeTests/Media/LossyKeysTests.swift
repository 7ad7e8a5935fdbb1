import Glibc
import Media
import SIP
import Telephony
import TestSupport
import Testing

@testable import PhoneBridge

@Suite(.serialized, .timeLimit(.minutes(2))) struct LossyKeysTests {
    private let streams = 100
    private let keys = 20

    @Test(arguments: [(loss: 0.05, bursts: 0.0, seed: UInt64(1)), (0.20, 0.01, 2)])
    func `no key is missed of which one packet came through, and none counts twice`(
        loss: Double, bursts: Double, seed: UInt64
    ) async throws {
        let (sending, hearing) = (try EngineFixture(threads: 2), try EngineFixture(threads: 2))
        let network = try LossyNetwork(loss: loss, bursts: bursts, seed: seed, streams: streams)
        let entrances = (0..<streams).map(network.endpoint)
        var ears: [MediaPort] = []
        for entrance in entrances {
            let ear = try hearing.engine.open(on: .loopback)
            hearing.engine.start(ear.id, as: agreement(with: entrance, .receiveOnly))
            ears.append(ear)
        }
        for ear in ears { _ = await hearing.engine.statistics(of: ear.id) }
        let exits = ears.map(\.endpoint)
        // It takes what comes before anybody sends: sockets keep a few seconds at most.
        let journey = Task.detached { network.run(to: exits) }
        var random = SeededGenerator(seed: seed)
        for entrance in entrances {
            let mouth = try sending.engine.open(on: .loopback)
            sending.engine.start(mouth.id, as: agreement(with: entrance, .both))
            let digits = (0..<keys).map { _ in
                Digit.allCases[Int.random(in: 0..<12, using: &random)]
            }
            sending.engine.send(digits + [LossyNetwork.lastKey], on: mouth.id)
        }
        let through = await journey.value
        // Orders come after packets: then all that came has been looked at.
        for ear in ears { _ = await hearing.engine.statistics(of: ear.id) }
        await hearing.engine.shutDown()
        await sending.engine.shutDown()
        let heard = await hearing.notices.allDigits()
        for (ear, expected) in zip(ears, through) {
            #expect(heard[ear.id] == expected)
            // Ten packets tell of a key: hardly one in a million is lost with all of them alone.
            #expect(bursts > 0 || expected.count == keys + 1)
        }
    }

    private func agreement(with endpoint: IPEndpoint, _ direction: Direction) -> MediaAgreement {
        MediaAgreement(
            remote: endpoint, codec: .pcma, payloadType: 8, telephoneEvent: 101,
            direction: direction)
    }
}

/// A bad network between engines: one socket for each stream, of one thread.
private final class LossyNetwork: @unchecked Sendable {
    // Unchecked: after the endpoints have been read, only the thread that runs it touches it.
    private struct Travelling {
        let stream: Int
        let bytes: [UInt8]
    }

    /// Ends a row of keys.
    static let lastKey = Digit.d

    /// How long it goes on after the last key went in: longer than any packet takes, and a key
    /// without end packets to be counted.
    private static let afterTheLast: Int64 = 400_000_000

    private let peers: [TestPeer]
    private var relay: LossyRelay<Travelling>
    /// The keys of which a packet came through, by the time of their beginning.
    private var through: [[UInt32: Digit]]

    init(loss: Double, bursts: Double, seed: UInt64, streams: Int) throws {
        relay = LossyRelay(
            .init(
                loss: loss, bursts: bursts, duplicates: 0.02, disorder: 0.05, holdUp: 30_000),
            seed: seed)
        through = Array(repeating: [:], count: streams)
        peers = try (0..<streams).map { _ in try TestPeer() }
    }

    func endpoint(of stream: Int) -> IPEndpoint { peers[stream].endpoint }

    /// Passes packets on to these endpoints until the last key of each stream has gone in.
    ///
    /// - Returns: the keys of each stream of which one packet at least came through, in order.
    func run(to endpoints: [IPEndpoint]) -> [[Digit]] {
        var tick = MonotonicClock.now
        var end = Int64.max
        var unfinished = Set(peers.indices)
        // Asked for all at once: a look at each would take most of a busy machine.
        var sockets = peers.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        while MonotonicClock.now < end {
            let now = Int(MonotonicClock.now / 1_000)
            poll(&sockets, nfds_t(sockets.count), 0)
            for (stream, peer) in peers.enumerated() where sockets[stream].revents != 0 {
                while let bytes = peer.receiveWaiting() {
                    if take(bytes, of: stream, at: now) { unfinished.remove(stream) }
                }
            }
            if unfinished.isEmpty, end == .max { end = tick + LossyNetwork.afterTheLast }
            while let (packet, _) = relay.arrival(before: now) {
                peers[packet.stream].send(packet.bytes, to: endpoints[packet.stream])
            }
            tick += 1_000_000
            MonotonicClock.sleep(until: tick)
        }
        return through.map { keys in
            let times = keys.keys.sorted { Int32(bitPattern: $0 &- $1) < 0 }
            return times.compactMap { keys[$0] }
        }
    }

    /// Lets a packet in; true where it ends the last key.
    private func take(_ bytes: [UInt8], of stream: Int, at now: Int) -> Bool {
        let comesThrough = relay.send(Travelling(stream: stream, bytes: bytes), at: now)
        return bytes.withUnsafeBytes { bytes in
            guard let packet = RTPPacket(bytes), packet.header.payloadType == 101,
                let event = TelephoneEvent(packet.payload(in: bytes)), let digit = event.digit
            else { return false }
            if comesThrough { through[stream][packet.header.timestamp] = digit }
            return event.isEnd && digit == LossyNetwork.lastKey
        }
    }
}
