import SIP
import Telephony
import Testing

@Suite struct SIPURITests {
    @Test func `the parts are told apart`() throws {
        let uri = try #require(
            SIPURI("sips:a%40b:p%3Aw@Example.ORG:5061;transport=TCP;lr?Subject=%61b&To=x"))
        #expect(uri.isSecure)
        #expect(uri.user == "a@b")
        #expect(uri.password == "p:w")
        #expect(uri.host == .name("example.org"))
        #expect(uri.port == 5061)
        #expect(uri.transport == .tcp)
        #expect(uri.isLooseRouter)
        #expect(uri.headers["subject"] == "ab")
        #expect(uri.headers["to"] == "x")
    }

    @Test(arguments: [
        "sip:192.0.2.1", "sip:[2001:db8::1]:5060", "sip:a@192.0.2.1:5060;transport=udp",
        "sip:%00@b.fr", "sip:+33199001234@b.fr;user=phone", "sip:a;b=c@d.fr", "sip:a:pw@b.fr",
        "sip:a@b_c.fr", "sip:a@b.fr?Subject=x&Priority=y", "sips:a@b.fr.", "sip:a@xn--bcher-kva.de",
    ])
    func `what is read is written the same`(_ text: String) {
        #expect(SIPURI(text)?.description == text)
    }

    @Test(arguments: [
        "", "sip:", "sip:@b.fr", "sip:a@", "sip:a@b.fr:", "sip:a@b.fr:99999", "sip:a@b.fr:x",
        "sip:a@300.1.1.1", "sip:a@1.2.3", "sip:a@[::1", "sip:a@[x]", "sip:a@b..fr", "sip:a b@c.fr",
        "sip:a%4@b.fr", "sip:a%zz@b.fr", "sip:a@b.fr;", "sip:a@b.fr;=1", "sip:a@b.fr?x",
        "sip:<a@b.fr>",
        "sip:a\"b@c.fr", "http:a@b.fr", "sip", "sip:a@b.fr;x=\"y\"", "sip:a@b.fr>",
    ])
    func `what is no address is refused`(_ text: String) {
        #expect(SIPURI(text) == nil)
    }

    @Test func `what must be escaped is escaped`() throws {
        var uri = SIPURI(user: "é <\"@:\r\n>", host: .address(.loopback))
        uri.parameters.set("x", to: "a;b=c")
        #expect(uri.description == "sip:%C3%A9%20%3C%22%40%3A%0D%0A%3E@127.0.0.1;x=a%3Bb%3Dc")
        #expect(SIPURI(uri.description)?.user == uri.user)
    }

    /// RFC 3261 §19.1.4, its examples.
    @Test(arguments: [
        ("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"),
        ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
        ("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;newparam=5"),
        (
            "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
            "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com"
        ),
        (
            "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
            "sip:alice@atlanta.com?priority=urgent&subject=project%20x"
        ),
    ])
    func `equal addresses`(_ one: String, _ other: String) throws {
        let one = try #require(SIPURI(one))
        let other = try #require(SIPURI(other))
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
    }

    /// RFC 3261 §19.1.4, its examples.
    @Test(arguments: [
        ("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"),
        ("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"),
        ("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"),
        ("sip:bob@biloxi.com", "sips:bob@biloxi.com"),
        ("sip:a@b.fr;x=1", "sip:a@b.fr;x=2"),
        ("sip:a@b.fr;maddr=192.0.2.1", "sip:a@b.fr"),
    ])
    func `different addresses`(_ one: String, _ other: String) throws {
        #expect(try #require(SIPURI(one)) != #require(SIPURI(other)))
    }

    @Test(arguments: [
        ("tel:+33-1.99(00)12;phone-context=x", "+331990012"), ("sip:a@b.fr", "a"),
        ("sip:b.fr", nil),
        ("urn:service:sos", nil),
    ])
    func `the user of any scheme`(_ text: String, _ user: String?) throws {
        #expect(try #require(URI(text)).user == user)
    }

    @Test(arguments: ["", ":", "1x:y", "tel:", "te l:1", "tel:1 2", "sip:", "tel:<1>", "tel:\u{7}"])
    func `what is no URI of any scheme is refused`(_ text: String) {
        #expect(URI(text) == nil)
    }
}
