import Flows
import Telephony
import Testing

@Suite struct SpellerTests {
    private func say(
        _ text: String, _ format: SpokenFormat, _ language: SpokenLanguage = .frenchOfFrance
    ) throws -> String {
        try Speller(language).spoken(.text(text), as: format)
    }

    @Test(
        arguments: [
            ("0", "zéro"), ("1", "un"), ("16", "seize"), ("17", "dix-sept"), ("20", "vingt"),
            ("21", "vingt et un"), ("22", "vingt-deux"), ("61", "soixante et un"),
            ("70", "soixante-dix"), ("71", "soixante et onze"), ("72", "soixante-douze"),
            ("77", "soixante-dix-sept"), ("80", "quatre-vingts"), ("81", "quatre-vingt-un"),
            ("90", "quatre-vingt-dix"), ("91", "quatre-vingt-onze"),
            ("99", "quatre-vingt-dix-neuf"), ("100", "cent"), ("101", "cent un"),
            ("180", "cent quatre-vingts"), ("200", "deux cents"), ("201", "deux cent un"),
            ("1000", "mille"), ("1001", "mille un"), ("1100", "mille cent"),
            ("2000", "deux mille"), ("80000", "quatre-vingt mille"),
            ("80080", "quatre-vingt mille quatre-vingts"), ("200000", "deux cent mille"),
            ("21000", "vingt et un mille"), ("1000000", "un million"),
            ("200000000", "deux cents millions"), ("80000000", "quatre-vingts millions"),
            ("2000001", "deux millions un"), ("1000000000", "un milliard"),
            ("9000000000000", "neuf mille milliards"), ("12.5", "douze virgule cinq"),
            ("12.25", "douze virgule vingt-cinq"), ("0.05", "zéro virgule zéro cinq"),
            ("-3", "moins trois"), ("-0.5", "moins zéro virgule cinq"),
        ])
    func `numbers in French`(text: String, words: String) throws {
        #expect(try say(text, .number) == words)
    }

    @Test(
        arguments: [
            ("70", "septante"), ("71", "septante et un"), ("75", "septante-cinq"),
            ("80", "quatre-vingts"), ("81", "quatre-vingt-un"), ("90", "nonante"),
            ("91", "nonante et un"), ("99", "nonante-neuf"),
        ])
    func `numbers in Belgium and Switzerland`(text: String, words: String) throws {
        #expect(try say(text, .number, .frenchOfBelgium) == words)
        #expect(try say(text, .number, .frenchOfSwitzerland) == words)
    }

