/// Writes out what a voice would read wrongly in a text that a person wrote: amounts, dates, times,
/// telephone numbers, ordinals, percentages and a few abbreviations.
///
/// ```swift
/// TextNormaliser.spoken("Solde : 12,50 € au 14/07/2026.", in: .frenchOfFrance)
/// // Solde : douze euros cinquante au quatorze juillet deux mille vingt-six.
/// ```
///
/// All else stays as it is, so that a text without any of these comes back unchanged. Takes time in
/// proportion to the text.
public struct TextNormaliser {
    let language: SpokenLanguage
    let words: any SpokenWords
    let scalars: [Unicode.Scalar]

    /// The text as it is to be read aloud in a language.
    public static func spoken(_ text: String, in language: SpokenLanguage) -> String {
        let normaliser = TextNormaliser(
            language: language,
            words: language.isFrench ? FrenchWords(language) : EnglishWords(language),
            scalars: Array(text.unicodeScalars))
        return normaliser.spoken()
    }

    /// Words in place of what stands up to an end.
    struct Match {
        var words: String
        var end: Int
    }

    private func spoken() -> String {
        var spoken = String.UnicodeScalarView()
        var position = 0
        while position < scalars.count {
            if isStart(position), let match = match(at: position) {
                spoken.append(contentsOf: match.words.unicodeScalars)
                position = match.end
            } else {
                spoken.append(scalars[position])
                position += 1
            }
        }
        return String(spoken)
    }

    /// Whether a word or a number can begin here.
    private func isStart(_ position: Int) -> Bool {
        guard let previous = scalar(position - 1) else { return true }
        if previous.isWordPart { return false }
        return
            !(".,:/-".unicodeScalars.contains(previous)
            && scalar(position - 2)?.isDigit == true && scalars[position].isDigit)
    }

    private func match(at position: Int) -> Match? {
        let first = scalars[position]
        if first.isDigit || first == "+" || first == "(" {
            if let match = telephone(at: position) { return match }
        }
        if first.isDigit {
            return date(at: position) ?? timeSpan(at: position) ?? ordinal(at: position)
                ?? amount(at: position)
        }
        if "-−€£$".unicodeScalars.contains(first) { return amount(at: position) }
        return abbreviation(at: position)
    }

    // MARK: Reading on from a place

    /// The scalar at a place, or nil outside the text.
    func scalar(_ position: Int) -> Unicode.Scalar? {
        scalars.indices.contains(position) ? scalars[position] : nil
    }

    /// Up to so many ASCII digits, which may be none.
    func digits(at position: Int, max: Int) -> (text: String, end: Int) {
        var text = ""
        var end = position
        while text.utf8.count < max, let scalar = scalar(end), scalar.isDigit {
            text.unicodeScalars.append(scalar)
            end += 1
        }
        return (text, end)
    }

    /// The place after one space that may be there.
    func afterSpace(_ position: Int) -> Int {
        scalar(position)?.isSpace == true ? position + 1 : position
    }

    /// The place after a word that stands here, in this case or in capitals; nil where it doesn't.
    func after(_ word: String, at position: Int) -> Int? {
        var end = position
        for expected in word.unicodeScalars {
            guard let scalar = scalar(end),
                scalar == expected || String(scalar) == String(expected).uppercased()
            else { return nil }
            end += 1
        }
        return end
    }

    /// Whether no letter and no digit goes on here.
    func isEnd(_ position: Int) -> Bool { scalar(position)?.isWordPart != true }
}

extension Unicode.Scalar {
    var isDigit: Bool { self >= "0" && self <= "9" }

    /// A space that stays on its line: plain, no-break or narrow no-break.
    var isSpace: Bool { self == " " || isNoBreakSpace }

    var isNoBreakSpace: Bool { self == "\u{A0}" || self == "\u{202F}" }

    var isWordPart: Bool { isDigit || properties.isAlphabetic }
}
