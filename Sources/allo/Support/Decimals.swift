import Foundation
import Telephony

extension Double {
    /// With two decimals, which is how figures are shown.
    var text: String { String(format: "%.2f", self) }

    /// With one decimal.
    var tenths: String { String(format: "%.1f", self) }

    /// A share between 0 and 1 as `88.81 %`.
    var percent: String { String(format: "%.2f %%", self * 100) }
}

extension Duration {
    /// In seconds.
    var seconds: Double { self / .seconds(1) }

    /// As in `12.34 s`.
    var text: String { "\(seconds.text) s" }
}

extension JSONValue {
    /// A number in full precision, of those that JSON can write; `null` for the others.
    static func decimal(_ number: Double) -> JSONValue {
        number.isFinite ? .number(number.description) : .null
    }
}
