extension String {
    /// The text as HTML shows it, letter by letter: it can't begin an element, end an attribute or
    /// steer the page.
    var escapedForHTML: String {
        var escaped = ""
        for character in onOneLine.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}

extension ReportTable {
    /// The table as HTML: a caption, headings that say what they head, numbers to the right.
    var html: String {
        let head = headings.map { "<th scope=\"col\">\($0.escapedForHTML)</th>" }.joined()
        let body = rows.map { row in
            let cells = row.map { cell in
                switch cell {
                case .name(let name): "<th scope=\"row\">\(name.escapedForHTML)</th>"
                case .number(let text): "<td>\(text.escapedForHTML)</td>"
                }
            }
            return "<tr>\(cells.joined())</tr>\n"
        }
        let notes = notes.map { "<p class=\"note\">\($0.escapedForHTML)</p>\n" }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(caption.escapedForHTML)">
            <table>
            <caption>\(caption.escapedForHTML)</caption>
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(body.joined())</tbody>
            </table>
            </div>
            \(notes.joined())
            """
    }
}
