import Telephony
import Testing

@testable import SIP

/// Where responses go (RFC 3261 §18.2, RFC 3581).
@Suite struct ReplyHopTests {
    typealias Fixture = TransactionFixture

    @Test(arguments: [
        // via, where the response goes, what the response's Via says
        ("192.0.2.9", "192.0.2.9:5060", "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-1"),
        ("192.0.2.9:5070", "192.0.2.9:5070", "SIP/2.0/UDP 192.0.2.9:5070;branch=z9hG4bK-1"),
        (
            "10.0.0.1:5070", "192.0.2.9:5070",
            "SIP/2.0/UDP 10.0.0.1:5070;branch=z9hG4bK-1;received=192.0.2.9"
        ),
        (
            "pbx.example.org", "192.0.2.9:5060",
            "SIP/2.0/UDP pbx.example.org;branch=z9hG4bK-1;received=192.0.2.9"
        ),
    ])
    func `over UDP to the source address, at the port that Via names`(
        sentBy: String, goes: String, via: String
    ) throws {
        var fixture = Fixture()
        fixture.hop = Fixture.hop(.udp, "192.0.2.9:40000")
        let effects = fixture.receive(
            Fixture.request(via: "SIP/2.0/UDP \(sentBy);branch=z9hG4bK-1"))
        #expect(effects.sentHops == [Fixture.hop(.udp, goes)])
        #expect(effects.sent.first?.headers.first(.via) == via)
        #expect(effects.requests.first?.headers.first(.via) == via)
    }

    @Test func `a client that asks for it is answered at the port it came from`() {
        var fixture = Fixture()
        fixture.hop = Fixture.hop(.udp, "192.0.2.9:40000")
        let effects = fixture.receive(
            Fixture.request(via: "SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK-1"))
        #expect(effects.sentHops == [fixture.hop])
        let via = effects.sent.first?.topVia
        #expect(via?.received == IPAddress("192.0.2.9"))
        #expect(via?.rport == 40000)
    }

    @Test func `nobody is answered at another host, whatever the Via says`() {
        var fixture = Fixture()
        let effects = fixture.receive(
            Fixture.request(
                via: "SIP/2.0/UDP 192.0.2.9;maddr=198.51.100.1;received=198.51.100.2"
                    + ";branch=z9hG4bK-1"))
        #expect(effects.sentHops == [Fixture.hop(.udp, "192.0.2.9:5060")])
    }

    @Test func `over a connection back on that connection`() {
        var fixture = Fixture(.tcp)
        fixture.hop = Fixture.hop(.tcp, "192.0.2.9:40000", connection: 12)
        let effects = fixture.receive(
            Fixture.request(via: "SIP/2.0/TCP 10.0.0.1:5070;branch=z9hG4bK-1"))
        #expect(effects.sentHops == [fixture.hop])
    }

    @Test func `the hops below the top one stay as they are`() {
        var fixture = Fixture()
        let below = "SIP/2.0/UDP 10.9.9.9;branch=z9hG4bK-0;received=10.8.8.8"
        let effects = fixture.receive(
            Fixture.request(via: "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK-1, \(below)"))
        #expect(effects.sent.first?.vias(at: 1) == below)
    }
}

extension Message {
    fileprivate func vias(at index: Int) -> String? {
        let all = headers.list(.via)
        return all.indices.contains(index) ? all[index] : nil
    }
}
