import Telephony

/// The words of one language for values; each language fills it in.
///
/// Integers are not negative, places are positive, and seconds of the day are 0 to 86,400.
protocol SpokenWords: Sendable {
    var yes: String { get }
    var no: String { get }
    var star: String { get }
    var hash: String { get }

    func cardinal(_ integer: Int) -> String
    func number(_ number: Number) -> String
    func ordinal(_ place: Int) -> String
    func money(_ amount: Number, _ currency: Currency) -> String
    func telephone(_ number: PhoneNumber) -> String
    func date(_ date: CivilDate) -> String
    func time(secondOfDay: Int) -> String
    func duration(_ duration: Duration) -> String
}
