import Telephony
import Testing

@testable import PhoneBridge

@Suite struct SignalledKeyTests {
    @Test(arguments: [
        ("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", Digit.five),
        ("application/dtmf-relay", "Signal= *\r\n", .star),
        ("Application/DTMF-Relay; x=y", "Duration=1\nsignal = 11\n", .hash),
        ("application/dtmf-relay", "Signal=d", .d),
        ("application/dtmf", "7", .seven),
        ("application/dtmf", " 10\r\n", .star),
        ("application/dtmf", "#", .hash),
        ("application/dtmf", "15", .d),
    ])
    func `a key is read`(type: String, body: String, digit: Digit) {
        #expect(SignalledKey.digit(type: type, body: Array(body.utf8)) == digit)
    }

    @Test(arguments: [
        ("application/dtmf-relay", "Duration=160"), ("application/dtmf-relay", "Signal="),
        ("application/dtmf-relay", "Signal=16"), ("application/dtmf-relay", "Signal=55"),
        ("application/dtmf", ""), ("application/dtmf", "x"), ("text/plain", "5"),
        ("application/dtmf", String(repeating: " ", count: 300) + "5"),
    ])
    func `anything else is no key`(type: String, body: String) {
        #expect(SignalledKey.digit(type: type, body: Array(body.utf8)) == nil)
    }
}
