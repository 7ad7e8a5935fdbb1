public import Telephony

extension Centre {
    /// The flow that takes calls to a number, however it is dialled: `+33188000010`,
    /// `0033188000010`, `33188000010` and `0188000010` are one number in France.
    public func flow(called: String) -> String? { service(called: called)?.flow }

    /// What is known of a number, however it is dialled; nil where it is none of the centre's.
    public func service(called: String) -> ServiceNumber? {
        guard let number = PhoneNumber(called) else { return nil }
        if let exact = numbers[number] { return exact }
        let dialled = number.international(countryCode: countryCode)
        let withCountry = called.hasPrefix(countryCode) ? "+" + number.text : nil
        for (known, service) in numbers {
            let international = known.international(countryCode: countryCode)
            if international == dialled || international == withCountry { return service }
        }
        return nil
    }
}

extension PhoneNumber {
    /// The number with its country: `0612345678` and `0033612345678` are `+33612345678`. Short
    /// numbers have none.
    public func international(countryCode: String) -> String {
        if text.hasPrefix("00") { return "+" + text.dropFirst(2) }
        if text.hasPrefix("0") { return "+\(countryCode)\(text.dropFirst())" }
        return text
    }
}
