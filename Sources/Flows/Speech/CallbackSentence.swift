public import Telephony

/// What callers hear whose place is kept for a callback.
public enum CallbackSentence {
    /// The confirmation, with the number in groups: they can tell that it is right.
    public static func spoken(_ number: PhoneNumber, in language: SpokenLanguage) -> String {
        if language.isFrench {
            let digits = FrenchWords(language).telephone(number)
            return "C’est noté. Vous gardez votre place, et nous vous rappellerons au \(digits). "
                + "Vous pouvez raccrocher."
        }
        let digits = EnglishWords(language).telephone(number)
        return "Thank you. You keep your place, and we will call you back on \(digits). "
            + "You may now hang up."
    }
}
