public import Telephony

extension TimeZoneRules {
    /// The clocks of Paris from 2000 to 2100, by the rule of the European Union (Directive
    /// 2000/84/EC): an hour ahead of UTC, two from the last Sunday of March to the last Sunday of
    /// October, changed at 01:00 UTC.
    public static let paris = TimeZoneRules(
        name: "Europe/Paris", firstOffset: 3_600,
        transitions: (2_000...2_100).flatMap { year in
            [
                Transition(instant: changeInstant(year, month: 3), offset: 7_200),
                Transition(instant: changeInstant(year, month: 10), offset: 3_600),
            ]
        })

    /// 01:00 UTC on the last Sunday of a month of 31 days.
    private static func changeInstant(_ year: Int, month: Int) -> Int {
        let lastDay = CivilDate(year: year, month: month, day: 31)?.daysSince1970 ?? 0
        // 1970-01-04 was a Sunday.
        let sunday = lastDay - (lastDay - 3) % 7
        return sunday * 86_400 + 3_600
    }
}
