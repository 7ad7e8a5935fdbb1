import Flows
import Telephony
import Testing

@Suite struct TextTemplateTests {
    private func render(_ text: String, in language: SpokenLanguage = .frenchOfFrance) throws
        -> String?
    {
        var context = EvaluationContext()
        return try TextTemplate.parse(text).resolved(Fixture.slot)?
            .render(Fixture.slots, in: language, &context)
    }

    @Test(
        arguments: [
            ("Bonjour.", "Bonjour."), ("", ""), ("Bonjour {name}.", "Bonjour Anna."),
            ("{{x}} {name}{{", "{x} Anna{"), ("{ tries + 1 }", "trois"),
            ("{12.5 as money}", "douze euros cinquante"),
            ("{12.5 as money(CHF)}", "douze francs suisses cinquante"),
            ("le {day as date}", "le quatorze juillet deux mille vingt-six"), ("{noon}", "midi"),
            ("{wait}", "une minute trente"),
            ("{numero-commande as digits}", "zéro, zéro, quatre, deux"),
            ("{on}", "oui"), ("[{unset}]", "[]"), ("{'}'}", "}"),
            ("{tries as ordinal}", "deuxième"),
            ("{name as text}", "Anna"),
        ])
    func `this text is heard so`(text: String, heard: String) throws {
        #expect(try render(text) == heard)
    }

    @Test(
        arguments: [
            ("a {name", .unclosedBrace, 2), ("a {", .unclosedBrace, 2),
            ("a {name +", .unclosedBrace, 2),
            ("a } b", .loneBrace, 2), ("é {}", .expression(.empty), 3),
            ("a {name name}", .expression(.unexpected("name")), 8),
            ("a {1 +}", .expression(.unexpectedEnd), 6),
            ("{name as mony}", .unknownFormat("mony"), 9),
            ("{name as}", .expression(.unexpectedEnd), 8),
            ("{1 as money(XXX)}", .unknownCurrency("XXX"), 12),
            ("{1 as money(EUR}", .expression(.unexpectedEnd), 15),
            ("{1 as money", .unclosedBrace, 0),
            ("{1 as date x}", .expression(.unexpected("x")), 11),
            ("{'a}", .expression(.unclosedText), 1),
        ] as [(String, TextTemplateError.Reason, Int)])
    func `this text can't be read, for this reason and here`(
        text: String, reason: TextTemplateError.Reason, offset: Int
    ) {
        let error = #expect(throws: TextTemplateError.self) { try TextTemplate.parse(text) }
        #expect(error?.reason == reason)
        #expect(error?.offset == offset)
    }

    @Test(
        arguments: [
            ("{pin}", .wrongKind(.secret), .text),
            ("{pin as digits}", .wrongKind(.secret), .digits),
            ("{name as money}", .unreadable, .money(.euro)),
            ("{unset as money}", .wrongKind(.nothing), .money(.euro)),
            ("{client}", .wrongKind(.record), .text),
        ] as [(String, SpeechError.Reason, SpokenFormat)])
    func `this value can't be spoken`(
        text: String, reason: SpeechError.Reason, format: SpokenFormat
    ) throws {
        let error = try #require(throws: EvaluationError.self) { try render(text) }
        #expect(error.offset == 0)
        guard case .unspeakable(let speechError) = error.reason else {
            Issue.record("an error of speech is wanted, not \(error)")
            return
        }
        #expect(speechError.reason == reason)
        #expect(speechError.format == format)
    }

    @Test func `values are spoken in the language of the text`() throws {
        #expect(try render("{tries} {on}", in: .englishOfBritain) == "two yes")
    }

    @Test func `names are given with their places in the text`() throws {
        let template = try TextTemplate.parse("é {name} et {tries + tries}")
        #expect(template.names.map(\.name) == ["name", "tries", "tries"])
        #expect(template.names.map(\.offset) == [3, 13, 21])
        #expect(!template.isConstant)
        #expect(try TextTemplate.parse("a {{b}}").isConstant)
    }

    @Test func `plain rendering keeps values readable by machines`() throws {
        let template = try #require(
            try TextTemplate.parse("/orders/{numero-commande}?n={tries}&d={day}")
                .resolved(Fixture.slot))
        var context = EvaluationContext()
        #expect(
            try template.renderPlain(Fixture.slots, &context) == "/orders/0042?n=2&d=2026-07-14")
    }

    @Test func `a template tells whether it would show a secret`() throws {
        let secret = try #require(try TextTemplate.parse("a {pin}").resolved(Fixture.slot))
        #expect(secret.readsSecret(Fixture.slots))
        let open = try #require(try TextTemplate.parse("a {name}").resolved(Fixture.slot))
        #expect(!open.readsSecret(Fixture.slots))
    }
}
