import SIP
import Telephony
import Testing

@Suite struct HeaderValueTests {
    @Test(
        arguments: [
            ("<sip:a@b.fr>", nil, "sip:a@b.fr", nil),
            ("sip:a@b.fr;tag=x", nil, "sip:a@b.fr", "x"),
            ("\"A \\\"B\\\"\" <sip:a@b.fr;lr>;tag=x", "A \"B\"", "sip:a@b.fr;lr", "x"),
            ("Anne   B. <sip:a@b.fr> ; TAG = x", "Anne   B.", "sip:a@b.fr", "x"),
            ("anne@b.fr <sip:a@b.fr>", "anne@b.fr", "sip:a@b.fr", nil),
            ("< sip:a@b.fr >", nil, "sip:a@b.fr", nil),
            ("<tel:+331;phone-context=x>;q=0.5", nil, "tel:+331;phone-context=x", nil),
        ] as [(String, String?, String, String?)])
    func `a name with an address`(_ text: String, name: String?, uri: String, tag: String?) throws {
        let address = try #require(NameAddress(text))
        #expect(address.displayName == name)
        #expect(address.uri.description == uri)
        #expect(address.tag == tag)
        #expect(NameAddress(address.description) == address)
    }

    @Test(arguments: [
        "", "<", "<>", "<sip:a@b.fr", "\"a <sip:a@b.fr>", "\"a\" sip:a@b.fr", "<sip:a@b.fr>;",
        "<sip:a@b.fr>;=x", "<sip:a@b.fr>;x=", "<sip:a@b.fr> x", "<sip:a@b.fr>, <sip:a@b.fr>", "a",
        "sip:a@b.fr?x=y", "<<sip:a@b.fr>>", "*",
    ])
    func `what is no name with an address is refused`(_ text: String) {
        #expect(NameAddress(text) == nil)
    }

    @Test func `a name can't smuggle in a header`() {
        let address = NameAddress(.other("tel:1"), displayName: "a\r\nVia: x")
        #expect(address.description == "\"a  Via: x\" <tel:1>")
    }

    @Test(arguments: [
        "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport", "SIP/2.0/TLS [2001:db8::1];branch=x",
        "SIP/2.0/WSS abc.invalid;branch=x;received=192.0.2.1;rport=5",
    ])
    func `a hop is written as it was read`(_ text: String) {
        #expect(Via(text)?.description == text)
    }

    @Test(arguments: [
        "", "SIP/2.0/UDP", "SIP/2.0/UDP ", "SIP/3.0/UDP a.fr", "SIP/2.0 UDP a.fr",
        "SIP/2.0/UDPa.fr",
        "SIP/2.0/UDP a.fr:", "SIP/2.0/UDP a.fr:70000", "SIP/2.0/UDP a.fr;;", "SIP/2.0/UDP a.fr x",
    ])
    func `what is no hop is refused`(_ text: String) {
        #expect(Via(text) == nil)
    }

    @Test func `a hop learns where its message came from`() {
        var via = Via(.udp, host: .name("phone.local"), port: 5060, branch: "z9hG4bK1")
        #expect(via.hasMagicCookie)
        via.received = IPAddress("192.0.2.9")
        via.rport = 40_000
        let text = "SIP/2.0/UDP phone.local:5060;branch=z9hG4bK1;rport=40000;received=192.0.2.9"
        #expect(via.description == text)
        #expect(Via(text)?.rport == 40_000)
        #expect(Via(text)?.received == IPAddress("192.0.2.9"))
    }

    @Test func `the top hop changes and the others stay`() throws {
        var request = try #require(
            readRequest(
                MessageText().with(
                    "Via", "Via: SIP/2.0/UDP a.fr;branch=1, SIP/2.0/UDP b.fr;branch=2",
                    "Via: SIP/2.0/UDP c.fr;branch=3")))
        request.topVia?.rport = 7
        #expect(request.vias?.compactMap(\.branch) == ["1", "2", "3"])
        #expect(request.vias?.map(\.rport) == [7, nil, nil])
    }

    @Test(arguments: [("1 INVITE", true), ("1INVITE", false), ("-1 BYE", false), ("1 ", false)])
    func `a number with a method`(_ text: String, isOne: Bool) {
        #expect((CSeq(text) != nil) == isOne)
    }

    @Test func `parameters keep what was written and give what is meant`() throws {
        var address = try #require(NameAddress("<sip:a@b.fr>;a=\"x, \\\"y\\\"\";B;c=[::1]"))
        #expect(address.parameters["A"] == "x, \"y\"")
        #expect(address.parameters.contains("b"))
        #expect(address.parameters["b"] == nil)
        #expect(address.description == "<sip:a@b.fr>;a=\"x, \\\"y\\\"\";B;c=[::1]")
        address.parameters.set("B", to: "two words")
        address.parameters.remove("a")
        #expect(address.description == "<sip:a@b.fr>;B=\"two words\";c=[::1]")
    }
}
