import Telephony
import TestSupport
import Testing

@Suite struct CivilDateTests {
    @Test(arguments: [
        ("1970-01-01", 0, Weekday.thursday), ("2000-02-29", 11_016, .tuesday),
        ("2026-11-22", 20_779, .sunday), ("1969-12-31", -1, .wednesday),
        ("0001-01-01", -719_162, .monday), ("9999-12-31", 2_932_896, .friday),
    ])
    func `a day has its number and its weekday`(
        _ text: String, _ days: Int, _ weekday: Weekday
    ) throws {
        let date = try #require(CivilDate(text))
        #expect(date.daysSince1970 == days)
        #expect(date.weekday == weekday)
        #expect(date.description == text)
        #expect(CivilDate(daysSince1970: days) == date)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "26-01-01", "",
        "2026-01-01 ", "+026-01-01", "0000-01-01",
    ])
    func `a day that does not exist is none`(_ text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func `days follow one another over four hundred years`() throws {
        var date = try #require(CivilDate("1850-01-01"))
        for _ in 0..<146_097 {
            let next = date.adding(days: 1)
            #expect(next > date && next.daysSince1970 == date.daysSince1970 + 1)
            date = next
        }
        #expect(date.description == "2250-01-01")
    }
}

@Suite struct CivilTimeTests {
    @Test(arguments: [
        ("2026-11-23 10:00:00", "2026-11-23 10:00:00"), ("2026-11-23T23:59", "2026-11-23 23:59:00"),
        ("1970-01-01 00:00:01", "1970-01-01 00:00:01"),
    ])
    func `a time is read and written`(_ text: String, _ written: String) {
        #expect(CivilTime(text)?.description == written)
    }

    @Test(arguments: [
        "2026-11-23", "2026-11-23 24:00:00", "2026-11-23 10:60", "2026-11-23 1:00", "10:00:00",
        "2026-11-23 10:00:00:00", "2026-11-23 -1:00",
    ])
    func `what is no time is none`(_ text: String) { #expect(CivilTime(text) == nil) }

    @Test func `seconds before 1970 count backwards`() {
        #expect(CivilTime(secondsSince1970: -1).description == "1969-12-31 23:59:59")
    }
}

@Suite struct TimeZoneRulesTests {
    let paris = TimeZoneRules.paris

    @Test(arguments: [
        ("2026-03-29 00:59:59", "2026-03-29 01:59:59"),
        ("2026-03-29 01:00:00", "2026-03-29 03:00:00"),
        ("2026-10-25 00:59:59", "2026-10-25 02:59:59"),
        ("2026-10-25 01:00:00", "2026-10-25 02:00:00"),
        ("2026-11-23 09:00:00", "2026-11-23 10:00:00"),
    ])
    func `clocks in Paris change with the season`(_ utc: String, _ shown: String) throws {
        let instant = try #require(CivilTime(utc)).secondsSince1970
        #expect(paris.civilTime(at: instant).description == shown)
    }

    @Test(arguments: [
        ("2026-11-23 10:00:00", "2026-11-23 09:00:00"),
        // Shown twice: the first of them.
        ("2026-10-25 02:30:00", "2026-10-25 00:30:00"),
        // Never shown: as if the clocks had not been changed yet.
        ("2026-03-29 02:30:00", "2026-03-29 01:30:00"),
    ])
    func `what clocks show is an instant`(_ shown: String, _ utc: String) throws {
        let time = try #require(CivilTime(shown))
        #expect(paris.instant(of: time) == CivilTime(utc)?.secondsSince1970)
    }

    @Test func `before the first change its offset holds`() {
        let rules = TimeZoneRules(
            name: "X", firstOffset: 60, transitions: [.init(instant: 1_000, offset: 120)])
        #expect(rules.offset(at: 999) == 60)
        #expect(rules.offset(at: 1_000) == 120)
        #expect(TimeZoneRules.utc.offset(at: 0) == 0)
    }
}
