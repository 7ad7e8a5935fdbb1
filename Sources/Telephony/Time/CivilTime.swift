/// A date and a time of day as clocks on the wall show them, in the proleptic Gregorian calendar.
public struct CivilTime: Hashable, Sendable {
    /// The date.
    public var date: CivilDate
    /// Seconds since midnight as the clock shows them, 0 to 86,399.
    public var secondOfDay: Int

    /// Joins a date and a time of day.
    public init(date: CivilDate, secondOfDay: Int) {
        self.date = date
        self.secondOfDay = secondOfDay
    }

    /// Seconds from 1970-01-01 00:00:00 on the same clock.
    public var secondsSince1970: Int { date.daysSince1970 * 86_400 + secondOfDay }

    /// The date and time so many seconds after 1970-01-01 00:00:00 on the same clock.
    public init(secondsSince1970 seconds: Int) {
        let (days, rest) = seconds.flooredDivision(by: 86_400)
        self.init(date: CivilDate(daysSince1970: days), secondOfDay: rest)
    }

    /// The hour, 0 to 23.
    public var hour: Int { secondOfDay / 3_600 }
    /// The minute, 0 to 59.
    public var minute: Int { secondOfDay / 60 % 60 }
    /// The second, 0 to 59.
    public var second: Int { secondOfDay % 60 }
}

extension CivilTime: Comparable, CustomStringConvertible {
    /// Orders by date, then time of day.
    public static func < (left: CivilTime, right: CivilTime) -> Bool {
        (left.date, left.secondOfDay) < (right.date, right.secondOfDay)
    }

    /// As in transcripts: `2026-11-23 10:00:00`.
    public var description: String {
        "\(date) \(hour.padded(2)):\(minute.padded(2)):\(second.padded(2))"
    }

    /// Reads `2026-11-23 10:00:00`, `2026-11-23 10:00` or the same with a `T`; nil otherwise.
    public init?(_ text: some StringProtocol) {
        let halves = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }
        guard halves.count == 2, let date = CivilDate(halves[0]) else { return nil }
        let fields = halves[1].split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 2 || fields.count == 3 else { return nil }
        var numbers: [Int] = []
        for field in fields {
            guard field.count == 2, let number = Int(field), number >= 0 else { return nil }
            numbers.append(number)
        }
        if numbers.count == 2 { numbers.append(0) }
        guard numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else { return nil }
        self.init(date: date, secondOfDay: numbers[0] * 3_600 + numbers[1] * 60 + numbers[2])
    }
}
