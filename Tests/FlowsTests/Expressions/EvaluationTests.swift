import Flows
import Telephony
import Testing

@Suite struct EvaluationTests {
    @Test(
        arguments: [
            "client.segment = \"vip\" and tries < 3", "client.segment = 'vip'", "tries = 2",
            "1 + 2 * 3 = 7", "(1 + 2) * 3 = 9", "10 - 4 - 3 = 3", "7 % 4 = 3", "1 / 4 = 0.25",
            "-2 + 3 = 1", "- tries = -2", "-(tries + 1) = -3", "tries - 1 = 1", "0.1 + 0.2 = 0.3",
            "not false", "not tries = 3", "not not on", "false or true and true",
            "true or false and false", "tries in (1, 2, 3)", "not tries in (4, 5)",
            "name in ('Anna', 'Bob') and on", "numero-commande = 42", "numero-commande = '0042'",
            "numero-commande != '42'", "numero-commande < 43", "'9' < '10'", "'b' > 'a'",
            "'10' > 'a' or '10' < 'a'", "name != 3", "unset = nothing", "name != nothing",
            "not unset", "client.missing = nothing", "unset.field.deeper = nothing",
            "client.address.town = 'Lyon'", "client.active = true",
            "day = '2026-07-14'", "day = date('2026-07-14')", "day < date('2026-07-15')",
            "day + 1 = date('2026-07-15')", "date('2026-08-01') - day = 18", "noon = '12:00'",
            "noon < '14:30'", "wait = 90", "wait > 60", "day != 3",
            "length(name) = 4", "length(unset) = 0", "length(pin) = 4", "length(lost-pin) = 4",
            "starts-with(name, 'An')", "ends-with(name, 'na')", "contains(name, 'nn')",
            "not contains(name, 'x')", "empty(unset) and empty(empty-text) and not empty(name)",
            "not empty(client) and not empty(pin) and not empty(tries)",
            "number(numero-commande) = 42", "number(name) = nothing", "text(1 + 1) = '2'",
            "text(day) = '2026-07-14'", "round(2.5) = 3", "round(2.345, 2) = 2.35",
            "digits(numero-commande, 3, 2) = '42'", "digits(name, 3, 99) = 'na'",
            "digits(name, 9, 1) = ''", "digits(name, -5, 2) = 'An'", "digits(name, 1, -1) = ''",
            "min(3, tries, '1') = 1", "max(3, tries) = 3", "max(day, date('2030-01-01')) > day",
            "date(name) = nothing",
            "join(name, '-', tries) = 'Anna-2'", "join('', unset, '') = ''",
            "pin = '0042'", "pin = 42", "pin != '42'", "'0042' = pin", "pin in ('1', '0042')",
            "pin != nothing", "lost-pin != nothing", "pin = numero-commande", "pin > 41",
        ])
    func `this is true`(text: String) throws {
        #expect(try Fixture.evaluate(text) == .truth(true))
    }

