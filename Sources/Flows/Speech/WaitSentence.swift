public import Telephony

/// What callers who wait are told: `Vous êtes en position deux. L’attente est estimée entre deux et
/// trois minutes.`
public enum WaitSentence {
    /// The sentences for a position, counted from 1, and for how long the wait may yet be; empty
    /// where neither is known.
    public static func spoken(
        position: Int?, wait: WaitBand?, in language: SpokenLanguage
    ) -> String {
        let sentences: [String?] = [
            position.flatMap { $0 > 0 ? spoken(position: $0, in: language) : nil },
            wait.map { spoken(wait: $0, in: language) },
        ]
        return sentences.compactMap(\.self).joined(separator: " ")
    }

    private static func spoken(position: Int, in language: SpokenLanguage) -> String {
        guard position > 1 else {
            return language.isFrench
                ? "Votre appel est le prochain." : "Your call is the next one."
        }
        let place = words(language).cardinal(position)
        return language.isFrench
            ? "Vous êtes en position \(place)." : "You are number \(place) in the queue."
    }

    private static func spoken(wait: WaitBand, in language: SpokenLanguage) -> String {
        let lead = language.isFrench ? "L’attente est estimée" : "The estimated wait is"
        return "\(lead) \(span(wait, in: language))."
    }

    /// `à moins d’une minute`, `entre deux et trois minutes`, `à plus de dix minutes`.
    private static func span(_ wait: WaitBand, in language: SpokenLanguage) -> String {
        let speaker = words(language)
        let lower = speaker.duration(wait.lower)
        guard let upper = wait.upper.map(speaker.duration) else {
            return language.isFrench ? "à plus \(de(lower))" : "more than \(lower)"
        }
        if wait.lower <= .zero {
            return language.isFrench ? "à moins \(de(upper))" : "less than \(upper)"
        }
        if lower == upper { return language.isFrench ? "à environ \(upper)" : "about \(upper)" }
        let first = wait.upper.flatMap { count(wait.lower, before: $0, speaker) } ?? lower
        return language.isFrench
            ? "entre \(first) et \(upper)" : "between \(first) and \(upper)"
    }

    /// The least of a band without its unit, where the most has the same: `entre deux et trois
    /// minutes`.
    private static func count(
        _ lower: Duration, before upper: Duration, _ speaker: any SpokenWords
    ) -> String? {
        let (least, most) = (SpokenDuration(lower), SpokenDuration(upper))
        guard least.second == nil, most.second == nil, least.first.unit == most.first.unit else {
            return nil
        }
        // The unit is the last word.
        return speaker.duration(lower).split(separator: " ").dropLast().joined(separator: " ")
    }

    /// *De* before a number of minutes: only *un* and *une* take the apostrophe.
    private static func de(_ words: String) -> String {
        words.hasPrefix("un") ? "d’\(words)" : "de \(words)"
    }

    private static func words(_ language: SpokenLanguage) -> any SpokenWords {
        language.isFrench ? FrenchWords(language) : EnglishWords(language)
    }
}
