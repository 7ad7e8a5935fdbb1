extension StringProtocol {
    /// The text as a transcript shows it: bare where it is a plain name, in quotes where not.
    ///
    /// Quotes, backslashes and all that a terminal would act on or a reader could not see are
    /// escaped, so that a name from outside is one harmless word of one line.
    func printed(quotesAlways: Bool = false) -> String {
        if !quotesAlways, !isEmpty, unicodeScalars.allSatisfy(\.isPlainInTranscripts) {
            return String(self)
        }
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar.isVisibleInTranscripts {
                    text.unicodeScalars.append(scalar)
                } else {
                    text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
                }
            }
        }
        return text + "\""
    }
}

extension Unicode.Scalar {
    /// Whether names hold it without quotes: letters and digits of any script, and `-_.+@…`.
    var isPlainInTranscripts: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "+", "@", "…": true
        default:
            switch isASCII ? .otherSymbol : properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter,
                .otherLetter, .decimalNumber, .nonspacingMark, .spacingMark:
                true
            default: false
            }
        }
    }

    /// Whether it shows as itself and does nothing else to a terminal or to the order of a line.
    fileprivate var isVisibleInTranscripts: Bool {
        if isASCII { return (0x20..<0x7F).contains(value) }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
            .unassigned:
            return false
        default: return true
        }
    }
}
