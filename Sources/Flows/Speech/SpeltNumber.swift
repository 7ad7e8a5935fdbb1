/// A number cut into what words are made of.
struct SpeltNumber {
    let isNegative: Bool
    let whole: Int
    /// The digits after the decimal mark, without zeros at the end; empty for a whole number.
    let places: Substring

    init(_ number: Number) {
        let text = number.description
        isNegative = text.hasPrefix("-")
        whole = Int(number.integerPart.magnitude)
        places = text.drop { $0 != "." }.dropFirst()
    }
}

extension Number {
    /// The number rounded to hundredths: whether it is below zero, whole units and hundredths.
    var inCents: (isNegative: Bool, units: Int, cents: Int) {
        let hundredths = ((rounded(toPlaces: 2) ?? self).millionths / 10_000)
        let (units, cents) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        return (hundredths < 0, Int(units), Int(cents))
    }
}
