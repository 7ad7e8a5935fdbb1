import Flows
import Telephony
import Testing

@Suite struct HolidayCalendarTests {
    private func holidays(_ calendar: HolidayCalendar, _ year: Int) throws -> [String] {
        let first = try #require(CivilDate(year: year, month: 1, day: 1))
        return (0..<(CivilDate.isLeap(year) ? 366 : 365)).compactMap { days in
            let date = first.adding(days: days)
            return calendar.holiday(on: date) == nil ? nil : String(date.description.dropFirst(5))
        }
    }

    /// Easter Sundays as published by the Bureau des longitudes, with the earliest and the latest
    /// that there can be.
    @Test(
        arguments: [
            "1818-03-22", "1943-04-25", "2000-04-23", "2013-03-31", "2011-04-24", "2019-04-21",
            "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18",
            "2285-03-22",
        ])
    func `Easter Monday is the day after Easter`(sunday: String) throws {
        let easter = try #require(CivilDate(sunday))
        #expect(HolidayCalendar.france.holiday(on: easter.adding(days: 1)) == .easterMonday)
        #expect(HolidayCalendar.france.holiday(on: easter.adding(days: 39)) == .ascension)
        #expect(HolidayCalendar.france.holiday(on: easter.adding(days: 50)) == .whitMonday)
        #expect(HolidayCalendar.alsaceMoselle.holiday(on: easter.adding(days: -2)) == .goodFriday)
        #expect(easter.weekday == .sunday)
    }

    static let france2026 = [
        "01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11",
        "12-25",
    ]

    @Test(
        arguments: [
            (HolidayCalendar.france, 2026, france2026),
            (.alsaceMoselle, 2026, (france2026 + ["04-03", "12-26"]).sorted()),
            (.guadeloupe, 2026, (france2026 + ["05-27"]).sorted()),
            (.guyane, 2026, (france2026 + ["06-10"]).sorted()),
            (.martinique, 2026, (france2026 + ["05-22"]).sorted()),
            (.reunion, 2026, (france2026 + ["12-20"]).sorted()),
            (.mayotte, 2026, (france2026 + ["04-27"]).sorted()),
            (
                .belgium, 2026,
                [
                    "01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "08-15", "11-01", "11-11",
                    "12-25",
                ]
            ),
            (.switzerland, 2026, ["01-01", "05-14", "08-01", "12-25"]),
            // As on gov.uk/bank-holidays, and the weekend days that others stand in for.
            (
                .englandAndWales, 2021,
                [
                    "01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-25", "12-26", "12-27",
                    "12-28",
                ]
            ),
            (
                .englandAndWales, 2022 + 6,
                [
                    "01-01", "01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26",
                ]
            ),
            (
                .englandAndWales, 2026,
                [
                    "01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-26", "12-28",
                ]
            ),
            (
                .englandAndWales, 2033,
                [
                    "01-01", "01-03", "04-15", "04-18", "05-02", "05-30", "08-29", "12-25", "12-26",
                    "12-27",
                ]
            ),
        ])
    func `a year has these holidays`(calendar: HolidayCalendar, year: Int, days: [String]) throws {
        #expect(try holidays(calendar, year) == days)
    }

    @Test func `Ascension on 1 May is still one holiday`() throws {
        #expect(try holidays(.france, 2008).count == 10)
    }

    @Test func `holidays have a name in both languages`() {
        #expect(Holiday.easterMonday.name(in: .frenchOfBelgium) == "lundi de Pâques")
        #expect(Holiday.easterMonday.name(in: .englishOfAmerica) == "Easter Monday")
    }
}
