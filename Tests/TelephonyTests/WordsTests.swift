import Telephony
import Testing

@Suite struct DigitTests {
    @Test func `every key is one character and back, in the order of RFC 4733`() {
        #expect(String(Digit.allCases) == "0123456789*#ABCD")
        for digit in Digit.allCases { #expect(Digit(digit.character) == digit) }
        #expect(Digit("a") == .a)
        #expect(Digit.hash.rawValue == 11)
    }

    @Test(arguments: ["e", "E", " ", "é", "٣", "1\u{301}", "👍"] as [Character])
    func `what is on no keypad is no key`(_ character: Character) {
        #expect(Digit(character) == nil)
    }
}

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("+33 6 12 34 56 78", "+33612345678"), ("06.12.34.56.78", "0612345678"), ("3949", "3949"),
        ("(01) 88-00-00-10", "0188000010"), ("06\u{A0}12", "0612"),
    ])
    func `separators are dropped`(_ written: String, _ text: String) {
        #expect(PhoneNumber(written)?.text == text)
    }

    @Test(arguments: [
        "", "1", "+1", "33+6", "+", "abc", "1234567890123456", "0612x", "٣٤٥", "06\u{301}12",
    ])
    func `what can't be dialled is no number`(_ written: String) {
        #expect(PhoneNumber(written) == nil)
    }

    @Test func `a shortened number does not tell the whole`() throws {
        #expect(try #require(PhoneNumber("+33612345678")).shortened == "+336…78")
        #expect(try #require(PhoneNumber("3949")).shortened == "…49")
    }
}

@Suite struct CallEventTextsTests {
    @Test func `texts are mapped in the order in which they stand`() {
        let event = CallEvent.lookedUp(
            directory: "clients", .found,
            values: [
                .init(name: "a", value: .personal("1")), .init(name: "b", value: .common("2")),
            ])
        var seen: [String] = []
        let mapped = event.mapTexts { text in
            seen.append(text.shown)
            return .erased
        }
        #expect(seen == ["1", "2"])
        #expect(
            mapped
                == .lookedUp(
                    directory: "clients", .found,
                    values: [.init(name: "a", value: .erased), .init(name: "b", value: .erased)]))
    }

    @Test func `a secret parameter shows neither in a description nor in a dump`() {
        let parameter = WebRequest.Parameter(name: "pin", value: "4821", isSecret: true)
        var dumped = ""
        dump(parameter, to: &dumped)
        #expect(!"\(parameter)\(String(reflecting: parameter))\(dumped)".contains("4821"))
    }
}
