public import Telephony

/// The voice of each language.
public struct VoiceSettings: Equatable, Sendable {
    /// The voices that somebody has chosen; all other languages have their usual one.
    public var chosen: [LanguageTag: Voice]

    /// Chooses voices; a language that is not named has espeak-ng's voice of that language.
    public init(_ chosen: [LanguageTag: Voice] = [:]) { self.chosen = chosen }

    /// The voice of a language. Whether it is installed shows when it speaks.
    public func voice(for language: LanguageTag) -> Voice {
        chosen[language] ?? .espeak(voice: Self.names[language.rawValue] ?? language.rawValue)
    }

    /// espeak-ng's names of the languages that Allo speaks.
    private static let names = [
        "fr-FR": "fr", "fr-BE": "fr-be", "fr-CH": "fr-ch", "en-GB": "en-gb", "en-US": "en-us",
    ]
}
