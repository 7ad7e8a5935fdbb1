public import Telephony

/// A language that Allo turns values into words of.
public enum SpokenLanguage: String, CaseIterable, Hashable, Sendable {
    /// French of France: soixante-dix, quatre-vingts, quatre-vingt-dix.
    case frenchOfFrance = "fr-FR"
    /// French of Belgium: septante, quatre-vingts, nonante.
    case frenchOfBelgium = "fr-BE"
    /// French of Switzerland: septante, quatre-vingts (understood in every canton, where huitante
    /// is not said in Geneva, Neuchâtel or the Jura), nonante.
    case frenchOfSwitzerland = "fr-CH"
    /// English of Great Britain: one hundred and one; the day before the month.
    case englishOfBritain = "en-GB"
    /// English of the United States: one hundred one; the month before the day.
    case englishOfAmerica = "en-US"

    /// The language named by a tag, in upper or lower case; `fr` is `fr-FR` and `en` is `en-GB`.
    /// Nil where Allo has no words for it.
    public init?(_ tag: LanguageTag) {
        switch tag.rawValue.lowercased() {
        case "fr", "fr-fr": self = .frenchOfFrance
        case "fr-be": self = .frenchOfBelgium
        case "fr-ch": self = .frenchOfSwitzerland
        case "en", "en-gb": self = .englishOfBritain
        case "en-us": self = .englishOfAmerica
        default: return nil
        }
    }

    /// The tag as written in flow files.
    public var tag: LanguageTag { LanguageTag(rawValue: rawValue) }

    /// Whether it is a French.
    var isFrench: Bool {
        switch self {
        case .frenchOfFrance, .frenchOfBelgium, .frenchOfSwitzerland: true
        case .englishOfBritain, .englishOfAmerica: false
        }
    }

    /// The country code whose numbers are said as at home (ITU-T E.164).
    var homeCountryCode: String {
        switch self {
        case .frenchOfFrance: "33"
        case .frenchOfBelgium: "32"
        case .frenchOfSwitzerland: "41"
        case .englishOfBritain: "44"
        case .englishOfAmerica: "1"
        }
    }
}
