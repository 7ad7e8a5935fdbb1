import Foundation

/// The date of a mail's header: as mails write it (RFC 5322 §3.3), and as old ones did (§4.3).
enum MailDate {
    /// Reads `Mon, 2 Nov 2026 09:30:00 +0100`; nil for what is no date.
    ///
    /// Old mails have years of two or three digits, no seconds, zones by name, and spaces or comments
    /// anywhere. A zone that nobody knows is that of Greenwich (§4.3).
    static func read(_ written: String) -> Date? {
        var parts = withoutComments(written)
            .replacing(",", with: ", ")
            .split { $0 == " " || $0 == "\t" || $0 == "\n" }
            .filter { $0 != "," }[...]
        // The day of the week says nothing more; old mails leave its comma out.
        if let first = parts.first, first.first?.isLetter == true { parts = parts.dropFirst() }
        guard let day = parts.popFirst().flatMap({ Int($0) }),
            let month = parts.popFirst().flatMap({ months[$0.prefix(3).lowercased()] }),
            let year = parts.popFirst().flatMap(year), let clock = parts.popFirst().flatMap(clock)
        else { return nil }
        let zone = parts.isEmpty ? 0 : offset(parts.joined())
        var moment = DateComponents()
        moment.year = year
        moment.month = month
        moment.day = day
        moment.hour = clock.hour
        moment.minute = clock.minute
        // A leap second is the next second here.
        moment.second = clock.second
        guard let greenwich = TimeZone(secondsFromGMT: 0) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = greenwich
        guard day >= 1,
            calendar.range(of: .day, in: .month, for: firstDay(moment, calendar))?
                .contains(day) == true
        else { return nil }
        return calendar.date(from: moment)?.addingTimeInterval(-Double(zone))
    }

    private static func firstDay(_ moment: DateComponents, _ calendar: Calendar) -> Date {
        var first = DateComponents()
        first.year = moment.year
        first.month = moment.month
        first.day = 1
        return calendar.date(from: first) ?? .distantPast
    }

    /// What stands in brackets, which may hold others, says nothing.
    private static func withoutComments(_ text: String) -> String {
        var depth = 0
        var kept = ""
        for character in text {
            switch character {
            case "(": depth += 1
            case ")" where depth > 0:
                depth -= 1
                kept.append(" ")
            default: if depth == 0 { kept.append(character) }
            }
        }
        return kept
    }

    private static let months: [String: Int] = Dictionary(
        uniqueKeysWithValues: zip(
            [
                "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
            ], 1...12))

    /// Two digits are of 1950 to 2049, three count from 1900 (RFC 5322 §4.3).
    private static func year(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let year = Int(text) else {
            return nil
        }
        switch text.utf8.count {
        case 2: return year < 50 ? 2_000 + year : 1_900 + year
        case 3: return 1_900 + year
        case 4: return year
        default: return nil
        }
    }

    private static func clock(_ text: Substring) -> (hour: Int, minute: Int, second: Int)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
            let second = parts.count == 3 ? parts[2] : 0, (0...23).contains(hour),
            (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        return (hour, minute, second)
    }

    /// Seconds east of Greenwich.
    private static func offset(_ zone: String) -> Int {
        if let hours = hours[zone.uppercased()] { return hours * 3_600 }
        guard let sign = zone.first, sign == "+" || sign == "-", zone.utf8.count == 5,
            let number = Int(zone.dropFirst()), number >= 0, number % 100 < 60
        else { return 0 }
        return (sign == "-" ? -1 : 1) * (number / 100 * 3_600 + number % 100 * 60)
    }

    /// The zones that old mails name, in hours from Greenwich. The letters of the military were used
    /// both ways, so that they say nothing.
    private static let hours = [
        "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
        "PST": -8, "PDT": -7,
    ]
}
