import Flows
import TestSupport
import Testing

@Suite struct ExpressionTests {
    @Test(
        arguments: [
            ("", .empty, 0),
            ("   ", .empty, 3),
            ("tries <", .unexpectedEnd, 7),
            ("tries 3", .unexpected("3"), 6),
            ("tries < * 3", .unexpected("*"), 8),
            ("and tries", .unexpected("and"), 0),
            ("name = \"Anna", .unclosedText, 7),
            ("(tries + 1", .unclosedParenthesis, 0),
            ("min(tries, 1", .unclosedParenthesis, 3),
            ("(tries 1)", .unexpected("1"), 7),
            ("tries + 5s", .badNumber("5s"), 8),
            ("1. = 1", .badNumber("1."), 0),
            ("99999999999999 = 1", .badNumber("99999999999999"), 0),
            ("tries == 3", .foreign(written: "==", instead: "="), 6),
            ("tries <> 3", .foreign(written: "<>", instead: "!="), 6),
            ("a && b", .foreign(written: "&&", instead: "and"), 2),
            ("a || b", .foreign(written: "||", instead: "or"), 2),
            ("!a", .foreign(written: "!", instead: "not"), 0),
            ("1 < 2 < 3", .chainedComparison, 6),
            ("é = 'é' = 1", .chainedComparison, 8),
            ("lenght(x)", .unknownFunction("lenght"), 0),
            ("length()", .wrongArgumentCount(.length, 0), 0),
            ("1 + min(1)", .wrongArgumentCount(.least, 1), 4),
            ("a in 3", .unexpected("3"), 5),
            ("a in ()", .unexpectedEnd, 7),
            ("date('14/07/2026')", .badDate("14/07/2026"), 0),
            ("a ; b", .unexpected(";"), 2),
            ("a \u{1F600}", .unexpected("\u{1F600}"), 2),
        ] as [(String, ExpressionError.Reason, Int)])
    func `this is no expression, for this reason and here`(
        text: String, reason: ExpressionError.Reason, offset: Int
    ) {
        let error = #expect(throws: ExpressionError.self) { try Expression.parse(text) }
        #expect(error?.reason == reason)
        #expect(error?.offset == offset)
    }

    @Test(
        arguments: [
            String(repeating: "(", count: 40) + "1", String(repeating: "not ", count: 40) + "true",
            String(repeating: "-", count: 40) + "1", String(repeating: "1 + ", count: 40) + "1",
            String(repeating: "text(", count: 40) + "1",
        ])
    func `nesting has a bound`(text: String) {
        let error = #expect(throws: ExpressionError.self) { try Expression.parse(text) }
        #expect(error?.reason == .tooDeep)
    }

    @Test func `long chains of and don't nest`() throws {
        let text = Array(repeating: "on", count: 500).joined(separator: " and ")
        #expect(try Fixture.evaluate(text) == .truth(true))
    }

    @Test func `length has a bound`() {
        let error = #expect(throws: ExpressionError.self) {
            try Expression.parse(String(repeating: " ", count: 5_000))
        }
        #expect(error?.reason == .tooLong)
    }

    @Test func `names are given with their places`() throws {
        let names = try Expression.parse("numero-commande = 1 and é.b-c != tries").names
        #expect(names.map(\.name) == ["numero-commande", "é", "tries"])
        #expect(names.map(\.offset) == [0, 24, 33])
    }

    @Test(
        arguments: [
            ("a", nil), ("a = 1", true), ("a and b", true), ("not a", true), ("a + 1", false),
            ("'x'", false), ("true", true), ("length(a)", false), ("empty(a)", true),
            ("a in (1)", true), ("-a", false), ("nothing", false),
        ] as [(String, Bool?)])
    func `an expression tells whether it is a condition`(text: String, yieldsTruth: Bool?) throws {
        #expect(try Expression.parse(text).yieldsTruth == yieldsTruth)
    }

    @Test func `a literal has its value at once`() throws {
        #expect(try Expression.parse(" -3 ").literal == .number(-3))
        #expect(try Expression.parse("'a'").literal == .text("a"))
        #expect(try Expression.parse("a").literal == nil)
    }

    @Test(arguments: ExpressionFunction.allCases)
    func `each function's signature shows as many arguments as it takes`(
        function: ExpressionFunction
    ) {
        #expect(function.signature.hasPrefix(function.rawValue + "("))
        let shown = function.signature.split(separator: ",").count
        #expect(function.arguments.contains(shown) || function.arguments.upperBound == 32)
        #expect(function.summary.hasSuffix("."))
    }

    @Test func `errors are clear sentences`() {
        let error = #expect(throws: ExpressionError.self) { try Expression.parse("a == 1") }
        #expect(error?.description == "write ‘=’ instead of ‘==’")
    }

    @Test func `no text traps the parser`() {
        var generator = SeededGenerator(seed: 7)
        let pieces = [
            "a", "1", ".", "-", "(", ")", "and", " ", "'", "\"", "in", "not", ",", "min", "<", "}",
            "é", "\u{301}", "%", "=",
        ]
        for _ in 0..<5_000 {
            let text = (0..<12).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            if let expression = try? Expression.parse(text) {  // most are no expressions
                var context = EvaluationContext()
                let compiled = expression.resolved { _ in 0 }
                _ = try? compiled?.value([.number(1)], &context)  // nor do all have a value
            }
        }
    }
}
