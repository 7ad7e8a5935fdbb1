import SIP
import Telephony
import Testing

@Suite struct NegotiationTests {
    private let ours = MediaOffering.fixture()

    @Test(arguments: PhoneDescription.all)
    func `phones are answered`(_ phone: PhoneDescription) throws {
        let offer = try SessionDescription(phone.bytes)
        let (answer, agreement) = try Negotiation.answer(to: offer, with: ours)
        #expect(agreement.codec == phone.codec)
        #expect(agreement.payloadType == phone.payloadType)
        #expect(agreement.telephoneEvent == phone.telephoneEvent)
        #expect(agreement.remote.address == IPAddress("192.0.2.7"))
        #expect(agreement.remoteControl?.port == agreement.remote.port + 1)
        #expect(agreement.packetTime == .milliseconds(20))
        #expect(agreement.direction == .both)
        #expect(answer.media.count == offer.media.count)
        #expect(answer.media.map(\.kind) == offer.media.map(\.kind))
        #expect(answer.media.dropFirst().allSatisfy { $0.port == 0 })
    }

    @Test func `the bytes of an answer`() throws {
        let offer = try SessionDescription(PhoneDescription.all[1].bytes)
        let (answer, _) = try Negotiation.answer(to: offer, with: ours)
        let lines = [
            "v=0", "o=- 7 1 IN IP4 192.0.2.1", "s=-", "c=IN IP4 192.0.2.1", "t=0 0",
            "m=audio 40000 RTP/AVP 0 99", "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:99 telephone-event/8000", "a=fmtp:99 0-15", "a=ptime:20", "a=sendrecv",
            "m=video 0 RTP/AVP 96", "",
        ]
        #expect(answer.description == lines.joined(separator: "\r\n"))
    }

    @Test func `the bytes of an offer`() {
        let lines = [
            "v=0", "o=- 7 1 IN IP4 192.0.2.1", "s=-", "c=IN IP4 192.0.2.1", "t=0 0",
            "m=audio 40000 RTP/AVP 8 0 9 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:9 G722/8000", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15",
            "a=ptime:20", "a=sendrecv", "",
        ]
        #expect(Negotiation.offer(ours).description == lines.joined(separator: "\r\n"))
    }

    @Test(arguments: [
        ("", MediaRefusal.noAudio), ("m=video 9 RTP/AVP 8", .noAudio),
        ("m=audio 0 RTP/AVP 8", .noAudio), ("m=audio 9 RTP/AVP 18 3", .noCommonCodec),
        ("m=audio 9 RTP/AVP 8\na=rtpmap:8 G729/8000", .noCommonCodec),
        ("m=audio 9 RTP/AVP 96\na=rtpmap:96 PCMA/16000", .noCommonCodec),
        ("m=audio 9 RTP/AVP 96\na=rtpmap:96 PCMA/8000/2", .noCommonCodec),
        ("m=audio 9 RTP/AVP 300 x 8x", .noCommonCodec),
        ("m=audio 9 UDP/TLS/RTP/SAVPF 8", .noCommonProfile),
        ("m=audio 9 RTP/SAVP 8", .noCommonProfile), ("m=audio 9 udp t38", .noCommonProfile),
        ("m=audio 9 RTP/AVP 8\nc=IN IP6 2001:db8::1", .unreachable),
        ("m=audio 9 RTP/AVP 8\nc=IN IP4 phone.example.org", .unreachable),
        ("m=audio 9 RTP/AVP 8\nc=IN IP4 224.2.1.1/127", .unreachable),
        ("m=audio 9 RTP/AVP 8\nc=IN IP4 255.255.255.255", .unreachable),
    ])
    func `what can't be used is refused`(_ media: String, _ refusal: MediaRefusal) throws {
        let offer = try SessionDescription(Array("v=0\nc=IN IP4 192.0.2.7\n\(media)\n".utf8))
        #expect(throws: refusal) { try Negotiation.answer(to: offer, with: ours) }
        #expect(refusal.status == 488)
    }

    @Test func `the first audio stream that can be used is taken`() throws {
        let media =
            "m=video 9 RTP/AVP 31\nm=audio 10 RTP/AVP 18\nm=audio 12 RTP/AVP 8\nm=audio 14 RTP/AVP 0\n"
        let offer = try SessionDescription(Array("v=0\nc=IN IP4 192.0.2.7\n\(media)".utf8))
        let (answer, agreement) = try Negotiation.answer(to: offer, with: ours)
        #expect(agreement.remote.port == 12)
        #expect(answer.media.map(\.port) == [0, 0, 40_000, 0])
        #expect(answer.media.map(\.formats) == [["31"], ["18"], ["8"], ["0"]])
        #expect(try Negotiation.agreement(offer: offer, answer: answer).remote.port == 40_000)
    }

