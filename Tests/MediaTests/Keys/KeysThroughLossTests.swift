import Telephony
import TestSupport
import Testing

@testable import Media

/// Keys sent as telephone events over a bad network.
private struct KeyJourney {
    /// A packet of a telephone event.
    typealias Datagram = InlineArray<16, UInt8>

    /// The keys of which a packet arrived, and those that were counted, in order.
    private(set) var expected: [Digit] = []
    private(set) var heard: [Digit] = []

    private let peer = IPEndpoint(.loopback, port: 4_000)
    private var stream: RTPSender
    private var sender: TelephoneEventSender
    private var relay: LossyRelay<Datagram>
    private var receiver: RTPReceiver
    private var events = TelephoneEventReceiver()

    init(_ weather: LossyRelay<Datagram>.Weather, seed: UInt64, length: UInt32, pause: UInt32) {
        var chance = SeededGenerator(seed: seed)
        stream = RTPSender(using: &chance)
        sender = TelephoneEventSender(length: length, pause: pause)
        relay = LossyRelay(weather, seed: seed)
        receiver = RTPReceiver(from: peer)
    }

    /// Sends keys chosen by chance; every other one on average is the one before again.
    mutating func travel(keys: Int, seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var digit = Digit.zero
        var arrived = false
        var time = 0
        for _ in 0..<keys {
            let number = chance.next()
            if number & 1 == 0 { digit = Digit(rawValue: UInt8(number >> 8 & 15)) ?? .zero }
            sender.send(CollectionOfOne(digit))
            arrived = false
            repeat {
                if let packet = sender.next(timestamp: stream.timestamp) {
                    arrived = send(packet, at: time) || arrived
                }
                stream.pass(160)
                time += 20
                receive(before: time)
            } while !sender.isIdle && !isPauseOver
            if arrived { expected.append(digit) }
        }
        for _ in 0..<20 {
            time += 20
            receive(before: time)
        }
    }

    /// The sender says so only when it is asked for the next packet.
    private var isPauseOver: Bool {
        var ahead = sender
        return ahead.next(timestamp: stream.timestamp) == nil && ahead.isIdle
    }

    private mutating func send(_ packet: TelephoneEventSender.Packet, at time: Int) -> Bool {
        let header = stream.next(payloadType: 101, for: packet)
        var datagram = Datagram(repeating: 0)
        withUnsafeMutableBytes(of: &datagram) { bytes in
            header.write(into: bytes)
            packet.event.write(into: UnsafeMutableRawBufferPointer(rebasing: bytes[12...]))
        }
        return relay.send(datagram, at: time)
    }

    private mutating func receive(before time: Int) {
        while let (datagram, arrival) = relay.arrival(before: time) {
            let now = Duration.milliseconds(arrival)
            let read = withUnsafeBytes(of: datagram) { bytes in
                RTPPacket(bytes).flatMap { packet in
                    TelephoneEvent(packet.payload(in: bytes)).map { (packet.header, $0) }
                }
            }
            guard let (header, event) = read,
                receiver.receive(header, from: peer, now: now, isTimed: false) == .peer
            else { continue }
            for key in events.receive(event, header: header, now: now) { heard.append(key.digit) }
        }
        for key in events.advance(to: .milliseconds(time)) { heard.append(key.digit) }
    }
}

/// Each key of which one packet comes through counts once, and in its place.
@Suite struct KeysThroughLossTests {
    typealias Weather = LossyRelay<InlineArray<16, UInt8>>.Weather

    @Test(arguments: [
        (100_000, Weather(loss: 0.05)),
        (10_000, Weather(loss: 0.2)),
        (10_000, Weather(bursts: 0.02, burstLength: 8)),
        (10_000, Weather(disorder: 0.3, delay: 30, jitter: 15, holdUp: 50)),
        (10_000, Weather(duplicates: 0.5, delay: 30, holdUp: 50)),
        (
            10_000,
            Weather(
                loss: 0.1, bursts: 0.01, burstLength: 6, duplicates: 0.2, disorder: 0.2, delay: 30,
                jitter: 15, holdUp: 50)
        ),
    ])
    func `none is missed and none is doubled`(keys: Int, weather: Weather) {
        var journey = KeyJourney(weather, seed: 1, length: 480, pause: 480)
        journey.travel(keys: keys, seed: 2)
        #expect(journey.heard == journey.expected)
        #expect(journey.expected.count <= keys)
        #expect(journey.expected.count > keys * 9 / 10)
    }

    @Test func `a network that is perfect loses none`() {
        var journey = KeyJourney(Weather(), seed: 3, length: 800, pause: 800)
        journey.travel(keys: 200, seed: 4)
        #expect(journey.heard == journey.expected)
        #expect(journey.expected.count == 200)
    }
}
