@testable import SIP
import Telephony
import Testing

@Suite struct DialogTests {
    private static func dialog(routes: [String] = []) throws -> Dialog {
        let target = try #require(SIPURI("sip:bob@192.0.2.4"))
        return Dialog(
            callID: "one", localTag: "ours", remoteTag: "theirs",
            local: "<sip:alice@a.example>;tag=ours", remote: "<sip:bob@b.example>;tag=theirs",
            localSequence: 4, remoteSequence: nil, remoteTarget: target,
            routes: RouteSet(routes.compactMap { NameAddress($0) }), hop: nil,
            origin: Hop(transport: .udp, remote: IPEndpoint(.loopback, port: 5060)))
    }

    @Test func `a request takes the next number and the names of both sides`() throws {
        var dialog = try DialogTests.dialog()
        let request = dialog.request(.bye)
        #expect(request.uri.description == "sip:bob@192.0.2.4")
        #expect(request.cSeq == CSeq(5, .bye))
        #expect(request.headers[.from] == "<sip:alice@a.example>;tag=ours")
        #expect(request.headers[.to] == "<sip:bob@b.example>;tag=theirs")
        #expect(dialog.request(.ack, number: 4).cSeq == CSeq(4, .ack))
        #expect(dialog.request(.info).cSeq == CSeq(6, .info))
    }

    @Test func `loose routers get the target and all of the route`() throws {
        var dialog = try DialogTests.dialog(routes: ["<sip:p1.example;lr>", "<sip:p2.example>"])
        let request = dialog.request(.bye)
        #expect(request.uri.description == "sip:bob@192.0.2.4")
        #expect(request.headers.all(.route) == ["<sip:p1.example;lr>", "<sip:p2.example>"])
        #expect(dialog.nextURI.description == "sip:p1.example;lr")
    }

    @Test func `a strict router gets its own name, the target ends the route`() throws {
        var dialog = try DialogTests.dialog(
            routes: ["<sip:p1.example?a=b>", "<sip:p2.example;lr>"])
        let request = dialog.request(.bye)
        #expect(request.uri.description == "sip:p1.example")
        #expect(request.headers.all(.route) == ["<sip:p2.example;lr>", "<sip:bob@192.0.2.4>"])
    }

    @Test func `numbers only go up`() throws {
        var dialog = try DialogTests.dialog()
        #expect(dialog.order(of: 7) == .next)
        #expect(dialog.order(of: 7) == .stale)
        #expect(dialog.order(of: 3) == .stale)
        #expect(dialog.order(of: 9) == .next)
    }

    @Test func `names are long, short enough to stay in place, and unlike`() {
        var chance = Chance(seed: 1)
        let tags = Set((0..<1_000).map { _ in Names.tag(&chance) })
        #expect(tags.count == 1_000)
        #expect(tags.allSatisfy { $0.utf8.count == 13 })
        #expect(Names.callID(&chance).utf8.count == 26)
    }
}

@Suite struct DialogHeaderTests {
    @Test(
        arguments: [
            ("a@b;to-tag=1;from-tag=2", "a@b;to-tag=1;from-tag=2"),
            ("a@b; from-tag=2 ;to-tag=1;early-only", "a@b;to-tag=1;from-tag=2;early-only"),
            ("a@b;to-tag=1", nil), ("", nil), (";;;", nil), ("a@b;to-tag;from-tag", nil),
        ] as [(String, String?)])
    func `Replaces is read and written`(text: String, written: String?) {
        #expect(Replaces(text)?.description == written)
    }

    @Test(
        arguments: [
            ("1800", "1800"), ("1800;refresher=uac", "1800;refresher=uac"),
            (" 90 ; Refresher = UAS ; x", "90;refresher=uas"), ("0", nil), ("-1", nil), ("", nil),
            ("99999999999999999999", nil), ("x", nil), ("90;refresher=me", "90"),
        ] as [(String, String?)])
    func `Session-Expires is read and written`(text: String, written: String?) {
        #expect(SessionExpires(text)?.description == written)
    }

    @Test(
        arguments: [
            ("776656 1 INVITE", "776656 1 INVITE"), ("1  2 INVITE", "1 2 INVITE"),
            ("1 INVITE", nil),
            ("", nil), ("99999999999 1 INVITE", nil),
        ] as [(String, String?)])
    func `RAck is read and written`(text: String, written: String?) {
        #expect(RAck(text)?.description == written)
    }

    @Test(
        arguments: [
            ("SIP/2.0 200 OK\r\n", 200), ("SIP/2.0 180", 180), ("SIP/2.0 20", nil), ("", nil),
            ("HTTP/1.1 200 OK", nil), ("SIP/2.0 999 No", nil), ("SIP/2.0 abc", nil),
        ] as [(String, Int?)])
    func `the status of a referred call is read`(body: String, status: Int?) {
        #expect(StatusLine.status(Array(body.utf8)) == status)
    }
}
