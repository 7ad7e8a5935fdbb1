/// English numbers in words.
struct EnglishNumerals: Sendable {
    /// Whether it is one hundred and one, as in Britain.
    let saysAnd: Bool

    private static let upToNineteen = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen",
    ]
    private static let tens = [
        "", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    private static let scales = [
        (1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"),
        (1_000, "thousand"),
    ]

    /// An integer from zero on.
    func cardinal(_ integer: Int) -> String {
        var words: [String] = []
        var rest = integer
        for (scale, name) in Self.scales where rest >= scale {
            words.append("\(cardinal(rest / scale)) \(name)")
            rest %= scale
        }
        if rest >= 100 {
            words.append("\(Self.upToNineteen[rest / 100]) hundred")
            rest %= 100
        }
        if rest > 0 || words.isEmpty {
            if saysAnd, !words.isEmpty { words.append("and") }
            words.append(belowHundred(rest))
        }
        return words.joined(separator: " ")
    }

    private func belowHundred(_ number: Int) -> String {
        guard number >= 20 else { return Self.upToNineteen[number] }
        let (ten, unit) = number.quotientAndRemainder(dividingBy: 10)
        return unit == 0 ? Self.tens[ten] : "\(Self.tens[ten])-\(Self.upToNineteen[unit])"
    }

    /// A place from one on: `twenty-first`, `one hundred and first`.
    func ordinal(_ place: Int) -> String {
        let words = cardinal(place)
        let irregular = [
            ("one", "first"), ("two", "second"), ("three", "third"), ("five", "fifth"),
            ("eight", "eighth"), ("nine", "ninth"), ("twelve", "twelfth"),
        ]
        for (cardinal, ordinal) in irregular where words.hasSuffix(cardinal) {
            return words.dropLast(cardinal.utf8.count) + ordinal
        }
        return words.hasSuffix("y") ? words.dropLast() + "ieth" : words + "th"
    }

    /// A year: `nineteen oh five`, `two thousand and nine`, `twenty twenty-six`.
    func year(_ year: Int) -> String {
        let (century, rest) = year.quotientAndRemainder(dividingBy: 100)
        guard century >= 10, century % 10 != 0 || rest >= 10 else { return cardinal(year) }
        switch rest {
        case 0: return "\(belowHundred(century)) hundred"
        case 1...9: return "\(belowHundred(century)) oh \(belowHundred(rest))"
        default: return "\(belowHundred(century)) \(belowHundred(rest))"
        }
    }
}
