import Media
import SIP
import Telephony
import TestSupport
import Testing

@testable import PhoneBridge

@Suite(.serialized, .timeLimit(.minutes(1))) struct ReportTests {
    /// A packet with its number.
    private typealias Relay = LossyRelay<(number: Int, bytes: [UInt8])>

    private let packetTime = 20_000

    @Test(arguments: [
        (loss: 0.05, bursts: 0.0, jitter: 18_000), (loss: 0.2, bursts: 0.02, jitter: 2_000),
    ])
    func `reports tell the losses and the jitter that the network made`(
        loss: Double, bursts: Double, jitter: Int
    ) async throws {
        let relay = Relay(.init(loss: loss, bursts: bursts, jitter: jitter), seed: 5)
        let fixture = try EngineFixture(change: { $0.step = .milliseconds(1) })
        let (peer, control) = (try TestPeer(), try TestPeer())
        var agreement = peer.agreement(direction: .receiveOnly)
        agreement.remoteControl = control.endpoint
        let port = try await fixture.port(with: peer, as: agreement)
        let network = send(150, from: peer, to: port.endpoint, through: relay)
        let statistics = try #require(await fixture.engine.statistics(of: port.id))
        fixture.engine.close(port.id)
        await fixture.engine.shutDown()

        var before = (lost: 0, expected: 0)
        var reports: [ReceptionReport] = []
        while let bytes = control.receiveWaiting() {
            let message = bytes.withUnsafeBytes { ControlMessage($0, about: network.source) }
            reports.append(try #require(message?.report))
        }
        for report in reports {
            let now = network.counts(to: report.highestSequence)
            #expect(Int(report.lost) == now.lost)
            let (lost, expected) = (now.lost - before.lost, now.expected - before.expected)
            #expect(Int(report.fractionLost) == (expected > 0 ? lost * 256 / expected : 0))
            before = now
        }
        // The goodbye tells of all packets.
        let last = try #require(reports.last)
        #expect(last.highestSequence == network.highest)
        #expect(statistics.lost == before.lost)
        #expect(statistics.received == before.expected - before.lost)
        // The engine looks at its sockets once a millisecond.
        #expect(abs(Double(last.jitter) - network.jitter) < 12)
        #expect(abs(statistics.jitter / .milliseconds(1) - network.jitter / 8) < 1.5)
    }

    /// What became of the packets on their way.
    private struct Network {
        let source: UInt32
        /// The sequence numbers that came through, in order.
        var through: [UInt32] = []
        /// The jitter of those, in samples (RFC 3550 §A.8).
        var jitter = 0.0

        var highest: UInt32 { through.last ?? 0 }

        /// How many were lost, and how many should have come, from the first that came to one.
        func counts(to sequence: UInt32) -> (lost: Int, expected: Int) {
            guard let first = through.first, sequence >= first else { return (0, 0) }
            let expected = Int(sequence - first) + 1
            return (expected - through.count { $0 <= sequence }, expected)
        }
    }

    /// Sends packets of sound at their times through a network that lets none overtake another.
    private func send(
        _ count: Int, from peer: TestPeer, to endpoint: IPEndpoint,
        through relay: Relay
    ) -> Network {
        var relay = relay
        var network = Network(source: 7)
        var sender = RTPSender(source: network.source, sequence: 65_500, timestamp: 1 << 31)
        let begin = MonotonicClock.now
        var transit: Double?
        var number = 0
        var tick = begin
        while number < count || (MonotonicClock.now - begin) / 1_000 < packetTime * (count + 2) {
            let now = Int((MonotonicClock.now - begin) / 1_000)
            while number < count, number * packetTime <= now {
                let header = sender.next(payloadType: 8, byteCount: 160, samples: 160)
                var bytes = [UInt8](repeating: 0x55, count: RTPHeader.size + 160)
                bytes.withUnsafeMutableBytes { header.write(into: $0) }
                relay.send((number, bytes), at: number * packetTime)
                number += 1
            }
            while let (packet, _) = relay.arrival(before: now) {
                let arrival = Double(MonotonicClock.now - begin) / 125_000
                peer.send(packet.bytes, to: endpoint)
                network.through.append(65_500 + UInt32(packet.number))
                let time = arrival - Double(packet.number * 160)
                if let transit { network.jitter += (abs(time - transit) - network.jitter) / 16 }
                transit = time
            }
            tick += 1_000_000
            MonotonicClock.sleep(until: tick)
        }
        return network
    }
}
