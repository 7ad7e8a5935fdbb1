import SIP
import Telephony
import Testing

@Suite struct SessionDescriptionTests {
    @Test(arguments: PhoneDescription.all)
    func `what phones send is read`(_ phone: PhoneDescription) throws {
        let description = try SessionDescription(phone.bytes)
        #expect(description.media.count == phone.streams)
        let again = try SessionDescription(description.bytes())
        #expect(again == description)
    }

    @Test func `the parts are told apart`() throws {
        let description = try SessionDescription(
            Array(
                """
                v=0
                o=- 12 34 IN IP6 2001:db8::1
                s=a call
                c=IN IP4 192.0.2.1/127
                t=0 0
                a=recvonly
                m=audio 49170/2 RTP/AVP 0 8
                c=IN IP4 phone.example.org
                a=rtpmap:0 PCMU/8000
                a=sendonly
                m=video 0 RTP/AVP 31

                """.utf8))
        #expect(
            description.origin
                == .init(
                    sessionID: 12, version: 34,
                    host: .address(try #require(IPAddress("2001:db8::1")))))
        #expect(description.connection == .address(.v4(0xC000_0201)))
        #expect(description.attributes == [MediaAttribute("recvonly")])
        let audio = description.media[0]
        #expect(audio.port == 49170)
        #expect(audio.portCount == 2)
        #expect(audio.formats == ["0", "8"])
        #expect(audio.connection == .name("phone.example.org"))
        #expect(audio.first("rtpmap") == "0 PCMU/8000")
        #expect(description.media[1].port == 0)
    }

    @Test(arguments: [
        ("", SessionDescriptionError.Reason.version, 1), ("v=1\r\n", .version, 1),
        ("o=- 1 1 IN IP4 a.fr\r\n", .version, 1), ("v=0\r\nx\r\n", .line, 2),
        ("v=0\r\n=x\r\n", .line, 2), ("v=0\r\na=x\0y\r\n", .line, 2), ("v=0\na=x\ry\n", .line, 2),
        ("v=0\r\nÄ=x\r\n", .line, 2),
        ("v=0\r\no=- 1 IN IP4 a.fr\r\n", .origin, 2), ("v=0\r\no=- -1 1 IN IP4 a.fr", .origin, 2),
        ("v=0\r\nc=IN IP4\r\n", .connection, 2), ("v=0\r\n\r\nc=ATM x\r\n", .connection, 3),
        ("v=0\r\nc=IN IP4 300.1.1.1\r\n", .connection, 2), ("v=0\r\nm=audio\r\n", .media, 2),
        ("v=0\r\nm=audio 1\r\n", .media, 2), ("v=0\r\nm=audio 99999 RTP/AVP 0\r\n", .media, 2),
        ("v=0\r\nm=audio 1/ RTP/AVP 0\r\n", .media, 2),
        ("v=0\r\nm=audio 1RTP/AVP 0\r\n", .media, 2), ("v=0\r\nm=audio 1 RTP/AVP\r\n", .media, 2),
        ("v=0\r\na=" + String(repeating: "x", count: 1_023), .tooLarge, 2),
        ("v=0\r\n" + String(repeating: "b=AS:1\r\n", count: 512), .tooLarge, 513),
        ("v=0\r\n" + String(repeating: "m=audio 1 RTP/AVP 0\r\n", count: 33), .tooLarge, 34),
        ("v=0\r\nm=audio 1 RTP/AVP" + String(repeating: " 0", count: 65), .tooLarge, 2),
    ])
    func `what is broken is refused with its line`(
        _ text: String, _ reason: SessionDescriptionError.Reason, _ line: Int
    ) {
        let error = #expect(throws: SessionDescriptionError.self) {
            try SessionDescription(Array(text.utf8))
        }
        #expect(error?.reason == reason)
        #expect(error?.line == line)
    }
}
