import ArgumentParser
import Reports
import Telephony
import TestSupport
import Testing

@testable import allo

@Suite struct PeriodTests {
    /// A Sunday noon.
    private static let now = CivilTime("2026-11-22 12:07:30")

    @Test(arguments: [
        ([], "2026-11-22"), (["--from", "yesterday"], "2026-11-21 …"),
        (["--from", "yesterday", "--to", "yesterday"], "2026-11-21"),
        (["--from", "2026-11-01", "--to", "2026-11-30"], "2026-11-01 … 2026-11-30"),
        (["--from", "2026-11-22 08:30"], "2026-11-22 08:30 …"),
        (["--to", "2026-11-22T08:45"], "… 2026-11-22 08:45"), (["--to", "today"], "… 2026-11-22"),
        (["--month", "2028-02"], "2028-02-01 … 2028-02-29"),
        (["--month", "2026-12"], "2026-12-01 … 2026-12-31"),
        (["--last", "1d"], "2026-11-22"), (["--last", "7d"], "2026-11-16 … 2026-11-22"),
        (["--last", "24h"], "2026-11-22"), (["--last", "2h"], "2026-11-22 10:00 …"),
        (["--last", "1d12h"], "2026-11-21 …"), (["--all"], "the whole journal"),
    ])
    func `is what was asked for`(arguments: [String], text: String) throws {
        let now = try #require(Self.now)
        let period = try PeriodOptions.parse(arguments).period(now: now)
        #expect(period.text(in: .english) == text)
    }

    @Test(arguments: [
        (["--last", "28d"], "2026-10-26 … 2026-11-21"), (["--all"], "… 2026-11-21"),
        (["--from", "2026-11-20"], "2026-11-20 … 2026-11-21"),
        ([], "2026-11-22"), (["--month", "2026-10"], "2026-10-01 … 2026-10-31"),
    ])
    func `of days that are over leaves today out`(arguments: [String], text: String) throws {
        let now = try #require(Self.now)
        let period = try PeriodOptions.parse(arguments).period(now: now).withoutToday(now: now)
        #expect(period.text(in: .english) == text)
    }

    @Test func `takes its days from the clocks of the place`() throws {
        let now = try #require(Self.now)
        let options = ["--from", "2026-10-25", "--to", "2026-10-25"]
        let day = try PeriodOptions.parse(options).period(now: now)
        let begin = try #require(day.begin(in: .paris))
        let end = try #require(day.end(in: .paris))
        #expect(end.since(begin) == .seconds(25 * 3_600))
    }

    @Test(
        arguments: [
            ("20s", 20_000), ("1m30s", 90_000), ("500ms", 500), ("180d", 15_552_000_000),
            ("1d2h3m4s5ms", 93_784_005), ("0s", 0), ("", nil), ("20", nil), ("s", nil),
            ("-1s", nil),
            ("1s1m", nil), ("1m1m", nil), ("1.5m", nil), ("99999999999s", nil), ("4000d", nil),
            ("٣s", nil), ("1 h", nil),
        ] as [(String, Int64?)])
    func `has spans with their units`(text: String, milliseconds: Int64?) {
        #expect(WrittenSpan(argument: text)?.duration.inMilliseconds == milliseconds)
    }
}
