import Telephony

/// After-sales and complaint lines may not be premium-rate numbers (Code de la consommation
/// L121-16).
enum PremiumNumbers {
    static func check(_ files: CheckedFiles) -> [Diagnostic] {
        guard let centre = files.centre else { return [] }
        let countryCode = centre.fields.text(.countryCode) ?? "33"
        return centre.fields.mapping(.numbers).compactMap { entry in
            guard let purpose = Fields(entry.value).text(.purpose),
                ["after-sales", "complaints"].contains(purpose),
                let number = PhoneNumber(entry.key.text),
                let national = national(number, countryCode)
            else { return nil }
            return fault(national, entry.key, purpose)
        }
    }

    /// The number as it is dialled in France; nil for one of another country.
    private static func national(_ number: PhoneNumber, _ countryCode: String) -> String? {
        let text = number.text
        for prefix in ["+33", "0033"] where text.hasPrefix(prefix) {
            let rest = text.dropFirst(prefix.count)
            return rest.count == 9 ? "0" + rest : String(rest)
        }
        guard !text.hasPrefix("+"), !text.hasPrefix("00"), countryCode == "33" else { return nil }
        return text
    }

    private static func fault(
        _ number: String, _ place: YAMLScalar, _ purpose: String
    ) -> Diagnostic? {
        let isShort = number.count <= 6
        if ["081", "082", "089"].contains(where: number.hasPrefix)
            || (isShort && number.hasPrefix("118"))
        {
            return Diagnostic(
                .premiumNumber,
                "\(place.text) costs more than a call, which the law forbids on a line for "
                    + (purpose == "complaints" ? "complaints" : "after-sales"), at: place)
        }
        if number.count == 4, number.hasPrefix("3"),
            !number.hasPrefix("30"), !number.hasPrefix("31")
        {
            return Diagnostic(
                .perhapsPremiumNumber,
                "\(place.text) may cost more than a call; 30xx and 31xx do not", at: place)
        }
        return nil
    }
}
