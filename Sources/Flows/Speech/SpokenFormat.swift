/// How a value is spoken: what stands after `as` in `{total as money}`.
public enum SpokenFormat: Hashable, Sendable {
    /// An amount: `money` is in euros, `money(CHF)` in another currency.
    case money(Currency)
    /// A telephone number, in the groups of its country.
    case telephone
    /// A day.
    case date
    /// A time of day.
    case time
    /// A number in words.
    case number
    /// A place in an order: first, second.
    case ordinal
    /// One digit or letter at a time.
    case digits
    /// A span of time; a number is in seconds.
    case duration
    /// The text as it is.
    case text

    /// The words that may stand after `as`.
    public static let names = [
        "money", "telephone", "date", "time", "number", "ordinal", "digits", "duration", "text",
    ]

    /// The format of a name, with a currency where the name is `money`; nil where there is none.
    public init?(name: String, currency: Currency? = nil) {
        switch name {
        case "money": self = .money(currency ?? .euro)
        case "telephone": self = .telephone
        case "date": self = .date
        case "time": self = .time
        case "number": self = .number
        case "ordinal": self = .ordinal
        case "digits": self = .digits
        case "duration": self = .duration
        case "text": self = .text
        default: return nil
        }
        if currency != nil, name != "money" { return nil }
    }

    /// What stands after `as`: the name, and the currency where it is not the euro.
    public var written: String {
        guard case .money(let currency) = self, currency != .euro else { return name }
        return "money(\(currency.rawValue))"
    }

    /// The name in flow files.
    public var name: String {
        switch self {
        case .money: "money"
        case .telephone: "telephone"
        case .date: "date"
        case .time: "time"
        case .number: "number"
        case .ordinal: "ordinal"
        case .digits: "digits"
        case .duration: "duration"
        case .text: "text"
        }
    }
}

/// A currency that amounts are spoken in, by its code in ISO 4217.
public enum Currency: String, CaseIterable, Hashable, Sendable {
    case euro = "EUR"
    case pound = "GBP"
    case swissFranc = "CHF"
    case dollar = "USD"
}
