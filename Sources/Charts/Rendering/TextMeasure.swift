/// How wide texts are in a sans-serif type, on the safe side: which one a viewer has is not known.
enum TextMeasure {
    /// The width of a text at a size, both in pixels.
    static func width(_ text: String, size: Double) -> Double {
        text.reduce(0) { $0 + width($1) } * size
    }

    /// A character's width as a part of the size.
    private static func width(_ character: Character) -> Double {
        switch character {
        case "i", "j", "l", "I", "'", "’", "|", ".", ",", ":", ";", "!": 0.34
        case "f", "t", "r", " ", "(", ")", "[", "]", "-", "/", "1", "\"": 0.44
        case "m", "w", "M", "W", "@", "%", "…", "—": 0.95
        case "A"..."Z": 0.72
        case "\u{0}"..."\u{24F}", "–", "“", "”", "«", "»", "€": 0.6
        default: 1.05
        }
    }

    /// A text cut to a width, with an ellipsis where something is left out.
    static func cut(_ text: String, size: Double, to width: Double) -> String {
        guard self.width(text, size: size) > width else { return text }
        var kept = text
        while !kept.isEmpty, self.width(kept + "…", size: size) > width { kept.removeLast() }
        return kept.trimmingSpaces + "…"
    }

    /// A text broken between its words into lines; the last one is cut.
    static func wrap(_ text: String, size: Double, to width: Double, lines limit: Int) -> [String] {
        var lines: [String] = []
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)[...]
        while let word = words.first, lines.count < limit {
            guard lines.count < limit - 1 else {
                lines.append(cut(words.joined(separator: " "), size: size, to: width))
                break
            }
            var line = word
            words.removeFirst()
            while let next = words.first, self.width("\(line) \(next)", size: size) <= width {
                line += " \(next)"
                words.removeFirst()
            }
            lines.append(cut(line, size: size, to: width))
        }
        return lines
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}
