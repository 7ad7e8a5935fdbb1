import Flows
import Telephony
import Testing

@Suite struct MenuSentenceTests {
    @Test(
        arguments: [
            ("le suivi de commande", Digit.one, "Pour le suivi de commande, tapez 1."),
            ("une réclamation", .two, "Pour une réclamation, tapez 2."),
            (" parler à un conseiller. ", .zero, "Pour parler à un conseiller, tapez 0."),
            ("pour réécouter ce menu", .star, "Pour réécouter ce menu, tapez étoile."),
            ("terminer", .hash, "Pour terminer, tapez dièse."),
        ])
    func `a choice in French`(function: String, key: Digit, sentence: String) {
        #expect(MenuSentence.spoken(function, key, in: .frenchOfFrance) == sentence)
    }

    @Test(
        arguments: [
            ("order tracking", Digit.one, "For order tracking, press 1."),
            ("to speak to an adviser", .zero, "To speak to an adviser, press 0."),
            ("the last menu", .star, "For the last menu, press star."),
            ("the end", .hash, "For the end, press hash."),
        ])
    func `a choice in English`(function: String, key: Digit, sentence: String) {
        #expect(MenuSentence.spoken(function, key, in: .englishOfBritain) == sentence)
    }

    @Test(
        arguments: [
            (
                "Pour le suivi, tapez 1. Pour une réclamation, tapez 2.",
                [(Digit.one, 21, true), (.two, 52, true)]
            ),
            ("Tapez 1 pour le suivi.", [(.one, 6, false)]),
            (
                "Tapez 1 pour le suivi, tapez 2 pour une réclamation.",
                [(.one, 6, false), (.two, 29, false)]
            ),
            (
                "Pour le suivi, tapez 1, pour le reste, faites le 2.",
                [(.one, 21, true), (.two, 49, true)]
            ),
            ("Tapez 1.", [(.one, 6, true)]),
            ("Pour revenir, appuyez sur la touche étoile, sinon sur dièse.", [(.star, 36, true)]),
            ("Si vous êtes client, tapez 1 ou 2.", [(.one, 27, true), (.two, 32, true)]),
            ("Pour un conseiller, composez le zéro.", [(.zero, 32, true)]),
            ("Tapez votre numéro de client.", []),
            ("Composez huit chiffres, puis tapez dièse.", [(.hash, 35, true)]),
            ("Composez le 3949.", []),
            ("Tapez 12 pour rire.", []), ("Vous avez 2 messages.", []),
            ("Terminez par la touche #.", [(.hash, 23, true)]),
            ("Pour répéter, tapez *.", [(.star, 20, true)]), ("", []), ("tapez", []),
            (
                "Pour le suivi de commande, tapez 1. Tapez 2 pour le reste. Pour finir, tapez 3.",
                [(.one, 33, true), (.two, 42, false), (.three, 77, true)]
            ),
        ] as [(String, [(Digit, Int, Bool)])])
    func `keys said in French`(text: String, said: [(Digit, Int, Bool)]) {
        check(SpokenKey.all(in: text, .frenchOfFrance), said)
    }

    @Test(
        arguments: [
            (
                "For sales, press 1. To hear this again, press star.",
                [(Digit.one, 17, true), (.star, 46, true)]
            ),
            ("Press 1 for sales or press 2 for support.", [(.one, 6, false), (.two, 27, false)]),
            ("For help, press the hash key.", [(.hash, 20, true)]),
            ("To speak to us, dial 0.", [(.zero, 21, true)]),
            ("Enter your order number.", []),
        ] as [(String, [(Digit, Int, Bool)])])
    func `keys said in English`(text: String, said: [(Digit, Int, Bool)]) {
        check(SpokenKey.all(in: text, .englishOfBritain), said)
    }

    private func check(_ keys: [SpokenKey], _ said: [(Digit, Int, Bool)]) {
        #expect(keys.map(\.key) == said.map(\.0))
        #expect(keys.map(\.offset) == said.map(\.1))
        #expect(keys.map(\.isFunctionFirst) == said.map(\.2))
    }

    @Test(arguments: SpokenLanguage.allCases)
    func `a composed sentence says its own key after its function`(language: SpokenLanguage) {
        for key in Digit.allCases.prefix(12) {
            let sentence = MenuSentence.spoken("x", key, in: language)
            let keys = SpokenKey.all(in: sentence, language)
            #expect(keys.map(\.key) == [key])
            #expect(keys.map(\.isFunctionFirst) == [true])
        }
    }
}
