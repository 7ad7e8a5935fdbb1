import Telephony

/// Easter Sunday of the Gregorian calendar.
enum Easter {
    /// Days from the Easter of a day's year to the day; below zero where the day comes before it.
    static func days(to date: CivilDate) -> Int {
        // No holiday that follows Easter lies outside these months.
        guard (3...6).contains(date.month) else { return .min }
        return date.daysSince1970 - daysSince1970(inYear: date.year)
    }

    /// Easter Sunday by the method of Meeus, Jones and Butcher (J. Meeus, Astronomical Algorithms,
    /// chapter 8), in days since 1970-01-01.
    private static func daysSince1970(inYear year: Int) -> Int {
        let golden = year % 19
        let (century, yearOfCentury) = year.quotientAndRemainder(dividingBy: 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday =
            (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let lateness = (golden + 11 * epact + 22 * weekday) / 451
        let dayOfMarch = epact + weekday - 7 * lateness + 22
        let firstOfMarch = CivilDate(year: year, month: 3, day: 1)?.daysSince1970 ?? 0
        return firstOfMarch + dayOfMarch - 1
    }
}
