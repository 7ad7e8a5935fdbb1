import Telephony

/// How English says values.
struct EnglishWords: SpokenWords {
    private let language: SpokenLanguage
    private let numerals: EnglishNumerals

    let yes = "yes"
    let no = "no"
    let star = "star"
    var hash: String { language == .englishOfAmerica ? "pound" : "hash" }

    init(_ language: SpokenLanguage) {
        self.language = language
        numerals = EnglishNumerals(saysAnd: language == .englishOfBritain)
    }

    func cardinal(_ integer: Int) -> String { numerals.cardinal(integer) }

    func ordinal(_ place: Int) -> String { numerals.ordinal(place) }

    /// `twelve point zero five`: the places one by one.
    func number(_ number: Number) -> String {
        let spelt = SpeltNumber(number)
        var words = spelt.isNegative ? "minus " : ""
        words += cardinal(spelt.whole)
        guard !spelt.places.isEmpty else { return words }
        return "\(words) point \(oneByOne(spelt.places))"
    }

    /// `twelve euros fifty`, `twelve euros and five cents`, `fifty cents`.
    func money(_ amount: Number, _ currency: Currency) -> String {
        let (isNegative, units, cents) = amount.inCents
        let names = names(of: currency)
        let sign = isNegative ? "minus " : ""
        let centWords = "\(cardinal(cents)) \(cents == 1 ? names.cent : names.cents)"
        if units == 0, cents > 0 { return sign + centWords }
        let whole = "\(sign)\(cardinal(units)) \(units == 1 ? names.unit : names.units)"
        switch cents {
        case 0: return whole
        case 1...9: return "\(whole) and \(centWords)"
        default: return "\(whole) \(cardinal(cents))"
        }
    }

    private func names(
        of currency: Currency
    ) -> (unit: String, units: String, cent: String, cents: String) {
        switch currency {
        case .euro: ("euro", "euros", "cent", "cents")
        case .pound: ("pound", "pounds", "penny", "pence")
        case .swissFranc: ("Swiss franc", "Swiss francs", "centime", "centimes")
        case .dollar: ("dollar", "dollars", "cent", "cents")
        }
    }

    /// `zero seven seven zero zero, nine zero zero, one two three`: digit by digit, in groups.
    func telephone(_ number: PhoneNumber) -> String {
        let dialled = DialledNumber(number, homeCountryCode: language.homeCountryCode)
        var groups = dialled.countryCode.map { ["plus \(oneByOne($0))"] } ?? []
        let sizes =
            switch (dialled.countryCode == nil, language, dialled.digits.utf8.count) {
            case (true, .englishOfBritain, 11): [5, 3, 3]
            case (_, _, 10): [3, 3, 4]
            case (_, _, 4): [4]
            case (_, _, let count): Array(repeating: 3, count: count / 3)
            }
        for group in dialled.groups(of: sizes) { groups.append(oneByOne(group)) }
        return groups.joined(separator: ", ")
    }

    /// The words of digits that all are ASCII.
    private func oneByOne(_ digits: some StringProtocol) -> String {
        digits.map { cardinal($0.wholeNumberValue ?? 0) }.joined(separator: " ")
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// `the fourteenth of July twenty twenty-six`; in America `July fourteenth, twenty twenty-six`.
    func date(_ date: CivilDate) -> String {
        let (day, month) = (ordinal(date.day), Self.months[date.month - 1])
        let year = numerals.year(date.year)
        return language == .englishOfAmerica
            ? "\(month) \(day), \(year)" : "the \(day) of \(month) \(year)"
    }

    /// `two thirty p.m.`, `nine oh five a.m.`, `noon`, `midnight`; seconds are not said.
    func time(secondOfDay: Int) -> String {
        let hour = secondOfDay / 3_600 % 24
        let minute = secondOfDay / 60 % 60
        if minute == 0, hour % 12 == 0 { return hour == 0 ? "midnight" : "noon" }
        let half = hour < 12 ? "a.m." : "p.m."
        let hours = cardinal(hour % 12 == 0 ? 12 : hour % 12)
        switch minute {
        case 0: return "\(hours) \(half)"
        case 1...9: return "\(hours) oh \(cardinal(minute)) \(half)"
        default: return "\(hours) \(cardinal(minute)) \(half)"
        }
    }

    /// `two minutes and thirty seconds`: the two greatest units, the rest dropped.
    func duration(_ duration: Duration) -> String {
        let parts = SpokenDuration(duration)
        let first = (parts.isNegative ? "minus " : "") + counted(parts.first)
        guard let second = parts.second else { return first }
        return "\(first) and \(counted(second))"
    }

    private func counted(_ part: SpokenDuration.Part) -> String {
        let unit =
            switch part.unit {
            case .day: "day"
            case .hour: "hour"
            case .minute: "minute"
            case .second: "second"
            }
        return "\(cardinal(part.count)) \(unit)\(part.count == 1 ? "" : "s")"
    }
}
