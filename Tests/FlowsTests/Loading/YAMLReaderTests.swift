import Telephony
import Testing

@testable import Flows

@Suite struct YAMLReaderTests {
    /// The codes and places of what is wrong, as `F006 2:4`.
    private func faults(_ text: String) -> [String] { faults(bytes: Array(text.utf8)) }

    private func faults(bytes: [UInt8]) -> [String] {
        var reader = YAMLReader(SourceText(path: "a.yaml", bytes: bytes))
        _ = reader.read()
        return reader.diagnostics.map {
            "\($0.code.rawValue) \($0.position.line):\($0.position.column)"
        }
    }

    private func read(_ text: String) throws -> YAMLNode {
        var reader = YAMLReader(SourceText(path: "a.yaml", text: text))
        let node = reader.read()
        return try #require(node)
    }

    @Test(arguments: [
        ("a: &x 1", "F006 1:4"),
        ("a: [&x 1, *x]", "F006 1:5"),
        ("a: *x", "F006 1:4"),
        ("*: b", "F006 1:1"),
        ("a: !!str 1", "F007 1:4"),
        ("!x a: 1", "F007 1:1"),
        ("a:\n  <<: {b: 1}", "F008 2:3"),
        ("a: 1\nb: 2\na: 3", "F009 3:1"),
        ("a: 1\n\"a\": 3", "F009 2:1"),
        ("{a: 1, b: 2, a: 3}", "F009 1:14"),
        ("a: 1\n---\nb: 2", "F010 2:1"),
        ("a:\n\tb: 1", "F011 2:1"),
        ("a: b: c", "F004 1:5"),
        ("a: [1", "F004 1:6"),
        ("a: \"x", "F004 1:6"),
        ("{1: a, #: b}", "F012 1:8"),
        ("", "F003 1:1"),
        ("# nothing", "F003 1:1"),
        ("[a]: b", "F004 1:1"),
        ("a: \u{0}", "F004 1:4"),
    ])
    func `what strict YAML refuses is told at its place`(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test func `bytes that are not UTF-8 are told at their place`() {
        #expect(faults(bytes: Array("a: 1\nbé: ".utf8) + [0xE9, 0x0A]) == ["F001 2:5"])
    }

    @Test func `a byte order mark is no text`() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a: 1".utf8)
        var reader = YAMLReader(SourceText(path: "a.yaml", bytes: bytes))
        #expect(reader.read()?.mapping?.first?.key.position.column == 1)
    }

    @Test func `a file of more than 1 MiB is refused`() {
        let text = "a: " + String(repeating: "x", count: 2 * 1_048_576)
        #expect(faults(text) == ["F002 1:1"])
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: "])
    func `nesting without end is refused, and soon`(_ opening: String) {
        let text = String(repeating: opening, count: 100_000)
        #expect(faults(text).count == 1)
    }

    @Test func `32 levels are read and 33 are not`() {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels - 1) + "x"
                + String(repeating: "]", count: levels - 1)
        }
        #expect(faults(nested(32)).isEmpty)
        #expect(faults(nested(33)) == ["F005 1:33"])
    }

    @Test func `a bomb of aliases is refused before it is looked into`() {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        text += "? [*a40, *a40]\n: bang\n"
        #expect(faults(text) == ["F006 1:5"])
    }

    @Test func `an alias to itself is refused`() {
        #expect(faults("a: &a [*a]") == ["F006 1:4"])
    }

    @Test func `quotes tell that a text with such marks is meant`() throws {
        let node = try read("a: \"& * ! # <<\"\nb: 'c: d'\n\"#\": e\n\"*\": f")
        #expect(node.mapping?.map(\.key.text) == ["a", "b", "#", "*"])
        #expect(node.mapping?.first?.value.scalar?.text == "& * ! # <<")
    }

    @Test func `values stay texts`() throws {
        let node = try read("a: 08\nb: no\nc: ~\nd: 1e3\ne: 2026-12-24")
        #expect(
            node.mapping?.compactMap { $0.value.scalar?.text } == [
                "08", "no", "~", "1e3", "2026-12-24",
            ])
    }

    @Test(arguments: [
        ("a: bonjour {x}", 8, 1, 12),
        ("a: \"bonjour {x}\"", 8, 1, 13),
        ("a: \"\\u00e9té {x}\"", 4, 1, 14),
        ("a: 'l''été {x}'", 6, 1, 12),
        ("a: un\n  deux {x}", 8, 2, 8),
        ("a: |\n  un\n  deux {x}", 8, 3, 8),
        ("a: >-\n  un\n  deux {x}", 8, 3, 8),
        ("a: \"un\n  deux {x}\"", 8, 2, 8),
        ("é: 日本 {x}", 3, 1, 7),
    ])
    func `a part of a text is found where it is written`(
        _ text: String, _ offset: Int, _ line: Int, _ column: Int
    ) throws {
        let source = SourceText(path: "a.yaml", text: text)
        let scalar = try #require(try read(text).mapping?.first?.value.scalar)
        #expect(Array(scalar.text.unicodeScalars)[offset] == "{")
        #expect(
            source.position(of: offset, in: scalar)
                == SourcePosition(file: "a.yaml", line: line, column: column))
    }
}
