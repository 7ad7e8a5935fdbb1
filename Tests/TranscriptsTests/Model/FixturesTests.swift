import Telephony
import Testing
import Transcripts

@Suite struct FixturesTests {
    @Test func `a fixture file gives the keys of each name`() throws {
        let fixtures = try Fixtures(
            parsing: "# secrets\npin-ok: 4711\n\npin-wrong:0815#\n", file: "pins.fixtures")
        #expect(fixtures.names == ["pin-ok", "pin-wrong"])
        #expect(fixtures.keys(named: "pin-ok").map { String($0) } == "4711")
        #expect(fixtures.keys(named: "pin-wrong").map { String($0) } == "0815#")
        #expect(fixtures.keys(named: "other") == nil)
    }

    @Test func `what is in a fixture file can't be printed`() throws {
        let fixtures = try Fixtures(parsing: "pin-ok: 4711", file: "pins.fixtures")
        var dumped = ""
        dump(fixtures, to: &dumped)
        #expect(!"\(fixtures) \(String(reflecting: fixtures)) \(dumped)".contains("4711"))
    }

    @Test func `lines that can't be read are told with their place`() throws {
        let error = try #require(throws: TranscriptError.self) {
            try Fixtures(parsing: "a: 1\nb\nc: x\na: 2", file: "pins.fixtures")
        }
        #expect(
            error.mistakes.map(\.reason) == [
                .expected(.word(":"), found: nil), .expected(.keys, found: "…"), .nameTwice("a"),
            ])
        #expect(error.mistakes.map(\.position.line) == [2, 3, 4])
    }

    @Test func `a mistake in a fixture file does not print the keys`() throws {
        let error = try #require(throws: TranscriptError.self) {
            try Fixtures(parsing: "a: 4711 x\nb: 4711x", file: "pins.fixtures")
        }
        #expect(!error.description.contains("4711"))
    }
}
