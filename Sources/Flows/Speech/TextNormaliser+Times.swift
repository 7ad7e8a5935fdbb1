import Telephony

extension TextNormaliser {
    /// `14/07/2026`, `14.07.2026`, `2026-07-14`; in America the month comes first.
    func date(at position: Int) -> Match? {
        let first = digits(at: position, max: 5)
        let isISO = first.text.utf8.count == 4
        guard isISO || first.text.utf8.count <= 2, let sign = scalar(first.end),
            isISO ? sign == "-" : sign == "/" || sign == "."
        else { return nil }
        let second = digits(at: first.end + 1, max: 3)
        guard (1...2).contains(second.text.utf8.count), scalar(second.end) == sign else {
            return nil
        }
        let third = digits(at: second.end + 1, max: 5)
        guard third.text.utf8.count == (isISO ? 2 : 4), isEnd(third.end),
            scalar(third.end) != "/", let one = Int(first.text), let two = Int(second.text),
            let three = Int(third.text)
        else { return nil }
        let date =
            if isISO {
                CivilDate(year: one, month: two, day: three)
            } else if language == .englishOfAmerica {
                CivilDate(year: three, month: one, day: two)
            } else {
                CivilDate(year: three, month: two, day: one)
            }
        return date.map { Match(words: words.date($0), end: third.end) }
    }

    /// A time, or two with a dash between them: `9h-12h30`.
    func timeSpan(at position: Int) -> Match? {
        guard let first = time(at: position) else { return nil }
        let dash = afterSpace(first.end)
        guard let sign = scalar(dash), sign == "-" || sign == "–",
            let second = time(at: afterSpace(dash + 1))
        else { return first }
        let link = language.isFrench ? "à" : "to"
        return Match(words: "\(first.words) \(link) \(second.words)", end: second.end)
    }

    private func time(at position: Int) -> Match? {
        let hour = digits(at: position, max: 3)
        guard (1...2).contains(hour.text.utf8.count), let hours = Int(hour.text) else { return nil }
        return language.isFrench
            ? frenchTime(hours, after: hour.end) : englishTime(hours, after: hour.end)
    }

    /// `14:30`, `9h05`, `14 h 30`, `9h`, `24h/24`, `7j/7`.
    private func frenchTime(_ hours: Int, after end: Int) -> Match? {
        if let days = after("j/7", at: end), isEnd(days) {
            return Match(words: "\(words.cardinal(hours)) jours sur sept", end: days)
        }
        if scalar(end) == ":" { return clockTime(hours, minutesAt: end + 1) }
        guard let afterH = after("h", at: afterSpace(end)) else { return nil }
        if let always = after("/24", at: afterH), isEnd(always) {
            return Match(
                words: "\(hourWords(hours)) sur vingt-quatre", end: always)
        }
        if let time = clockTime(hours, minutesAt: afterSpace(afterH)) { return time }
        guard isEnd(afterH) else { return nil }
        // As a span as well as a time: `12h` may be twelve hours, so it is not called noon.
        return Match(words: hourWords(hours), end: afterH)
    }

    private func hourWords(_ hours: Int) -> String {
        let numerals = FrenchNumerals(saysSeptante: language != .frenchOfFrance)
        return "\(numerals.cardinal(hours, isFeminine: true)) heure\(hours > 1 ? "s" : "")"
    }

    /// `14:30`, `2:30pm`, `9 a.m.`.
    private func englishTime(_ hours: Int, after end: Int) -> Match? {
        if scalar(end) == ":" {
            let minute = digits(at: end + 1, max: 3)
            if let half = halfOfDay(at: minute.end) {
                return clockTime(hours, half, minutesAt: end + 1)
            }
            return clockTime(hours, minutesAt: end + 1)
        }
        guard let half = halfOfDay(at: end), (1...12).contains(hours) else { return nil }
        let second = (hours % 12 + (half.isAfternoon ? 12 : 0)) * 3_600
        return Match(words: words.time(secondOfDay: second), end: half.end)
    }

    /// What stands after a time: `am`, `p.m.`.
    private func halfOfDay(at position: Int) -> (isAfternoon: Bool, end: Int)? {
        let start = afterSpace(position)
        for (written, isAfternoon) in [
            ("a.m.", false), ("p.m.", true), ("am", false), ("pm", true),
        ] {
            if let end = after(written, at: start), isEnd(end) { return (isAfternoon, end) }
        }
        return nil
    }

    private func clockTime(
        _ hours: Int, _ half: (isAfternoon: Bool, end: Int)? = nil, minutesAt position: Int
    ) -> Match? {
        let minute = digits(at: position, max: 3)
        guard minute.text.utf8.count == 2, let minutes = Int(minute.text), minutes < 60,
            half != nil || isEnd(minute.end), scalar(minute.end) != ":"
        else { return nil }
        if let half {
            guard (1...12).contains(hours) else { return nil }
            let hour = hours % 12 + (half.isAfternoon ? 12 : 0)
            return Match(
                words: words.time(secondOfDay: hour * 3_600 + minutes * 60), end: half.end)
        }
        guard hours < 24 || hours == 24 && minutes == 0 else { return nil }
        return Match(
            words: words.time(secondOfDay: hours % 24 * 3_600 + minutes * 60), end: minute.end)
    }
}
