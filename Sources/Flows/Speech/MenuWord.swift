/// A word of a menu's text, or the end of a sentence.
struct MenuWord {
    /// The word in small letters, without accents on a few that are often left out; `.` for the end
    /// of a sentence and `,` for a lesser pause.
    let text: String
    /// Where it begins, in Unicode scalars from the start of the text.
    let offset: Int

    /// Cuts a text into words.
    static func words(of text: String) -> [MenuWord] {
        var words: [MenuWord] = []
        var word = ""
        var start = 0
        func end() {
            guard !word.isEmpty else { return }
            words.append(MenuWord(text: word.lowercased(), offset: start))
            word = ""
        }
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            switch scalar {
            case ".", "!", "?", ";", ":", "\n":
                end()
                words.append(MenuWord(text: ".", offset: offset))
            case ",":
                end()
                words.append(MenuWord(text: ",", offset: offset))
            case "*", "#":
                end()
                words.append(MenuWord(text: String(scalar), offset: offset))
            case _ where scalar.isWordPart || scalar.properties.generalCategory == .nonspacingMark:
                if word.isEmpty { start = offset }
                word.unicodeScalars.append(scalar)
            default:
                end()
            }
        }
        end()
        return words
    }
}