    @Test(arguments: [
        ("a=sendrecv", Direction.both, "sendrecv"), ("a=sendonly", .receiveOnly, "recvonly"),
        ("a=recvonly", .sendOnly, "sendonly"), ("a=inactive", .none, "inactive"),
        ("c=IN IP4 0.0.0.0", .receiveOnly, "recvonly"), ("", .both, "sendrecv"),
        ("c=IN IP4 0.0.0.0\na=sendonly", .receiveOnly, "recvonly"),
    ])
    func `hold in all its forms`(_ lines: String, _ direction: Direction, _ told: String) throws {
        let offer = try self.offer(lines)
        let (answer, agreement) = try Negotiation.answer(to: offer, with: ours)
        #expect(agreement.direction == direction)
        #expect(answer.media[0].attributes.contains(MediaAttribute(told)))
    }

    @Test func `the direction of the session holds where the stream has none`() throws {
        let text = "v=0\nc=IN IP4 192.0.2.7\na=inactive\nm=audio 9 RTP/AVP 8\n"
        let offer = try SessionDescription(Array(text.utf8))
        #expect(try Negotiation.answer(to: offer, with: ours).agreement.direction == .none)
    }

    @Test func `our own direction narrows theirs`() throws {
        let offer = try self.offer("a=sendrecv")
        let ours = MediaOffering.fixture(direction: .sendOnly)
        #expect(try Negotiation.answer(to: offer, with: ours).agreement.direction == .sendOnly)
    }

    @Test(arguments: [
        ("", 20), ("a=ptime:30", 30), ("a=ptime:20\na=maxptime:10", 10), ("a=ptime:0", 10),
        ("a=ptime:25", 20), ("a=ptime:500", 60), ("a=ptime:x", 20), ("a=ptime:99999999999999", 20),
    ])
    func `how long a packet is`(_ lines: String, _ milliseconds: Int64) throws {
        let (answer, agreement) = try Negotiation.answer(to: offer(lines), with: ours)
        #expect(agreement.packetTime == .milliseconds(milliseconds))
        #expect(answer.media[0].first("ptime") == "\(milliseconds)")
    }

    @Test(arguments: [
        ("a=rtcp:53020", "192.0.2.7:53020"), ("a=rtcp:5 IN IP4 192.0.2.9", "192.0.2.9:5"),
        ("", "192.0.2.7:10"), ("a=rtcp:0", nil), ("a=rtcp:x", nil),
        ("a=rtcp:5 IN IP6 ::1", nil), ("c=IN IP4 0.0.0.0", nil),
    ])
    func `where control packets go`(_ lines: String, _ endpoint: String?) throws {
        let agreement = try Negotiation.answer(to: offer(lines), with: ours).agreement
        #expect(agreement.remoteControl?.description == endpoint)
    }

    @Test(arguments: [
        ("a=fmtp:101 0-15", true), ("a=fmtp:101 0-9,66", true), ("a=fmtp:101 0-4,5-9", true),
        ("a=fmtp:101 16", false), ("a=fmtp:96 16", true), ("a=fmtp:101 9-0", false), ("", true),
    ])
    func `events that carry the digits are taken`(_ line: String, isTaken: Bool) throws {
        let text =
            "v=0\nc=IN IP4 192.0.2.7\nm=audio 9 RTP/AVP 8 101\n"
            + "a=rtpmap:101 telephone-event/8000\n\(line)\n"
        let offer = try SessionDescription(Array(text.utf8))
        let agreement = try Negotiation.answer(to: offer, with: ours).agreement
        #expect((agreement.telephoneEvent == 101) == isTaken)
        let without = MediaOffering.fixture(telephoneEvent: nil)
        #expect(try Negotiation.answer(to: offer, with: without).agreement.telephoneEvent == nil)
    }

    @Test func `version 6 is spoken with version 6`() throws {
        let text = "v=0\nc=IN IP6 2001:db8::7\nm=audio 9 RTP/AVP 8\n"
        let offer = try SessionDescription(Array(text.utf8))
        var ours = ours
        ours.address = try #require(IPAddress("2001:db8::1"))
        let (answer, agreement) = try Negotiation.answer(to: offer, with: ours)
        #expect(agreement.remote == IPEndpoint("[2001:db8::7]:9"))
        #expect(answer.description.contains("c=IN IP6 2001:db8::1\r\n"))
        #expect(throws: MediaRefusal.unreachable) {
            try Negotiation.answer(to: offer, with: self.ours)
        }
    }

    private func offer(_ lines: String) throws -> SessionDescription {
        let text = "v=0\nc=IN IP4 192.0.2.7\nm=audio 9 RTP/AVP 8\n\(lines)\n"
        return try SessionDescription(Array(text.utf8))
    }
}

extension MediaOffering {
    static func fixture(
        telephoneEvent: UInt8? = 101, direction: Direction = .both,
        security: SecurityPolicy = .never
    ) -> MediaOffering {
        MediaOffering(
            sessionID: 7, address: .v4(0xC000_0201), port: 40_000, codecs: [.pcma, .pcmu, .g722],
            telephoneEvent: telephoneEvent, direction: direction, security: security)
    }
}
