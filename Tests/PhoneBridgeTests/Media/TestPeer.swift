import Glibc
import Media
import SIP
import Synchronization
import Telephony
import Testing

@testable import PhoneBridge

/// The other end of a stream: a socket that a test holds.
final class TestPeer {
    /// A packet of RTP with its payload.
    struct Received {
        let header: RTPHeader
        let payload: [UInt8]
    }

    private let socket: DatagramSocket
    let endpoint: IPEndpoint
    private var sender: RTPSender

    init(on address: IPAddress = .loopback, seed: UInt32 = 7) throws {
        socket = try DatagramSocket(at: IPEndpoint(address, port: 0))
        let bound = socket.endpoint
        endpoint = try #require(bound)
        sender = RTPSender(source: seed, sequence: 65_530, timestamp: 4_000_000_000)
    }

    /// The socket, to ask the system for.
    var descriptor: Int32 { socket.descriptor }

    /// What was agreed with it.
    func agreement(
        codec: AudioCodec = .pcma, telephoneEvent: UInt8? = 101, direction: Direction = .both
    ) -> MediaAgreement {
        MediaAgreement(
            remote: endpoint, codec: codec, payloadType: codec.staticPayloadType,
            telephoneEvent: telephoneEvent, direction: direction)
    }

    /// The next datagram; waits twenty seconds at most.
    func receiveBytes() throws -> [UInt8] {
        var poll = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
        let ready = Glibc.poll(&poll, 1, 20_000)
        try #require(ready == 1, "no packet came")
        return try #require(receiveWaiting())
    }

    /// A datagram that has come already; nil where there is none.
    func receiveWaiting() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 2_048)
        let count = recv(socket.descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return count >= 0 ? Array(bytes.prefix(count)) : nil
    }

    /// The next packet of RTP.
    func receive() throws -> Received {
        let bytes = try receiveBytes()
        return try bytes.withUnsafeBytes { bytes in
            let packet = try #require(RTPPacket(bytes))
            return Received(header: packet.header, payload: Array(packet.payload(in: bytes)))
        }
    }

    /// A report that has come already; nil where there is none.
    func waitingReport(about source: UInt32) throws -> ControlMessage? {
        try receiveWaiting().map { try report(in: $0, about: source) }
    }

    /// The next report.
    func report(about source: UInt32) throws -> ControlMessage {
        try report(in: try receiveBytes(), about: source)
    }

    private func report(in bytes: [UInt8], about source: UInt32) throws -> ControlMessage {
        try bytes.withUnsafeBytes { try #require(ControlMessage($0, about: source)) }
    }

    /// The next packet whose payload is one that is wanted.
    func receive(until isWanted: (Received) -> Bool) throws -> Received {
        for _ in 0..<1_000 {
            let packet = try receive()
            if isWanted(packet) { return packet }
        }
        throw Nothing()
    }

    struct Nothing: Error {}

    func send(_ bytes: [UInt8], to endpoint: IPEndpoint) {
        _ = SocketAddress(endpoint).lend { address, length in
            sendto(socket.descriptor, bytes, bytes.count, 0, address, length)
        }
    }

    /// Sends packets of sound, each filled with one byte.
    func sendSound(
        _ count: Int = 1, of byte: UInt8 = 0x55, payloadType: UInt8 = 8, to endpoint: IPEndpoint
    ) {
        for _ in 0..<count {
            sendSound([UInt8](repeating: byte, count: 160), payloadType: payloadType, to: endpoint)
        }
    }

    func sendSound(_ payload: [UInt8], payloadType: UInt8 = 8, to endpoint: IPEndpoint) {
        let header = sender.next(
            payloadType: payloadType, byteCount: payload.count, samples: UInt32(payload.count))
        send(bytes(header, payload), to: endpoint)
    }

    /// Presses a key, in five packets of which the last three tell its end.
    func sendKey(_ digit: Digit, packets: Int = 5, to endpoint: IPEndpoint) {
        for step in 1...packets {
            let event = TelephoneEvent(
                code: digit.rawValue, isEnd: step > 2, duration: UInt16(min(step, 3) * 160))
            var payload = [UInt8](repeating: 0, count: TelephoneEvent.size)
            payload.withUnsafeMutableBytes { event.write(into: $0) }
            var header = sender.next(
                payloadType: 101, marker: step == 1, byteCount: payload.count, samples: 0)
            header.marker = step == 1
            send(bytes(header, payload), to: endpoint)
        }
        sender.pass(800)
    }

    private func bytes(_ header: RTPHeader, _ payload: [UInt8]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: RTPHeader.size)
        bytes.withUnsafeMutableBytes { header.write(into: $0) }
        return bytes + payload
    }
}

/// What an engine told, one notice after the other.
final class NoticeBox: Sendable {
    private let stream: AsyncStream<MediaNotice>
    private let continuation: AsyncStream<MediaNotice>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func put(_ notices: [MediaNotice]) {
        for notice in notices { continuation.yield(notice) }
    }

    /// The next notice; waits for it.
    func next() async -> MediaNotice? {
        var iterator = stream.makeAsyncIterator()
        return await iterator.next()
    }

    /// All keys that were told, by their ports; nothing can be told afterwards.
    func allDigits() async -> [MediaPort.ID: [Digit]] {
        continuation.finish()
        var digits: [MediaPort.ID: [Digit]] = [:]
        for await notice in stream {
            if case .digit(let digit, _) = notice.event {
                digits[notice.port, default: []].append(digit)
            }
        }
        return digits
    }

    /// The next keys of any port.
    func digits(_ count: Int) async -> [Digit] {
        var digits: [Digit] = []
        while digits.count < count, let notice = await next() {
            if case .digit(let digit, _) = notice.event { digits.append(digit) }
        }
        return digits
    }
}

/// An engine, what it tells, and the end of both.
struct EngineFixture {
    let engine: MediaEngine
    let notices = NoticeBox()

    init(
        threads: Int = 1, ports: ClosedRange<UInt16> = 20_000...60_000,
        detector: @escaping @Sendable () -> any DigitDetector = { DeafDetector() },
        change: (inout MediaEngine.Settings) -> Void = { _ in }
    ) throws {
        let box = notices
        var settings = MediaEngine.Settings(
            ports: ports, threads: threads, detector: detector, handle: { box.put($0) })
        change(&settings)
        engine = try MediaEngine(settings)
    }

    /// A port whose thread has started it with a peer.
    func port(with peer: TestPeer, as agreement: MediaAgreement? = nil) async throws -> MediaPort {
        let port = try engine.open(on: .loopback)
        engine.start(port.id, as: agreement ?? peer.agreement())
        _ = await engine.statistics(of: port.id)
        return port
    }
}

struct DeafDetector: DigitDetector {
    func digits(in samples: [Int16]) -> [Digit] { [] }
}

/// A sound in which no two packets are the same, and which does not begin like silence.
func ramp(packets: Int) -> Sound {
    Sound(
        samples: (0..<(packets * 160)).map { Int16(truncatingIfNeeded: ($0 + 20) * 97) },
        rate: 8_000)
}
