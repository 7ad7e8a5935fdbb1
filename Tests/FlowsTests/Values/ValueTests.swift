import Flows
import Telephony
import Testing

@Suite struct ValueTests {
    @Test(
        arguments: [
            (Value.nothing, ""), (.text("0042"), "0042"),
            (.number(Number(millionths: 12_500_000)), "12.5"),
            (.truth(true), "true"), (.time(secondOfDay: 52_200), "14:30"),
            (.time(secondOfDay: 52_205), "14:30:05"), (.duration(.milliseconds(1_500)), "1.5s"),
            (.secret(Secret("1234")), nil), (.record([:]), nil),
        ] as [(Value, String?)])
    func `a value has a text unless it is a secret or a record`(value: Value, text: String?) {
        #expect(value.plainText == text)
    }

    @Test func `a day is written as in ISO 8601`() throws {
        let day = try #require(CivilDate("2026-07-14"))
        #expect(Value.date(day).plainText == "2026-07-14")
    }

    @Test func `a text that looks like a number is one`() {
        #expect(Value.text("0042").asNumber == 42)
        #expect(Value.text("42 ").asNumber == nil)
        #expect(Value.secret(Secret("42")).asNumber == nil)
        #expect(Value.nothing.asNumber == nil)
    }

    @Test func `kinds are named as in messages`() {
        #expect(Value.secret(Secret("1")).kind.description == "a secret")
        #expect(Value.nothing.kind.description == "nothing")
    }

    @Test func `size grows with what a value holds`() {
        let small = Value.record(["name": .text("a")])
        let great = Value.record(["name": .text(String(repeating: "a", count: 1_000))])
        #expect(great.approximateSize - small.approximateSize == 999)
        #expect(Value.secret(Secret("1234")).approximateSize > 4)
    }
}
