import Telephony

extension YAMLReader {
    /// Whether the text is fit to be parsed at all: its size, its encoding, and that no alias in it
    /// can make the parser work without end.
    mutating func acceptText() -> Bool {
        guard source.size <= SourceText.maximumSize else {
            add(
                .fileTooLarge, "the file has \(source.size) bytes; the most is 1 MiB",
                at: source.start)
            return false
        }
        if let place = source.invalidPlace {
            add(.notUTF8, "this is not UTF-8", at: place)
            return false
        }
        if let place = placeOfTab() {
            add(.tab, "a tab can't indent a line", at: place, suggestion: "spaces")
            return false
        }
        if let place = placeOfRepeatedAnchor() {
            add(
                .anchor, "an anchor names a part of the file, to repeat it elsewhere", at: place)
            return false
        }
        return true
    }

    /// The first tab before the text of a line that is not a comment.
    private func placeOfTab() -> SourcePosition? {
        for (number, line) in source.lines.enumerated() {
            guard let tab = line.firstIndex(where: { $0 != " " }), line[tab] == "\t",
                let first = line[tab...].first(where: { $0 != " " && $0 != "\t" }), first != "#"
            else { continue }
            return source.position(line: number + 1, column: tab + 1)
        }
        return nil
    }

    /// The first `&name` that a `*name` elsewhere seems to repeat.
    ///
    /// Quotes and comments are not looked at: a text would have to hold both on purpose.
    private func placeOfRepeatedAnchor() -> SourcePosition? {
        guard source.text.unicodeScalars.contains("&"), source.text.unicodeScalars.contains("*")
        else { return nil }
        let anchors = words(after: "&")
        let aliases = Set(words(after: "*").map(\.name))
        return anchors.first { aliases.contains($0.name) }?.position
    }

    private func words(after mark: Unicode.Scalar) -> [(name: String, position: SourcePosition)] {
        var words: [(name: String, position: SourcePosition)] = []
        for (number, line) in source.lines.enumerated() {
            for (column, scalar) in line.enumerated() where scalar == mark {
                let before: Unicode.Scalar = column == 0 ? " " : line[column - 1]
                guard " \t[{,:-?".unicodeScalars.contains(before) else { continue }
                let name = line[(column + 1)...].prefix {
                    $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
                }
                guard !name.isEmpty else { continue }
                let position = source.position(line: number + 1, column: column + 1)
                words.append((String(String.UnicodeScalarView(name)), position))
            }
        }
        return words
    }
}
