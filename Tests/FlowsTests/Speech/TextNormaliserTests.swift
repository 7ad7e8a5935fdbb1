import Flows
import TestSupport
import Testing

@Suite struct TextNormaliserTests {
    @Test(
        arguments: [
            ("Solde : 12,50 €.", "Solde : douze euros cinquante."),
            ("1 234,56 €", "mille deux cent trente-quatre euros cinquante-six"),
            ("1\u{202F}234,56\u{A0}€", "mille deux cent trente-quatre euros cinquante-six"),
            ("12 euros", "douze euros"), ("12,50 euros", "douze euros cinquante"),
            ("12€50", "douze euros cinquante"), ("12.50 €", "douze euros cinquante"),
            ("(-3,5 €)", "(moins trois euros cinquante)"), ("à -3 €", "à moins trois euros"),
            ("5 CHF", "cinq francs suisses"),
            ("Le 14/07/2026.", "Le quatorze juillet deux mille vingt-six."),
            ("14.07.2026", "quatorze juillet deux mille vingt-six"),
            ("2026-07-14", "quatorze juillet deux mille vingt-six"),
            ("le 31/02/2026", "le 31/02/2026"), ("14/07/20261", "14/07/20261"),
            ("à 14:30,", "à quatorze heures trente,"), ("9h05", "neuf heures cinq"),
            ("14 h 30", "quatorze heures trente"), ("dès 9h", "dès neuf heures"),
            ("de 9h à 12h", "de neuf heures à douze heures"),
            ("sous 48h", "sous quarante-huit heures"),
            ("9h-12h30", "neuf heures à midi trente"), ("24:00", "minuit"), ("25:00", "25:00"),
            ("24h/24 et 7j/7", "vingt-quatre heures sur vingt-quatre et sept jours sur sept"),
            ("M. Durand", "monsieur Durand"), ("la ligne M.", "la ligne M."),
            ("Mme Durand et Mlles X", "madame Durand et mesdemoiselles X"),
            ("commande n° 42", "commande numéro 42"), ("n°42", "numéro 42"),
            ("le 2e étage", "le deuxième étage"), ("1er mars", "premier mars"),
            ("la 1re fois", "la première fois"), ("3ème", "troisième"),
            ("0612345678", "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit"),
            (
                "06 12 34 56 78.",
                "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit."
            ),
            ("06.12.34.56.78", "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit"),
            (
                "+33 6 12 34 56 78",
                "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit"
            ),
            ("appelez le 3949", "appelez le trente-neuf, quarante-neuf"),
            ("en 3949", "en 3949"), ("le 3949 €", "le trois mille neuf cent quarante-neuf euros"),
            ("20 %", "vingt pour cent"), ("5,5%", "cinq virgule cinq pour cent"),
            ("12,5", "douze virgule cinq"), ("1\u{A0}234", "mille deux cent trente-quatre"),
            ("Durand & fils", "Durand et fils"), ("R&D", "R&D"),
            ("Bonjour, tapez 1.", "Bonjour, tapez 1."), ("", ""), ("42", "42"),
            ("version 1.2.3", "version 1.2.3"), ("1, 2 ou 3", "1, 2 ou 3"), ("A4", "A4"),
            ("le 06 12", "le 06 12"), ("00123456789", "00123456789"), ("12,5kg", "12,5kg"),
            ("tapez 1 234 fois", "tapez 1 234 fois"), ("10 000 €", "dix mille euros"),
            ("e\u{301}te\u{301} \u{1F600}", "e\u{301}te\u{301} \u{1F600}"),
        ])
    func `French is read so`(text: String, spoken: String) {
        #expect(TextNormaliser.spoken(text, in: .frenchOfFrance) == spoken)
    }

    @Test(
        arguments: [
            ("It costs £12.50.", "It costs twelve pounds fifty."),
            ("€1,234.56", "one thousand two hundred and thirty-four euros fifty-six"),
            ("12.50 euros", "twelve euros fifty"), ("£5m", "£5m"),
            ("14/07/2026", "the fourteenth of July twenty twenty-six"),
            ("at 14:30", "at two thirty p.m."), ("2:30pm", "two thirty p.m."),
            ("9 a.m.", "nine a.m."), ("9am-5pm", "nine a.m. to five p.m."), ("13pm", "13pm"),
            ("Mr Smith", "mister Smith"), ("Mrs. Jones", "missus Jones"), ("Dr Who", "doctor Who"),
            ("order no. 42", "order number 42"), ("no. Really", "no. Really"),
            ("the 21st", "the twenty-first"), ("the 11st", "the 11st"), ("3rd", "third"),
            ("07700 900123", "zero seven seven zero zero, nine zero zero, one two three"),
            ("20%", "twenty percent"), ("1.5", "one point five"), ("you & me", "you and me"),
            ("press 1", "press 1"), ("1,234", "one thousand two hundred and thirty-four"),
        ])
    func `English is read so`(text: String, spoken: String) {
        #expect(TextNormaliser.spoken(text, in: .englishOfBritain) == spoken)
    }

    @Test func `America writes the month first and dials no 0`() {
        #expect(
            TextNormaliser.spoken("07/14/2026 212-555-0123", in: .englishOfAmerica)
                == "July fourteenth, twenty twenty-six two one two, five five five, zero one two three"
        )
    }

    @Test(arguments: ["02 123 45 67", "0470 12 34 56"])
    func `Belgium has numbers of nine and ten digits`(number: String) {
        #expect(TextNormaliser.spoken(number, in: .frenchOfBelgium).hasPrefix("zéro"))
    }

    @Test(arguments: SpokenLanguage.allCases)
    func `no text traps, and a text in words stays as it is`(language: SpokenLanguage) {
        var generator = SeededGenerator(seed: 11)
        let pieces = [
            "0", "1", "12", "999999999999", ",", ".", ":", "/", "-", "+", " ", "\u{A0}", "€", "%",
            "h", "e", "er", "M.", "n°", "&", "pm", "j/7", "é", "\u{301}", "(", "$", "34", "2026",
        ]
        for _ in 0..<2_000 {
            let text = (0..<14).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            _ = TextNormaliser.spoken(text, in: language)
        }
        let plain = "Bonjour, bienvenue chez Durand. Tapez deux, ou restez en ligne."
        #expect(TextNormaliser.spoken(plain, in: language) == plain)
    }

    @Test func `a long row of digits takes time in proportion`() {
        let text = String(repeating: "1 ", count: 50_000) + String(repeating: "1", count: 50_000)
        #expect(TextNormaliser.spoken(text, in: .frenchOfFrance) == text)
    }
}
