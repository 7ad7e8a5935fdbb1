import SIP
import Testing

@Suite struct ResponseTests {
    private let asked = MessageText().and(
        "Record-Route: <sip:p.fr;lr>", "Timestamp: 54", "Subject: not copied")

    @Test func `an answer carries what the request did`() throws {
        let response = Response(to: try #require(readRequest(asked)), 200, toTag: "t1")
        #expect(
            response.headers.map(\.name) == [.via, .from, .to, .callID, .cSeq, .recordRoute])
        #expect(response.to?.tag == "t1")
        #expect(response.reason == "OK")
        #expect(response.isSuccess)
    }

    @Test func `trying has the time and no tag`() throws {
        let response = Response(to: try #require(readRequest(asked)), 100, toTag: "t1")
        #expect(response.headers.map(\.name) == [.via, .from, .to, .callID, .cSeq, .timestamp])
        #expect(response.to?.tag == nil)
        #expect(response.isProvisional)
    }

    @Test func `a tag that is there stays`() throws {
        let request = try #require(readRequest(asked.with("To", "To: <sip:a@b.fr>;tag=mine")))
        #expect(Response(to: request, 486, toTag: "t1").to?.tag == "mine")
        #expect(Response(to: request, 486).headers.contains(.recordRoute) == false)
    }

    @Test func `the bytes of an answer`() throws {
        var response = Response(
            to: try #require(readRequest(MessageText())), 486, reason: "Plus\r\ntard", toTag: "b2")
        response.body = Array("x".utf8)
        let lines = [
            "SIP/2.0 486 Plus  tard",
            "Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK-1;rport",
            "From: \"Anne\" <sip:anne@192.0.2.7>;tag=a1",
            "To: <sip:accueil@192.0.2.1>;tag=b2",
            "Call-ID: 7f3a@192.0.2.7",
            "CSeq: 1 INVITE",
            "Content-Length: 1",
            "", "x",
        ]
        #expect(
            String(decoding: response.bytes(), as: UTF8.self) == lines.joined(separator: "\r\n"))
    }

    @Test(arguments: [
        (180, "Ringing"), (491, "Request Pending"), (299, "OK"), (699, "Global Failure"),
    ])
    func `usual reasons`(_ status: Int, _ reason: String) {
        #expect(Response(status).reason == reason)
    }
}
