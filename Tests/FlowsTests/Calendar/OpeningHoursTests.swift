import Flows
import Telephony
import TestSupport
import Testing

@Suite struct OpeningHoursTests {
    private func hours(
        _ weekly: [String: String], holidays: Set<HolidayCalendar> = [.france],
        exceptions: [String: String] = [:]
    ) throws -> OpeningHours {
        var week: [Weekday: [DaySpan]] = [:]
        for (days, spans) in weekly {
            for day in try SpanParser.weekdays(days) { week[day] = try SpanParser.spans(spans) }
        }
        var own: [CivilDate: [DaySpan]] = [:]
        for (date, spans) in exceptions {
            own[try #require(CivilDate(date))] = try SpanParser.spans(spans)
        }
        return OpeningHours(
            zone: "Europe/Paris", weekly: week, holidays: holidays, exceptions: own)
    }

    private func office() throws -> OpeningHours {
        try hours(
            ["monday-friday": "09:00-12:30, 14:00-18:00", "saturday": "10:00-24:00"],
            exceptions: ["2026-07-14": "10:00-11:00", "2026-07-15": "closed"])
    }

    @Test(
        arguments: [
            ("2026-11-23 08:59:59", .closed), ("2026-11-23 09:00", .open),
            ("2026-11-23 12:29:59", .open), ("2026-11-23 12:30", .closed),
            ("2026-11-23 17:59:59", .open), ("2026-11-23 18:00", .closed),
            ("2026-11-28 23:59:59", .open), ("2026-11-29 00:00", .closed),
            ("2026-12-25 10:00", .holiday(.christmas)), ("2026-12-25 03:00", .holiday(.christmas)),
            ("2026-04-06 10:00", .holiday(.easterMonday)),
            ("2026-07-14 10:30", .open), ("2026-07-14 12:00", .closed),
            ("2026-07-15 10:30", .closed),
        ] as [(String, OpeningHours.Status)])
    func `the office is open or closed`(time: String, status: OpeningHours.Status) throws {
        let time = try #require(CivilTime(time))
        #expect(try office().status(at: time) == status)
    }

    @Test(
        arguments: [
            ("2026-11-23 08:00", "2026-11-23 09:00"), ("2026-11-23 09:00", "2026-11-23 14:00"),
            ("2026-11-23 15:00", "2026-11-24 09:00"), ("2026-11-27 19:00", "2026-11-28 10:00"),
            ("2026-11-28 10:00", "2026-11-30 09:00"), ("2026-12-24 19:00", "2026-12-26 10:00"),
            ("2026-07-13 18:00", "2026-07-14 10:00"), ("2026-07-14 11:00", "2026-07-16 09:00"),
        ])
    func `the next opening comes after`(time: String, opening: String) throws {
        let time = try #require(CivilTime(time))
        #expect(try office().nextOpening(after: time) == CivilTime(opening))
    }

    @Test(
        arguments: [
            ("2026-11-23 21:59:59", .closed), ("2026-11-23 22:00", .open),
            ("2026-11-24 05:59:59", .open), ("2026-11-24 06:00", .closed),
            // The night from Christmas Eve goes on; the next one does not begin.
            ("2026-12-25 05:00", .open), ("2026-12-25 23:00", .holiday(.christmas)),
            ("2026-12-26 05:00", .closed),
        ] as [(String, OpeningHours.Status)])
    func `a night passes midnight`(time: String, status: OpeningHours.Status) throws {
        let night = try hours(["monday-sunday": "22:00-06:00"])
        let time = try #require(CivilTime(time))
        #expect(night.status(at: time) == status)
    }

    @Test func `a service that never closes never opens, nor does one that is never open`() throws {
        let time = try #require(CivilTime("2026-11-23 10:00"))
        let always = try hours(["monday-sunday": "00:00-24:00"], holidays: [])
        #expect(always.status(at: time) == .open)
        #expect(always.nextOpening(after: time) == nil)
        #expect(try hours([:]).nextOpening(after: time) == nil)
    }

    /// On these days clocks go from 02:00 to 03:00, and from 03:00 back to 02:00.
    @Test(
        arguments: [
            ("2026-03-29", 4, 2, 3), ("2026-10-25", 4, 4, 5), ("2026-10-24", 4, 3, 4),
        ])
    func `hours follow the clocks on the wall`(
        day: String, closing: Int, hoursOpen: Int, hoursTillClosing: Int
    ) throws {
        let hours = try hours(["monday-sunday": "01:00-0\(closing):00"], holidays: [])
        let date = try #require(CivilDate(day))
        let paris = TimeZoneRules.paris
        let midnight = paris.instant(of: CivilTime(date: date, secondOfDay: 0))
        let open = (0..<86_400 / 60).filter { minute in
            hours.status(at: paris.civilTime(at: midnight + minute * 60)) == .open
        }
        #expect(open.count == hoursOpen * 60)
        #expect(open.last.map { $0 + 1 } == hoursTillClosing * 60)
    }

    @Test func `Paris changes its clocks as published`() {
        let paris = TimeZoneRules.paris
        // 2026-03-29 01:00 UTC and 2026-10-25 01:00 UTC.
        #expect(paris.offset(at: 1_774_745_999) == 3_600)
        #expect(paris.offset(at: 1_774_746_000) == 7_200)
        #expect(paris.offset(at: 1_792_889_999) == 7_200)
        #expect(paris.offset(at: 1_792_890_000) == 3_600)
    }
}
