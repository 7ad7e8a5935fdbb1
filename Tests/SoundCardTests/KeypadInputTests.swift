import Telephony
import Testing

@testable import SoundCard

@Suite struct KeypadInputTests {
    @Test(
        arguments: [
            ("0123456789*#", "0123456789*#"), ("aBcD", "ABCD"), ("1 é\n2€", "12"), ("", ""),
            ("\u{1B}[A1", "1"), ("\u{1B}[1;5D2", "2"), ("\u{1B}OP3\u{1B}[15~4", "34"),
            ("\u{1B}5", "5"), ("\u{1B}\u{1B}[A6", "6"),
        ])
    func `keys are told from the rest`(typed: String, keys: String) {
        var input = KeypadInput()
        let events = typed.utf8.compactMap { input.event(for: $0) }
        #expect(events == keys.compactMap { Digit($0).map(KeypadEvent.key) })
    }

    @Test func `ctrl-d hangs up`() {
        var input = KeypadInput()
        #expect(input.event(for: 4) == .hangUp)
    }
}
