import Telephony
import Testing

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ("::", "::"), ("::1", "::1"), ("2001:DB8::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("fe80::", "fe80::"),
        ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
        ("::ffff:192.0.2.1", "192.0.2.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ])
    func `an address is read and written in one form`(text: String, canonical: String) {
        #expect(IPAddress(text)?.description == canonical)
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "1..2.3", "-1.2.3.4",
        ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:",
        "::1.2.3", "1.2.3.4::", "[192.0.2.1]", "[::1", "1:2:3:4:5:6:7::8", "fe80::1%eth0",
        "1:2:3:4:5:6:7:1.2.3.4",
    ])
    func `what is no address is nil`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        ("192.0.2.1:5060", "192.0.2.1:5060"), ("[::1]:0", "[::1]:0"), ("::1:5060", nil),
        ("192.0.2.1", nil), ("192.0.2.1:", nil), ("192.0.2.1:70000", nil), ("192.0.2.1:+5", nil),
        ("[192.0.2.1]:1", nil),
    ])
    func `an endpoint is an address with a port`(text: String, written: String?) {
        #expect(IPEndpoint(text)?.description == written)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
        ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false),
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.6", false),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
        ("2001:db8:0:1::/64", "2001:db8:0:1::9", true), ("::/0", "::1", true),
        ("2001:db8::8/125", "2001:db8::f", true), ("2001:db8::8/125", "2001:db8::10", false),
    ])
    func `a network holds what begins as it does`(
        network: String, address: String, holds: Bool
    ) throws {
        let network = try #require(IPNetwork(network))
        #expect(network.contains(try #require(IPAddress(address))) == holds)
    }

    @Test(arguments: ["10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::1/129", "x/8"])
    func `what is no network is nil`(text: String) {
        #expect(IPNetwork(text) == nil)
    }
}