    @Test(
        arguments: [
            ("tries + name", .mismatches(operation: "+", .number, .text), 6),
            ("unset < 3", .mismatches(operation: "<", .nothing, .number), 6),
            ("name < 3", .mismatches(operation: "<", .text, .number), 5),
            ("on + 1", .mismatches(operation: "+", .truth, .number), 3),
            ("-name", .mismatches(operation: "-", .number, .text), 0),
            ("client = client", .mismatches(operation: "=", .record, .record), 7),
            ("day * 2", .mismatches(operation: "*", .date, .number), 4),
            ("day + 9999999", .outOfRange(operation: "+"), 4),
            ("tries / 0", .divisionByZero, 6),
            ("tries % (2 - 2)", .divisionByZero, 6),
            ("9000000000000 + 9000000000000", .outOfRange(operation: "+"), 14),
            ("name.first", .noFields(name: "first", .text), 0),
            ("on and name", .notTruth(.text), 7),
            ("not tries", .notTruth(.number), 4),
            ("on and 'x'", .notTruth(.text), 3),
            ("round(name)", .mismatch(operation: "round", .text), 0),
            ("round(1, 0.5)", .mismatch(operation: "round", .number), 0),
            ("text(client)", .mismatch(operation: "text", .record), 0),
            ("min(1, name)", .mismatch(operation: "min", .text), 0),
            ("max(1, day)", .mismatches(operation: "max", .number, .date), 0),
            ("text(pin)", .secretShown(operation: "text"), 0),
            ("join(name, pin)", .secretShown(operation: "join"), 0),
            ("number(pin)", .secretShown(operation: "number"), 0),
            ("date(pin)", .secretShown(operation: "date"), 0),
            ("digits(pin, 1, 1)", .secretShown(operation: "digits"), 0),
            ("starts-with(pin, '0')", .secretShown(operation: "starts-with"), 0),
            ("min(pin, 1)", .secretShown(operation: "min"), 0),
            ("pin + 0", .secretShown(operation: "+"), 4),
            ("-pin", .secretShown(operation: "-"), 0),
            ("pin.first", .noFields(name: "first", .secret), 0),
            ("lost-pin = '0042'", .secretHidden, 9),
            ("pin = lost-pin", .secretHidden, 4),
        ] as [(String, EvaluationError.Reason, Int)])
    func `this has no value, for this reason and here`(
        text: String, reason: EvaluationError.Reason, offset: Int
    ) throws {
        let error = #expect(throws: EvaluationError.self) { try Fixture.evaluate(text) }
        #expect(error?.reason == reason)
        #expect(error?.offset == offset)
    }

    @Test(
        arguments: [
            ("pin = '1'", true), ("pin != 1", true), ("pin in (1, 2)", true), ("tries = 2", false),
            ("length(pin) = 4", false), ("empty(pin)", false), ("pin = nothing", false),
            ("tries = 3 and pin = '1'", false),
        ])
    func `a comparison tells that it looked at a secret`(text: String, isUsed: Bool) throws {
        let expression = try #require(try Fixture.compile(text))
        var context = EvaluationContext()
        _ = try expression.holds(Fixture.slots, &context)
        #expect(context.usedSecret == isUsed)
    }

    @Test func `an expression tells whether a variable of it holds a secret`() throws {
        let expression = try #require(try Fixture.compile("tries = 1 or pin = '1'"))
        #expect(expression.readsSecret(Fixture.slots))
        let other = try #require(try Fixture.compile("tries = 1"))
        #expect(!other.readsSecret(Fixture.slots))
    }

    @Test func `a missing truth in a condition is false`() throws {
        let expression = try #require(try Fixture.compile("client.missing or unset"))
        var context = EvaluationContext()
        #expect(try !expression.holds(Fixture.slots, &context))
    }

    @Test func `evaluation ends when its budget is spent`() throws {
        let expression = try #require(try Fixture.compile("1 + 2 + 3 = 6"))
        var enough = EvaluationContext(remaining: 7)
        #expect(try expression.value(Fixture.slots, &enough) == .truth(true))
        #expect(enough.remaining == 0)
        var tooLittle = EvaluationContext(remaining: 6)
        let error = #expect(throws: EvaluationError.self) {
            try expression.value(Fixture.slots, &tooLittle)
        }
        #expect(error?.reason == .budgetSpent)
    }

    @Test func `a search in long texts costs more than one in short ones`() throws {
        let expression = try #require(
            try Expression.parse("contains(a, b)").resolved { $0 == "a" ? 0 : 1 })
        let text = String(repeating: "a", count: 60_000)
        var context = EvaluationContext()
        let error = #expect(throws: EvaluationError.self) {
            try expression.value([.text(text), .text(text)], &context)
        }
        #expect(error?.reason == .budgetSpent)
    }

    @Test func `joined texts have a greatest length`() throws {
        let expression = try #require(try Expression.parse("join(a, a)").resolved { _ in 0 })
        var context = EvaluationContext()
        let error = #expect(throws: EvaluationError.self) {
            try expression.value([.text(String(repeating: "a", count: 40_000))], &context)
        }
        #expect(error?.reason == .textTooLong)
    }

    @Test(
        arguments: [
            "tries = 1 or missing", "missing", "text(missing)", "1 in (missing)", "-missing",
        ]
    )
    func `an unknown variable keeps an expression from being resolved`(text: String) throws {
        #expect(try Fixture.compile(text) == nil)
    }
}
