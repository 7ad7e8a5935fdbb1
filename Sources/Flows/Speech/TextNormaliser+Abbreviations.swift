extension TextNormaliser {
    /// What is read out in full.
    private struct Abbreviation {
        let written: String
        let words: String
        /// What has to follow for it to be one: `M. Durand`, not `la ligne M.`
        var before = Before.anything

        enum Before { case anything, name, digit }
    }

    private static let french = [
        Abbreviation(written: "MM.", words: "messieurs", before: .name),
        Abbreviation(written: "M.", words: "monsieur", before: .name),
        Abbreviation(written: "Mme", words: "madame"),
        Abbreviation(written: "Mmes", words: "mesdames"),
        Abbreviation(written: "Mlle", words: "mademoiselle"),
        Abbreviation(written: "Mlles", words: "mesdemoiselles"),
        Abbreviation(written: "Dr", words: "docteur", before: .name),
        Abbreviation(written: "n°", words: "numéro", before: .digit),
        Abbreviation(written: "nº", words: "numéro", before: .digit),
        Abbreviation(written: "tél.", words: "téléphone"),
        Abbreviation(written: "svp", words: "s’il vous plaît"),
        Abbreviation(written: "rdv", words: "rendez-vous"),
        Abbreviation(written: "&", words: "et"),
    ]

    private static let english = [
        Abbreviation(written: "Mr.", words: "mister", before: .name),
        Abbreviation(written: "Mr", words: "mister", before: .name),
        Abbreviation(written: "Mrs.", words: "missus", before: .name),
        Abbreviation(written: "Mrs", words: "missus", before: .name),
        Abbreviation(written: "Ms.", words: "miz", before: .name),
        Abbreviation(written: "Ms", words: "miz", before: .name),
        Abbreviation(written: "Dr.", words: "doctor", before: .name),
        Abbreviation(written: "Dr", words: "doctor", before: .name),
        Abbreviation(written: "no.", words: "number", before: .digit),
        Abbreviation(written: "No.", words: "number", before: .digit),
        Abbreviation(written: "&", words: "and"),
    ]

    /// An abbreviation that stands here; one begins with the letters that ``match(at:)`` knows.
    func abbreviation(at position: Int) -> Match? {
        for abbreviation in language.isFrench ? Self.french : Self.english {
            guard let end = after(abbreviation.written, at: position) else { continue }
            let next = afterSpace(end)
            switch abbreviation.before {
            case .anything:
                guard isEnd(end) else { continue }
                return Match(words: abbreviation.words, end: end)
            case .name:
                guard next > end, scalar(next)?.properties.isUppercase == true else { continue }
                return Match(words: abbreviation.words, end: end)
            case .digit:
                guard scalar(next)?.isDigit == true else { continue }
                return Match(words: abbreviation.words + (next == end ? " " : ""), end: end)
            }
        }
        return nil
    }
}
