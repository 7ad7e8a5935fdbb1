/// French numbers in words, in the traditional spelling.
struct FrenchNumerals: Sendable {
    /// Whether 70 and 90 are septante and nonante, as in Belgium and Switzerland.
    let saysSeptante: Bool

    private static let upToSixteen = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
        "onze", "douze", "treize", "quatorze", "quinze", "seize",
    ]
    private static let tens = [
        "", "dix", "vingt", "trente", "quarante", "cinquante", "soixante", "septante",
        "quatre-vingt", "nonante",
    ]

    /// An integer from zero on: `deux cent vingt et un`, feminine `vingt et une`.
    func cardinal(_ integer: Int, isFeminine: Bool = false) -> String {
        guard integer > 0 else { return Self.upToSixteen[0] }
        let (millions, rest) = integer.quotientAndRemainder(dividingBy: 1_000_000)
        let (milliards, ownMillions) = millions.quotientAndRemainder(dividingBy: 1_000)
        let (thousands, units) = rest.quotientAndRemainder(dividingBy: 1_000)
        var words: [String] = []
        if milliards > 0 {
            words.append("\(cardinal(milliards)) milliard\(milliards > 1 ? "s" : "")")
        }
        if ownMillions > 0 {
            words.append("\(cardinal(ownMillions)) million\(ownMillions > 1 ? "s" : "")")
        }
        // Before mille, which is a numeral itself, cent and vingt take no s.
        if thousands == 1 { words.append("mille") }
        if thousands > 1 { words.append("\(belowThousand(thousands, isLast: false)) mille") }
        if units > 0 { words.append(belowThousand(units, isFeminine: isFeminine)) }
        return words.joined(separator: " ")
    }

    private func belowThousand(
        _ number: Int, isFeminine: Bool = false, isLast: Bool = true
    ) -> String {
        let (hundreds, rest) = number.quotientAndRemainder(dividingBy: 100)
        guard hundreds > 0 else {
            return belowHundred(rest, isFeminine: isFeminine, isLast: isLast)
        }
        var words = hundreds == 1 ? "cent" : "\(Self.upToSixteen[hundreds]) cent"
        if rest > 0 {
            words += " " + belowHundred(rest, isFeminine: isFeminine, isLast: isLast)
        } else if hundreds > 1, isLast {
            words += "s"
        }
        return words
    }

    private func belowHundred(_ number: Int, isFeminine: Bool, isLast: Bool) -> String {
        if number == 1, isFeminine { return "une" }
        if number <= 16 { return Self.upToSixteen[number] }
        var (ten, unit) = number.quotientAndRemainder(dividingBy: 10)
        if ten == 9 || ten == 7, !saysSeptante {
            ten -= 1
            unit += 10
        }
        let word = Self.tens[ten]
        switch unit {
        case 0: return ten == 8 && isLast ? word + "s" : word
        case 1 where ten == 8: return word + (isFeminine ? "-une" : "-un")
        case 1: return word + (isFeminine ? " et une" : " et un")
        case 11 where ten == 6: return word + " et onze"
        case 17...: return "\(word)-dix-\(Self.upToSixteen[unit - 10])"
        default: return "\(word)-\(Self.upToSixteen[unit])"
        }
    }

    /// A place from one on: `premier`, `vingt et unième`, `deux centième`.
    func ordinal(_ place: Int) -> String {
        guard place != 1 else { return "premier" }
        var words = cardinal(place)
        for plural in ["cents", "vingts", "millions", "milliards"] where words.hasSuffix(plural) {
            words.removeLast()
        }
        switch words.last {
        case "e": words.removeLast()
        case "q": words += "u"
        case "f": words = words.dropLast() + "v"
        default: break
        }
        return words + "ième"
    }
}
