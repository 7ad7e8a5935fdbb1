import Testing

@testable import Telephony

@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0.50", "1E+2", "12.50", #""""#, #""été 😀""#, "[]", "{}",
        #"[1,[2,{"a":null}]]"#, #"{"a":1,"b":{"c":"d"}}"#, #""\"\\\n\r\t\u0001\u001f""#,
    ]) func `a text in its plainest form reads and writes to the same bytes`(
        text: String
    ) throws {
        #expect(try JSONValue(parsing: text.utf8).text == text)
    }

    @Test func `members are written in the order of their names`() throws {
        let value = try JSONValue(parsing: #" { "b" : 1 , "a" : [ true ] } "#.utf8)
        #expect(value.text == #"{"a":[true],"b":1}"#)
    }

    @Test(arguments: [
        (#""\/\b\f\u00e9""#, "/\u{8}\u{C}é"), (#""\ud83d\ude00""#, "😀"),
    ]) func `escapes are read`(text: String, string: String) throws {
        #expect(try JSONValue(parsing: text.utf8) == .string(string))
    }

    @Test(arguments: [
        ("", JSONError.Reason.endsEarly, 0), ("[1,", .endsEarly, 3), (#""abc"#, .endsEarly, 4),
        ("nul", .endsEarly, 3), ("nix", .unexpected, 1), ("01", .goesOn, 1), ("1.", .endsEarly, 2),
        ("+1", .unexpected, 0), ("[1 2]", .unexpected, 3), ("[1,]", .unexpected, 3),
        ("{'a':1}", .unexpected, 1), ("1 1", .goesOn, 2), (#""\x""#, .unexpected, 2),
        (#""\ud83d""#, .unexpected, 2), (#""\ud83d\u0041""#, .unexpected, 2),
        ("\"\u{1}\"", .unexpected, 1), (#"{"a":1,"a":2}"#, .duplicateName("a"), 7),
        ("NaN", .unexpected, 0),
    ]) func `a mistake is named with its place`(
        text: String, reason: JSONError.Reason, offset: Int
    ) {
        #expect(throws: JSONError(reason: reason, offset: offset)) {
            try JSONValue(parsing: text.utf8)
        }
    }

    @Test func `bytes that are not UTF-8 are no string`() {
        #expect(throws: JSONError(reason: .unexpected, offset: 0)) {
            try JSONValue(parsing: [0x22, 0xFF, 0x22])
        }
    }

    @Test func `the depth is bounded`() throws {
        #expect(throws: Never.self) { try JSONValue(parsing: "[[[1]]]".utf8, maxDepth: 3) }
        #expect(throws: JSONError(reason: .tooDeep, offset: 3)) {
            try JSONValue(parsing: "[[[[1]]]]".utf8, maxDepth: 3)
        }
        let bomb = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONError(reason: .tooDeep, offset: 32)) {
            try JSONValue(parsing: bomb.utf8)
        }
    }
}
