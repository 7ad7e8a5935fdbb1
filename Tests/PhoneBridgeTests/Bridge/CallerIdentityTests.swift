import SIP
import Telephony
import Testing

@testable import PhoneBridge

@Suite struct CallerIdentityTests {
    private static func invite(from: String, asserted: [String] = []) -> Request {
        var headers = HeaderFields([.from: from])
        for identity in asserted { headers.append(.assertedIdentity, identity) }
        return Request(.invite, .other("tel:3949"), headers: headers)
    }

    @Test(arguments: [
        ("\"Anne\" <sip:+33612345678@provider.test;user=phone>;tag=1", "+33612345678"),
        ("<sip:0612345678@192.0.2.1>;tag=1", "0612345678"),
        ("<tel:+33-6-12.34(56)78;phone-context=x>;tag=1", "+33612345678"),
        ("<sip:+33612345678;npdi@provider.test>;tag=1", "+33612345678"),
    ])
    func `the number stands in From`(from: String, number: String) {
        let identity = CallerIdentity(CallerIdentityTests.invite(from: from), trusted: false)
        #expect(identity.number?.text == number)
        #expect(!identity.isAsserted)
    }

    @Test(arguments: [
        "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1", "<sip:192.0.2.1>;tag=1",
        "<sip:bob@example.test>;tag=1",
    ])
    func `who has no number has none`(from: String) {
        let invite = CallerIdentityTests.invite(from: from)
        #expect(CallerIdentity(invite, trusted: false).number == nil)
        #expect(!CallerIdentity(invite, trusted: true).isAsserted)
    }

    @Test func `an asserted identity counts from a trusted trunk only`() {
        let invite = CallerIdentityTests.invite(
            from: "<sip:anonymous@anonymous.invalid>;tag=1",
            asserted: ["<sip:reception@provider.test>, <tel:+33199001122>"])
        #expect(CallerIdentity(invite, trusted: false).number == nil)
        let identity = CallerIdentity(invite, trusted: true)
        #expect(identity.number?.text == "+33199001122")
        #expect(identity.isAsserted)
    }
}