    @Test(
        arguments: [
            ("0", "zero"), ("13", "thirteen"), ("21", "twenty-one"), ("100", "one hundred"),
            ("101", "one hundred and one"), ("342", "three hundred and forty-two"),
            ("1001", "one thousand and one"), ("1100", "one thousand one hundred"),
            (
                "1234567",
                "one million two hundred and thirty-four thousand five hundred and sixty-seven"
            ),
            ("12.05", "twelve point zero five"), ("-1", "minus one"),
        ])
    func `numbers in English`(text: String, words: String) throws {
        #expect(try say(text, .number, .englishOfBritain) == words)
        #expect(
            try say(text, .number, .englishOfAmerica) == words.replacing(" and ", with: " "))
    }

    @Test(
        arguments: [
            ("12.50", "douze euros cinquante"), ("12.05", "douze euros cinq"),
            ("12", "douze euros"), ("1", "un euro"), ("1.5", "un euro cinquante"),
            ("2", "deux euros"), ("0", "zéro euro"), ("0.01", "un centime"),
            ("0.5", "cinquante centimes"), ("-12.5", "moins douze euros cinquante"),
            ("-0.2", "moins vingt centimes"), ("-0.001", "zéro euro"), ("0.999", "un euro"),
            ("21", "vingt et un euros"), ("80.8", "quatre-vingts euros quatre-vingts"),
            ("1234.56", "mille deux cent trente-quatre euros cinquante-six"),
            ("1000000", "un million d’euros"),
            ("2000000.10", "deux millions d’euros et dix centimes"),
            ("1200000", "un million deux cent mille euros"),
        ])
    func `amounts in French`(text: String, words: String) throws {
        #expect(try say(text, .money(.euro)) == words)
    }

    @Test(
        arguments: [
            (
                "21", SpokenFormat.money(.pound), SpokenLanguage.frenchOfFrance,
                "vingt et une livres"
            ),
            ("1", .money(.pound), .frenchOfFrance, "une livre"),
            ("2", .money(.swissFranc), .frenchOfFrance, "deux francs suisses"),
            ("2.5", .money(.swissFranc), .frenchOfSwitzerland, "deux francs cinquante"),
            ("1000000", .money(.dollar), .frenchOfFrance, "un million de dollars"),
            ("0.75", .money(.dollar), .frenchOfFrance, "soixante-quinze cents"),
            ("12.5", .money(.euro), .englishOfBritain, "twelve euros fifty"),
            ("12.05", .money(.pound), .englishOfBritain, "twelve pounds and five pence"),
            ("0.01", .money(.pound), .englishOfBritain, "one penny"),
            ("1", .money(.dollar), .englishOfAmerica, "one dollar"),
            ("0", .money(.dollar), .englishOfAmerica, "zero dollars"),
            ("-2", .money(.swissFranc), .englishOfBritain, "minus two Swiss francs"),
        ])
    func `amounts in other currencies and in English`(
        text: String, format: SpokenFormat, language: SpokenLanguage, words: String
    ) throws {
        #expect(try say(text, format, language) == words)
    }

    @Test(
        arguments: [
            (
                "0612345678", SpokenLanguage.frenchOfFrance,
                "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit"
            ),
            (
                "+33612345678", .frenchOfFrance,
                "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit"
            ),
            (
                "08 00 00 01 20", .frenchOfFrance, "zéro huit, zéro zéro, zéro zéro, zéro un, vingt"
            ),
            ("3949", .frenchOfFrance, "trente-neuf, quarante-neuf"),
            ("112", .frenchOfFrance, "cent douze"), ("15", .frenchOfFrance, "quinze"),
            ("118008", .frenchOfFrance, "cent dix-huit, zéro zéro huit"),
            (
                "+3221234567", .frenchOfFrance,
                "plus trente-deux, vingt et un, vingt-trois, quarante-cinq, soixante-sept"
            ),
            (
                "+352123456", .frenchOfFrance,
                "plus trois cent cinquante-deux, douze, trente-quatre, cinquante-six"
            ),
            (
                "+32470123456", .frenchOfBelgium,
                "zéro quatre cent septante, douze, trente-quatre, cinquante-six"
            ),
            (
                "02 123 45 67", .frenchOfBelgium,
                "zéro deux, cent vingt-trois, quarante-cinq, soixante-sept"
            ),
            (
                "+41791234567", .frenchOfSwitzerland,
                "zéro septante-neuf, cent vingt-trois, quarante-cinq, soixante-sept"
            ),
            (
                "07700900123", .englishOfBritain,
                "zero seven seven zero zero, nine zero zero, one two three"
            ),
            (
                "+447700900123", .englishOfBritain,
                "zero seven seven zero zero, nine zero zero, one two three"
            ),
            ("+12125550123", .englishOfAmerica, "two one two, five five five, zero one two three"),
            (
                "+33612345678", .englishOfBritain,
                "plus three three, six one two, three four five, six seven eight"
            ),
            ("999", .englishOfBritain, "nine nine nine"),
        ])
    func `telephone numbers`(text: String, language: SpokenLanguage, words: String) throws {
        #expect(try say(text, .telephone, language) == words)
    }

    @Test(
        arguments: [
            ("2026-07-14", SpokenLanguage.frenchOfFrance, "quatorze juillet deux mille vingt-six"),
            ("1999-03-01", .frenchOfFrance, "premier mars mille neuf cent quatre-vingt-dix-neuf"),
            ("2026-08-31", .frenchOfBelgium, "trente et un août deux mille vingt-six"),
            ("2026-07-14", .englishOfBritain, "the fourteenth of July twenty twenty-six"),
            ("2026-07-14", .englishOfAmerica, "July fourteenth, twenty twenty-six"),
            ("2009-12-31", .englishOfBritain, "the thirty-first of December two thousand and nine"),
            ("2000-01-02", .englishOfAmerica, "January second, two thousand"),
            ("1905-01-03", .englishOfBritain, "the third of January nineteen oh five"),
            ("1900-01-20", .englishOfBritain, "the twentieth of January nineteen hundred"),
        ])
    func `days`(text: String, language: SpokenLanguage, words: String) throws {
        #expect(try say(text, .date, language) == words)
    }

    @Test(
        arguments: [
            ("14:30", "quatorze heures trente", "two thirty p.m."),
            ("00:00", "minuit", "midnight"), ("12:00", "midi", "noon"),
            ("00:05", "minuit cinq", "twelve oh five a.m."),
            ("12:30", "midi trente", "twelve thirty p.m."),
            ("01:00", "une heure", "one a.m."), ("21:00", "vingt et une heures", "nine p.m."),
            ("09:05", "neuf heures cinq", "nine oh five a.m."),
            ("10:21", "dix heures vingt et une", "ten twenty-one a.m."),
            ("23:59:59", "vingt-trois heures cinquante-neuf", "eleven fifty-nine p.m."),
        ])
    func `times of day`(text: String, french: String, english: String) throws {
        #expect(try say(text, .time) == french)
        #expect(try say(text, .time, .englishOfBritain) == english)
    }

    @Test(
        arguments: [
            ("1", "premier", "first"), ("2", "deuxième", "second"), ("3", "troisième", "third"),
            ("4", "quatrième", "fourth"), ("5", "cinquième", "fifth"), ("9", "neuvième", "ninth"),
            ("10", "dixième", "tenth"), ("12", "douzième", "twelfth"),
            ("20", "vingtième", "twentieth"), ("21", "vingt et unième", "twenty-first"),
            ("80", "quatre-vingtième", "eightieth"), ("81", "quatre-vingt-unième", "eighty-first"),
            ("100", "centième", "one hundredth"), ("200", "deux centième", "two hundredth"),
            ("101", "cent unième", "one hundred and first"), ("1000", "millième", "one thousandth"),
            ("8", "huitième", "eighth"), ("2000000", "deux millionième", "two millionth"),
        ])
    func `places in an order`(text: String, french: String, english: String) throws {
        #expect(try say(text, .ordinal) == french)
        #expect(try say(text, .ordinal, .englishOfBritain) == english)
    }

    @Test(
        arguments: [
            (0, "zéro seconde", "zero seconds"), (1, "une seconde", "one second"),
            (45, "quarante-cinq secondes", "forty-five seconds"),
            (60, "une minute", "one minute"),
            (150, "deux minutes trente", "two minutes and thirty seconds"),
            (125, "deux minutes et cinq secondes", "two minutes and five seconds"),
            (3_600, "une heure", "one hour"), (3_605, "une heure", "one hour"),
            (5_400, "une heure trente", "one hour and thirty minutes"),
            (3_900, "une heure et cinq minutes", "one hour and five minutes"),
            (90_000, "un jour et une heure", "one day and one hour"),
            (172_800, "deux jours", "two days"),
            (-61, "moins une minute et une seconde", "minus one minute and one second"),
        ])
    func `spans of time`(seconds: Int, french: String, english: String) throws {
        let span = Value.duration(.seconds(seconds))
        #expect(try Speller(.frenchOfFrance).spoken(span) == french)
        #expect(try Speller(.englishOfBritain).spoken(span, as: .duration) == english)
        #expect(try say("\(seconds)", .duration) == french)
    }

    @Test func `digits and letters are said one at a time`() throws {
        #expect(try say("AB 12-é*#", .digits) == "A, B, un, deux, É, étoile, dièse")
        #expect(try say("42#", .digits, .englishOfAmerica) == "four, two, pound")
    }

    @Test func `a value without a format is said by its kind`() throws {
        let speller = Speller(.frenchOfFrance)
        #expect(try speller.spoken(.text("0042")) == "0042")
        #expect(try speller.spoken(.number(42)) == "quarante-deux")
        #expect(try speller.spoken(.truth(false)) == "non")
        #expect(try speller.spoken(.nothing) == "")
        #expect(try speller.spoken(.time(secondOfDay: 43_200)) == "midi")
    }

    @Test(
        arguments: [
            (Value.text("douze"), SpokenFormat.money(.euro), SpeechError.Reason.unreadable),
            (.text("12,50"), .money(.euro), .unreadable),
            (.text("12h"), .time, .unreadable), (.text("25:00"), .time, .unreadable),
            (.text("2026-02-30"), .date, .unreadable), (.text("6 x"), .telephone, .unreadable),
            (.text("a_b"), .digits, .unreadable), (.text("0"), .ordinal, .outOfRange),
            (.number(-1), .digits, .outOfRange),
            (.number(Number(millionths: 1)), .digits, .outOfRange),
            (.text("-1"), .ordinal, .outOfRange), (.text("1.5"), .ordinal, .outOfRange),
            (.text("9000000000000"), .duration, .outOfRange),
            (.truth(true), .number, .wrongKind(.truth)), (.nothing, .date, .wrongKind(.nothing)),
            (.secret(Secret("1234")), .digits, .wrongKind(.secret)),
            (.secret(Secret("1234")), .telephone, .wrongKind(.secret)),
            (.secret(Secret("1234")), .text, .wrongKind(.secret)),
            (.record([:]), .text, .wrongKind(.record)),
        ])
    func `what can't be said so is an error`(
        value: Value, format: SpokenFormat, reason: SpeechError.Reason
    ) {
        let error = #expect(throws: SpeechError.self) {
            try Speller(.frenchOfFrance).spoken(value, as: format)
        }
        #expect(error?.reason == reason)
        #expect(error?.format == format)
    }

    @Test func `every name of a format is one`() {
        for name in SpokenFormat.names { #expect(SpokenFormat(name: name)?.name == name) }
        #expect(SpokenFormat(name: "monney") == nil)
        #expect(SpokenFormat(name: "date", currency: .euro) == nil)
    }

    @Test(arguments: [("fr", "fr-FR"), ("FR-be", "fr-BE"), ("en", "en-GB"), ("en-US", "en-US")])
    func `a tag names a language`(tag: String, language: String) {
        #expect(SpokenLanguage(LanguageTag(rawValue: tag))?.rawValue == language)
        #expect(SpokenLanguage(LanguageTag(rawValue: "de-DE")) == nil)
    }
}
