import Telephony

/// A telephone number as it is said in a country: its own code becomes the 0 that is dialled there.
struct DialledNumber {
    /// The code of another country, or nil.
    let countryCode: Substring?
    /// The other digits.
    let digits: Substring

    init(_ number: PhoneNumber, homeCountryCode: String) {
        guard number.text.hasPrefix("+") else {
            countryCode = nil
            digits = number.text[...]
            return
        }
        let international = number.text.dropFirst()
        guard international.hasPrefix(homeCountryCode) else {
            let length = DialledNumber.countryCodeLength(international)
            countryCode = international.prefix(length)
            digits = international.dropFirst(length)
            return
        }
        let national = international.dropFirst(homeCountryCode.utf8.count)
        countryCode = nil
        // North America dials no 0.
        digits = homeCountryCode == "1" ? national : "0" + national
    }

    /// The digits in groups; what no size is left for is a last group.
    func groups(of sizes: [Int]) -> [Substring] {
        var rest = digits
        var groups: [Substring] = []
        for size in sizes where !rest.isEmpty {
            groups.append(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        if !rest.isEmpty { groups.append(rest) }
        return groups
    }

    /// Pairs; three digits stand first where the count is odd.
    static func pairs(_ count: Int) -> [Int] {
        count < 4 || count.isMultiple(of: 2)
            ? Array(repeating: count == 3 ? 3 : 2, count: (count + 1) / 2)
            : [3] + Array(repeating: 2, count: (count - 3) / 2)
    }

    /// How many digits the country code has at the start of a number (ITU-T E.164, list of assigned
    /// codes).
    private static func countryCodeLength(_ digits: Substring) -> Int {
        guard let first = digits.first else { return 0 }
        if first == "1" || first == "7" { return 1 }
        let twoDigits: Set<Substring> = [
            "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45",
            "46", "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61",
            "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94",
            "95", "98",
        ]
        return twoDigits.contains(digits.prefix(2)) ? 2 : 3
    }
}
