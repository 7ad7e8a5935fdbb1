import Flows
import Testing

@Suite struct NumberTests {
    @Test(
        arguments: [
            ("12", 12_000_000), ("-0.5", -500_000), ("1234.56", 1_234_560_000),
            ("0042", 42_000_000),
            ("0.0000005", 1), ("-0.0000005", -1), ("0.0000004", 0),
            ("9223372036854.775807", Int64.max), ("-9223372036854.775808", .min),
        ])
    func `a text becomes a number`(text: String, millionths: Int64) {
        #expect(Number(text)?.millionths == millionths)
    }

    @Test(
        arguments: [
            "", "-", "+1", " 1", "1 ", "1.", ".5", "1,5", "1e3", "0x1", "--1", "1.2.3", "١٢",
            "9223372036854.775808", "-9223372036854.775809", "99999999999999999999",
        ])
    func `what is no number gives nil`(text: String) {
        #expect(Number(text) == nil)
    }

    @Test func `a decimal comma is read where it is asked for`() {
        #expect(Number("12,50", decimalMark: ",") == Number("12.5"))
        #expect(Number("12.50", decimalMark: ",") == nil)
    }

    @Test(arguments: ["0", "12", "-12", "0.1", "-0.000001", "1234.56", "9223372036854.775807"])
    func `a number prints as the shortest text that reads back`(text: String) {
        #expect(Number(text)?.description == text)
    }

    @Test func `a tenth and two tenths are three tenths`() {
        #expect(Number(millionths: 100_000).adding(Number(millionths: 200_000)) == Number("0.3"))
    }

    @Test(
        arguments: [
            ("2", "3", "6"), ("0.5", "-0.5", "-0.25"), ("0.001", "0.0005", "0.000001"),
            ("-0.001", "0.0005", "-0.000001"), ("1000000", "9000000", "9000000000000"),
        ])
    func `a product rounds half away from zero`(left: String, right: String, product: String) {
        #expect(number(left).multiplied(by: number(right)) == number(product))
    }

    @Test(
        arguments: [
            ("6", "3", "2"), ("1", "3", "0.333333"), ("2", "3", "0.666667"),
            ("-2", "3", "-0.666667"),
            ("-2", "-3", "0.666667"),
        ])
    func `a quotient rounds half away from zero`(left: String, right: String, quotient: String) {
        #expect(number(left).divided(by: number(right)) == number(quotient))
    }

    @Test func `what leaves the range gives nil`() {
        let greatest = Number(millionths: .max)
        let least = Number(millionths: .min)
        #expect(greatest.adding(1) == nil)
        #expect(least.subtracting(1) == nil)
        #expect(least.negated == nil)
        #expect(greatest.multiplied(by: 2) == nil)
        #expect(least.divided(by: -1) == nil)
        #expect(least.remainder(dividingBy: Number(millionths: -1)) == 0)
        #expect(greatest.divided(by: 0) == nil)
        #expect(greatest.remainder(dividingBy: 0) == nil)
        #expect(greatest.rounded(toPlaces: 0) == nil)
        #expect(Number(Int.max) == nil)
        #expect(Number(clamping: .max) == greatest)
        #expect(Number(clamping: .min) == least)
    }

    @Test(
        arguments: [
            ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("2.444", 2, "2.44"), ("2.445", 2, "2.45"),
            ("2.4", 9, "2.4"), ("12", -1, "12"),
        ])
    func `rounding goes half away from zero`(text: String, places: Int, rounded: String) {
        #expect(number(text).rounded(toPlaces: places) == number(rounded))
    }

    @Test func `a remainder has the sign of what is divided`() {
        #expect(number("7.5").remainder(dividingBy: 2) == number("1.5"))
        #expect(number("-7.5").remainder(dividingBy: 2) == number("-1.5"))
    }

    @Test func `the integer part drops the places`() {
        #expect(number("-7.9").integerPart == -7)
        #expect(number("7").asInteger == 7)
        #expect(number("7.9").asInteger == nil)
    }

    private func number(_ text: String) -> Number { Number(text) ?? Number(millionths: .min) }
}
