import Flows
import Telephony
import Testing

@Suite struct SpanParserTests {
    @Test(
        arguments: [
            ("09:00-12:30, 14:00-18:30", [32_400, 45_000, 50_400, 66_600]),
            ("9h-12h30", [32_400, 45_000]),
            (" 9:00 – 12:30 ,14h-18h ", [32_400, 45_000, 50_400, 64_800]),
            ("22:00-06:00", [79_200, 108_000]), ("00:00-24:00", [0, 86_400]),
            ("18:00-00:00", [64_800, 86_400]), ("closed", []), (" closed ", []),
        ])
    func `spans are read`(text: String, ends: [Int]) throws {
        #expect(try SpanParser.spans(text).flatMap { [$0.start, $0.end] } == ends)
    }

    @Test(
        arguments: [
            ("", .empty, 0), ("  ", .empty, 2), ("09:00", .empty, 5), ("09:00-", .empty, 6),
            ("09:00 12:00", .unexpected("1"), 6), ("09:00-12:00,", .empty, 12),
            ("9-12", .badTime("9"), 0), ("09:00-25:00", .badTime("25:00"), 6),
            ("24:00-25:00", .badTime("24:00"), 0), ("09:00-12:60", .badTime("12:60"), 6),
            ("09:00-12:3", .badTime("12:3"), 6), ("é:00-12:00", .badTime("é:00"), 0),
            ("09:00-09:00", .noLength, 0), ("09:00-12:00, 11:00-13:00", .overlap, 13),
            ("09:00-12:00; 13:00-14:00", .badTime("12:00;"), 6),
            (", 09:00-10:00", .unexpected(","), 0),
            ("closed, 09:00-10:00", .badTime("closed"), 0),
        ] as [(String, SpanError.Reason, Int)])
    func `these are no spans, for this reason and here`(
        text: String, reason: SpanError.Reason, offset: Int
    ) {
        let error = #expect(throws: SpanError.self) { try SpanParser.spans(text) }
        #expect(error?.reason == reason)
        #expect(error?.offset == offset)
    }

    @Test(
        arguments: [
            ("monday", [.monday]), ("monday-wednesday", [.monday, .tuesday, .wednesday]),
            ("saturday, sunday", [.saturday, .sunday]),
            ("saturday-monday", [.saturday, .sunday, .monday]),
            ("monday-sunday", Weekday.allCases), ("sunday-sunday", [.sunday]),
        ] as [(String, [Weekday])])
    func `days of the week are read`(text: String, days: [Weekday]) throws {
        #expect(try SpanParser.weekdays(text) == days)
    }

    @Test(
        arguments: [
            ("", .badWeekday(""), 0), ("lundi", .badWeekday("lundi"), 0),
            ("monday-", .badWeekday(""), 7), ("monday, munday", .badWeekday("munday"), 8),
            ("monday-friday, tuesday", .repeatedWeekday("tuesday"), 15),
            ("monday tuesday", .unexpected("t"), 7),
        ] as [(String, SpanError.Reason, Int)])
    func `these are no days, for this reason and here`(
        text: String, reason: SpanError.Reason, offset: Int
    ) {
        let error = #expect(throws: SpanError.self) { try SpanParser.weekdays(text) }
        #expect(error?.reason == reason)
        #expect(error?.offset == offset)
    }
}
