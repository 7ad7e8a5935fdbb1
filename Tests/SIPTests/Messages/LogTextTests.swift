import SIP
import Testing

@Suite struct LogTextTests {
    @Test(arguments: [
        ("Élodie 電話", "Élodie 電話"), ("a\r\nb\t\u{1B}[2J", "a\\u{D}\\u{A}b\\u{9}\\u{1B}[2J"),
        ("\\u{A}", "\\u{5C}u{A}"), ("a\u{202E}b\u{2028}c", "a\\u{202E}b\\u{2028}c"),
    ])
    func `what could deceive a reader is written as a number`(_ text: String, _ safe: String) {
        #expect(LogText.escaped(text) == safe)
    }

    @Test func `long texts are cut`() {
        #expect(LogText.escaped("abcdef", limit: 3) == "abc…")
        #expect(LogText.escaped([UInt8](repeating: 0xE9, count: 4), limit: 3) == "ééé…")
        #expect(LogText.escaped("abc", limit: 3) == "abc")
    }
}
