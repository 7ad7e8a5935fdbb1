import Telephony

/// How French says values.
struct FrenchWords: SpokenWords {
    private let language: SpokenLanguage
    private let numerals: FrenchNumerals

    let yes = "oui"
    let no = "non"
    let star = "étoile"
    let hash = "dièse"

    init(_ language: SpokenLanguage) {
        self.language = language
        numerals = FrenchNumerals(saysSeptante: language != .frenchOfFrance)
    }

    func cardinal(_ integer: Int) -> String { numerals.cardinal(integer) }

    func ordinal(_ place: Int) -> String { numerals.ordinal(place) }

    /// `douze virgule zéro cinq`: the places are a number of their own after their zeros.
    func number(_ number: Number) -> String {
        let spelt = SpeltNumber(number)
        var words = spelt.isNegative ? "moins " : ""
        words += cardinal(spelt.whole)
        guard !spelt.places.isEmpty else { return words }
        return words + " virgule " + zerosThenCardinal(spelt.places)
    }

    /// `douze euros cinquante`, `cinquante centimes`, `deux millions d’euros et dix centimes`.
    func money(_ amount: Number, _ currency: Currency) -> String {
        let (isNegative, units, cents) = amount.inCents
        let names = names(of: currency)
        let sign = isNegative ? "moins " : ""
        let centWords = "\(cardinal(cents)) \(cents > 1 ? names.cents : names.cent)"
        if units == 0, cents > 0 { return sign + centWords }
        let unitWords = numerals.cardinal(units, isFeminine: names.isFeminine)
        if units >= 1_000_000, units % 1_000_000 == 0 {
            let link = names.units.hasPrefix("e") ? "d’" : "de "
            let whole = "\(sign)\(unitWords) \(link)\(names.units)"
            return cents == 0 ? whole : "\(whole) et \(centWords)"
        }
        let whole = "\(sign)\(unitWords) \(units > 1 ? names.units : names.unit)"
        return cents == 0 ? whole : "\(whole) \(cardinal(cents))"
    }

    private func names(
        of currency: Currency
    ) -> (unit: String, units: String, isFeminine: Bool, cent: String, cents: String) {
        switch currency {
        case .euro: ("euro", "euros", false, "centime", "centimes")
        case .pound: ("livre", "livres", true, "penny", "pence")
        case .swissFranc:
            language == .frenchOfSwitzerland
                ? ("franc", "francs", false, "centime", "centimes")
                : ("franc suisse", "francs suisses", false, "centime", "centimes")
        case .dollar: ("dollar", "dollars", false, "cent", "cents")
        }
    }

    /// `zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit`.
    func telephone(_ number: PhoneNumber) -> String {
        let dialled = DialledNumber(number, homeCountryCode: language.homeCountryCode)
        var groups = dialled.countryCode.map { ["plus \(zerosThenCardinal($0))"] } ?? []
        for group in dialled.groups(of: sizes(for: dialled)) {
            groups.append(zerosThenCardinal(group))
        }
        return groups.joined(separator: ", ")
    }

    /// How many digits stand together.
    private func sizes(for dialled: DialledNumber) -> [Int] {
        let count = dialled.digits.utf8.count
        guard dialled.countryCode == nil else { return DialledNumber.pairs(count) }
        switch (language, count) {
        case (.frenchOfBelgium, 10): return [4, 2, 2, 2]
        case (.frenchOfBelgium, 9): return [2, 3, 2, 2]
        case (.frenchOfSwitzerland, 10): return [3, 3, 2, 2]
        default: break
        }
        // Directory enquiries: 118, then three digits.
        return count == 6 && dialled.digits.hasPrefix("118") ? [3, 3] : DialledNumber.pairs(count)
    }

    /// `zéro six`, `zéro zéro`, `douze`: of digits that all are ASCII.
    private func zerosThenCardinal(_ digits: some StringProtocol) -> String {
        let zeros = digits.prefix { $0 == "0" }.count
        var words = Array(repeating: cardinal(0), count: zeros)
        if let rest = Int(digits.dropFirst(zeros)) { words.append(cardinal(rest)) }
        return words.joined(separator: " ")
    }

    private static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ]

    /// `quatorze juillet deux mille vingt-six`, `premier mars mille neuf cent quatre`.
    func date(_ date: CivilDate) -> String {
        let day = date.day == 1 ? "premier" : cardinal(date.day)
        return "\(day) \(Self.months[date.month - 1]) \(cardinal(date.year))"
    }

    /// `quatorze heures trente`, `midi`, `minuit cinq`; seconds are not said.
    func time(secondOfDay: Int) -> String {
        let hour = secondOfDay / 3_600 % 24
        let minute = secondOfDay / 60 % 60
        let hours =
            switch hour {
            case 0: "minuit"
            case 12: "midi"
            default: "\(numerals.cardinal(hour, isFeminine: true)) heure\(hour > 1 ? "s" : "")"
            }
        return minute == 0 ? hours : "\(hours) \(numerals.cardinal(minute, isFeminine: true))"
    }

    /// `deux minutes trente`, `une heure et cinq minutes`, `trois jours et deux heures`: the two
    /// greatest units, the rest dropped.
    func duration(_ duration: Duration) -> String {
        let parts = SpokenDuration(duration)
        let sign = parts.isNegative ? "moins " : ""
        let first = counted(parts.first)
        guard let second = parts.second else { return sign + first }
        if second.count >= 10, second.unit == .minute || second.unit == .second {
            return "\(sign)\(first) \(numerals.cardinal(second.count, isFeminine: true))"
        }
        return "\(sign)\(first) et \(counted(second))"
    }

    private func counted(_ part: SpokenDuration.Part) -> String {
        let plural = part.count > 1 ? "s" : ""
        let words = numerals.cardinal(part.count, isFeminine: part.unit != .day)
        switch part.unit {
        case .day: return "\(words) jour\(plural)"
        case .hour: return "\(words) heure\(plural)"
        case .minute: return "\(words) minute\(plural)"
        case .second: return "\(words) seconde\(plural)"
        }
    }
}
