import Telephony

extension TextNormaliser {
    /// A number as it is written, with its groups and its decimal mark.
    private struct Written {
        var number: Number
        var end: Int
        var hasPlaces = false
        /// Whether plain spaces stand between the groups, so that it may as well be two numbers.
        var isGroupedLoosely = false
        var isGroupedTightly = false
    }

    /// `12,50 €`, `1 234,56 €`, `€12.50`, `12 %`, `12,5`, `-3,5`; whole numbers stay as they are.
    func amount(at position: Int) -> Match? {
        var start = position
        let isNegative = scalar(start) == "-" || scalar(start) == "−"
        if isNegative { start += 1 }
        let leading = currencySign(at: start)
        if leading != nil { start += 1 }
        // With its groups, or else as far as it goes without them.
        for takesGroups in [true, false] {
            guard var written = number(at: start, takesGroups: takesGroups) else { return nil }
            if isNegative { written.number = written.number.negated ?? written.number }
            if let match = complete(written, leading: leading) { return match }
        }
        return nil
    }

    private func complete(_ written: Written, leading: Currency?) -> Match? {
        if let leading {
            guard isEnd(written.end) else { return nil }
            return Match(words: words.money(written.number, leading), end: written.end)
        }
        let next = afterSpace(written.end)
        if let sign = currencySign(at: next) {
            return money(written, sign, after: next + 1)
        }
        for (name, currency) in currencyNames {
            if let end = after(name, at: next), isEnd(end) {
                return Match(words: words.money(written.number, currency), end: end)
            }
        }
        if scalar(next) == "%" {
            let percent = language.isFrench ? "pour cent" : "percent"
            return Match(words: "\(words.number(written.number)) \(percent)", end: next + 1)
        }
        guard isEnd(written.end), !written.isGroupedLoosely,
            written.hasPlaces || written.isGroupedTightly
        else { return nil }
        return Match(words: words.number(written.number), end: written.end)
    }

    /// `12 €`, and `12€50` with its centimes after the sign.
    private func money(_ written: Written, _ currency: Currency, after end: Int) -> Match? {
        let cents = digits(at: end, max: 3)
        if cents.text.utf8.count == 2, !written.hasPlaces, isEnd(cents.end),
            let hundredths = Int64(cents.text),
            let amount = written.number.adding(Number(millionths: hundredths * 10_000))
        {
            return Match(words: words.money(amount, currency), end: cents.end)
        }
        guard isEnd(end) else { return nil }
        return Match(words: words.money(written.number, currency), end: end)
    }

    private func currencySign(at position: Int) -> Currency? {
        switch scalar(position) {
        case "€": .euro
        case "£": .pound
        case "$": .dollar
        default: nil
        }
    }

    private var currencyNames: [(String, Currency)] {
        [
            ("euros", .euro), ("euro", .euro), ("eur", .euro), ("chf", .swissFranc),
            ("gbp", .pound), ("usd", .dollar),
        ]
    }

    private func number(at position: Int, takesGroups: Bool) -> Written? {
        let first = digits(at: position, max: 12)
        guard !first.text.isEmpty, scalar(first.end)?.isDigit != true else { return nil }
        var text = first.text
        var end = first.end
        var isLoose = false
        var isTight = false
        if takesGroups, text.utf8.count <= 3, text != "0" {
            while text.utf8.count <= 9, let sign = scalar(end), isGroupSign(sign) {
                let group = digits(at: end + 1, max: 4)
                guard group.text.utf8.count == 3 else { break }
                if sign == " " { isLoose = true } else { isTight = true }
                text += group.text
                end = group.end
            }
        }
        var hasPlaces = false
        if let mark = scalar(end), mark == decimalMark || (mark == "." && !isTight) {
            let places = digits(at: end + 1, max: 7)
            if (1...6).contains(places.text.utf8.count) {
                text += "." + places.text
                end = places.end
                hasPlaces = true
            }
        }
        // A version, a list or an address goes on with further marks and digits.
        if let mark = scalar(end), ".,:/".unicodeScalars.contains(mark),
            scalar(end + 1)?.isDigit == true
        {
            return nil
        }
        guard let number = Number(text) else { return nil }
        return Written(
            number: number, end: end, hasPlaces: hasPlaces, isGroupedLoosely: isLoose,
            isGroupedTightly: isTight)
    }

