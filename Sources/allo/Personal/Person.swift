import CallLog
import Flows
import Telephony

/// Who has a number, however it was written down when they called, or who writes from an address.
struct Person {
    /// The ways to write the number; one of an address.
    let numbers: [String]

    /// Reads a number.
    ///
    /// - Parameters:
    ///   - text: as people write it.
    ///   - countryCode: that of numbers that have none.
    /// - Throws: ``Failure`` where it is no number.
    init(_ text: String, countryCode: String) throws {
        guard !Person.isAddress(text) else {
            numbers = [text.lowercased()]
            return
        }
        guard let number = PhoneNumber(text) else {
            throw Failure("‘\(text)’ is no telephone number, as +33612345678 is")
        }
        let whole = number.international(countryCode: countryCode)
        var numbers = [number.text]
        if whole.hasPrefix("+") {
            let digits = whole.dropFirst()
            numbers += [whole, String(digits), "00\(digits)"]
            if digits.hasPrefix(countryCode) {
                numbers.append("0\(digits.dropFirst(countryCode.count))")
            }
        }
        var seen: Set<String> = []
        self.numbers = numbers.filter { seen.insert($0).inserted }
    }

    /// Whether a text is the address of somebody who writes mails.
    static func isAddress(_ text: String) -> Bool {
        text.contains("@") && !text.contains(" ")
    }

    /// What the journal has of them, under each number that it knows.
    func traces(_ reader: JournalReader) async throws -> [(number: String, traces: PersonTraces)] {
        var found: [(String, PersonTraces)] = []
        for number in numbers {
            if let traces = try await reader.traces(ofNumber: number) {
                found.append((number, traces))
            }
        }
        return found
    }
}
