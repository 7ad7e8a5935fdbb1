import TestSupport
import Testing

@testable import SIP

@Suite struct TagTests {
    @Test(arguments: [
        ("<sip:a@b>;tag=x", "x"), ("sip:a@b;tag=x", "x"), ("<sip:a@b;tag=no>", nil),
        ("<sip:a@b;tag=no> ; TAG = x ; y", "x"), ("\"a;tag=no \\\" <\" <sip:a@b>;tag=x;z=1", "x"),
        ("<sip:a@b>;tags=1;ta;tag=x", "x"), ("<sip:a@b>;tag=", nil), ("<sip:a@b>;tag", nil),
        ("", nil), ("\"", nil), ("\"\\", nil), ("<", nil), (";", nil), ("<sip:a@b>", nil),
    ])
    func `a tag is found among all that looks like one`(text: String, tag: String?) {
        #expect(Tag.read(text) == tag)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `whatever is readable as an address has the same tag`(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let parts = [
            "\"", "<", ">", ";", "tag", "=", "x", " ", "sip:a@b", ",", "\\", "Anna", ";lr", "\t",
        ]
        for _ in 0..<200 {
            let count = Int.random(in: 1..<14, using: &chance)
            let text = (0..<count).map { _ in parts.randomElement(using: &chance) ?? "" }.joined()
            // A tag is a token, and there is one at most (RFC 3261 §25.1).
            let isPlain = !text.filter { !" \t".contains($0) }.contains("=\"")
            guard let address = NameAddress(text), isPlain,
                address.parameters.items.count(where: { $0.name == "tag" }) <= 1
            else { continue }
            #expect(Tag.read(text) == address.tag, "\(text)")
        }
    }
}
