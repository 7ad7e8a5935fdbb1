import Media
import Telephony

/// Datagrams at the ports of sound.
///
/// The bytes are a row of datagrams, each behind a byte for its length and one for its sender and
/// the time since the one before.
enum RTPFuzz {
    static func run(_ bytes: [UInt8]) {
        var decisions = Decisions(bytes)
        let peer = IPEndpoint(.loopback, port: 4_000)
        let others = [peer, IPEndpoint(.loopback, port: 4_002)]
        var receiver = RTPReceiver(from: peer)
        var keys = TelephoneEventReceiver()
        var jitter = JitterBuffer()
        var now = Duration.zero
        while !decisions.isAtEnd {
            let datagram = decisions.piece(decisions.number(below: 256))
            let sender = decisions.byte()
            now += .milliseconds(Int(sender >> 1))
            datagram.withUnsafeBytes { datagram in
                guard let packet = RTPPacket(datagram) else { return }
                let payload = packet.payload(in: datagram)
                promise(payload.count <= datagram.count, "a payload is a part of its datagram")
                let verdict = receiver.receive(
                    packet.header, from: others[Int(sender & 1)], now: now)
                guard verdict == .peer else { return }
                hear(payload, packet.header, now: now, &keys, &jitter)
            }
            _ = receiver.makeReport(now: now)
            for _ in keys.advance(to: now) {}
        }
    }

    private static func hear(
        _ payload: UnsafeRawBufferPointer, _ header: RTPHeader, now: Duration,
        _ keys: inout TelephoneEventReceiver, _ jitter: inout JitterBuffer
    ) {
        if let event = TelephoneEvent(payload) {
            for _ in keys.receive(event, header: header, now: now) {}
        }
        let samples = G711.aLaw.decode(Array(payload))
        samples.withUnsafeBufferPointer { jitter.put($0, timestamp: header.timestamp, now: now) }
        var played = [Int16](repeating: 0, count: 160)
        played.withUnsafeMutableBufferPointer {
            let count = jitter.take($0)
            promise((0...160).contains(count), "no more is played than was asked for")
        }
    }

    static func runControl(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { datagram in
            guard let message = ControlMessage(datagram, about: 0x0102_0304) else { return }
            let written = message.bytes(name: "allo")
            written.withUnsafeBytes {
                promise(
                    ControlMessage($0, about: 0x0102_0304) != nil, "our reports are readable")
            }
        }
    }
}