    private var decimalMark: Unicode.Scalar { language.isFrench ? "," : "." }

    private func isGroupSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ",": !language.isFrench
        case "'", "’": language == .frenchOfSwitzerland
        default: scalar.isSpace && language.isFrench
        }
    }

    /// `1er`, `1re`, `2e`, `3ème`; `1st`, `22nd`.
    func ordinal(at position: Int) -> Match? {
        let number = digits(at: position, max: 6)
        guard let place = Int(number.text), place > 0 else { return nil }
        for (ending, spoken) in ordinalEndings(place) {
            if let end = after(ending, at: number.end), isEnd(end) {
                return Match(words: spoken ?? words.ordinal(place), end: end)
            }
        }
        return nil
    }

    private func ordinalEndings(_ place: Int) -> [(ending: String, words: String?)] {
        guard language.isFrench else {
            switch (place % 10, place % 100) {
            case (1, let two) where two != 11: return [("st", nil)]
            case (2, let two) where two != 12: return [("nd", nil)]
            case (3, let two) where two != 13: return [("rd", nil)]
            default: return [("th", nil)]
            }
        }
        switch place {
        case 1: return [("er", nil), ("re", "première"), ("ère", "première")]
        case 2: return [("e", nil), ("ème", nil), ("nd", "second"), ("nde", "seconde")]
        default: return [("e", nil), ("ème", nil), ("eme", nil), ("ième", nil)]
        }
    }

    /// `06 12 34 56 78`, `+33 6 12 34 56 78`, `0800 123 456`, `au 3949`, `212-555-0123`.
    func telephone(at position: Int) -> Match? {
        if let short = shortNumber(at: position) { return short }
        var text = ""
        var end = position
        if scalar(end) == "+" {
            text = "+"
            end += 1
        }
        var separator: Unicode.Scalar?
        var count = 0
        scan: while count < 15 {
            let group = digits(at: end, max: 15 - count)
            guard !group.text.isEmpty else { return nil }
            text += group.text
            count += group.text.utf8.count
            end = group.end
            guard !isNationalLength(text, isGrouped: separator != nil), let sign = scalar(end),
                sign.isSpace || sign == "." || sign == "-", separator == nil || separator == sign,
                scalar(end + 1)?.isDigit == true
            else { break scan }
            separator = sign
            end += 1
        }
        let isInternational = text.hasPrefix("+") && count >= 8
        guard isInternational || isNationalLength(text, isGrouped: separator != nil), isEnd(end),
            let number = PhoneNumber(text)
        else { return nil }
        return Match(words: words.telephone(number), end: end)
    }

    /// Whether it has as many digits as a number of the country, with its first ones.
    private func isNationalLength(_ text: String, isGrouped: Bool) -> Bool {
        let count = text.utf8.count
        let isTrunk = text.hasPrefix("0") && !text.hasPrefix("00")
        switch language {
        case .frenchOfFrance, .frenchOfSwitzerland: return isTrunk && count == 10
        case .frenchOfBelgium:
            return isTrunk && (count == 10 || count == 9 && isGrouped && !text.hasPrefix("04"))
        case .englishOfBritain: return isTrunk && count == 11
        case .englishOfAmerica: return isGrouped && count == 10 && !text.hasPrefix("0")
        }
    }

    /// Four digits from 3000 on, after `le`, `au` or `numéro`: French short numbers.
    private func shortNumber(at position: Int) -> Match? {
        guard language == .frenchOfFrance, scalar(position) == "3" else { return nil }
        let number = digits(at: position, max: 5)
        guard number.text.utf8.count == 4, isEnd(number.end),
            scalar(afterSpace(number.end)) != "€",
            ["le", "au", "numéro"].contains(where: { isPreceded(by: $0, position) }),
            let short = PhoneNumber(number.text)
        else { return nil }
        return Match(words: words.telephone(short), end: number.end)
    }

    private func isPreceded(by word: String, _ position: Int) -> Bool {
        let start = position - word.unicodeScalars.count - 1
        guard scalar(position - 1)?.isSpace == true, let end = after(word, at: start) else {
            return false
        }
        return end == position - 1 && (start == 0 || isEnd(start - 1))
    }
}
