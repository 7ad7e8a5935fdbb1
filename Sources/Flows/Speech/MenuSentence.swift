public import Telephony

/// Sentences that tell what a key is for: `Pour le suivi de commande, tapez 1.`
public enum MenuSentence {
    /// The sentence for one choice of a menu, the function before the key (ISO/IEC 13714).
    ///
    /// In French any group of words that can follow *pour* is right: `le suivi de commande`, `une
    /// réclamation`, `parler à un conseiller`. In English a noun is (`order tracking`), and a verb
    /// with its *to* (`to speak to an adviser`).
    public static func spoken(
        _ function: String, _ key: Digit, in language: SpokenLanguage
    ) -> String {
        let what = bare(function)
        if language.isFrench { return "Pour \(what), tapez \(name(of: key, in: language))." }
        let lead = what.hasPrefix("to ") ? "To \(what.dropFirst(3))" : "For \(what)"
        return "\(lead), press \(name(of: key, in: language))."
    }

    /// What a key is called: `1`, `étoile`, `dièse`; `star`, and `hash` or American `pound`.
    public static func name(of key: Digit, in language: SpokenLanguage) -> String {
        let speller: any SpokenWords =
            language.isFrench ? FrenchWords(language) : EnglishWords(language)
        switch key {
        case .star: return speller.star
        case .hash: return speller.hash
        default: return String(key.character)
        }
    }

    /// The words without spaces around them, a full stop after them, or a *pour* or *for* before.
    private static func bare(_ function: String) -> String {
        var words = function[...]
        while let last = words.last, last.isWhitespace || last == "." { words.removeLast() }
        words = words.drop(while: \.isWhitespace)
        for lead in ["pour ", "Pour ", "for ", "For "] where words.hasPrefix(lead) {
            words = words.dropFirst(lead.count)
        }
        return String(words)
    }
}
