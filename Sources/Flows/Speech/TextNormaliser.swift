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
        var spoken = ""
        var position = 0
        while position < scalars.count {
            if isStart(position), let match = match(at: position) {
                spoken += match.words
                position = match.end
            } else {
                spoken.unicodeScalars.append(scalars[position])
                position += 1
            }
        }
        return spoken
    }

    /// Whether a word or a number can begin here.
    private func isStart(_ position: Int) -> Bool {
        guard let previous = scalar(position - 1) else { return true }
        if previous.isWordPart { return false }
        guard scalars[position].isDigit, scalar(position - 2)?.isDigit == true else { return true }
        return !".,:/-".unicodeScalars.contains(previous)
    }

    private func match(at position: Int) -> Match? {
        let first = scalars[position]
        switch first {
        case "0"..."9":
            return telephone(at: position) ?? date(at: position) ?? timeSpan(at: position)
                ?? ordinal(at: position) ?? amount(at: position)
        case "+": return telephone(at: position)
        case "-", "−", "€", "£", "$": return amount(at: position)
        case "M", "D", "n", "N", "T", "t", "S", "s", "R", "r", "&":
            return abbreviation(at: position)
        default: return nil
        }
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
                scalar == expected || scalar.isCapital(of: expected)
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

    /// Whether it is a letter or a digit.
    var isWordPart: Bool {
        // The table of properties takes time; most letters are ASCII.
        isASCII ? isDigit || isASCIILetter : properties.isAlphabetic
    }

    private var isASCIILetter: Bool {
        let small = value | 0x20
        return small >= 0x61 && small <= 0x7A
    }

    /// Whether it is the capital of a small letter.
    fileprivate func isCapital(of small: Unicode.Scalar) -> Bool {
        guard !small.isASCII else { return small.isASCIILetter && value ^ 0x20 == small.value }
        return properties.isUppercase && properties.lowercaseMapping.unicodeScalars.first == small
    }
}
