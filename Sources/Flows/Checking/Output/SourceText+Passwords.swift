extension SourceText {
    /// A line as others may see it, numbered from 1: a password or a PIN in it is stars.
    ///
    /// Looks at the text, as the fault may be that the file can't be read: whatever follows a key
    /// that is `pin`, or begins with `pas` and names no file or variable, on its line or the next.
    func shownLine(_ number: Int) -> [Unicode.Scalar] {
        guard lines.indices.contains(number - 1) else { return [] }
        let line = lines[number - 1]
        if number > 1, lines[number - 2].beginsPasswordBelow {
            let margin = line.prefix { $0 == " " }
            return Array(margin) + Self.stars
        }
        return line.hidingPasswords
    }

    fileprivate static let stars: [Unicode.Scalar] = Array("****".unicodeScalars)
}

extension [Unicode.Scalar] {
    /// Where the values of passwords begin.
    private var passwordStarts: [Int] {
        indices.filter { index in
            guard self[index] == ":" else { return false }
            let key = self[..<index].reversed().prefix { scalar in
                scalar.properties.isAlphabetic || scalar == "-" || scalar == "_"
            }
            var word = String.UnicodeScalarView()
            word.append(contentsOf: key.reversed())
            let name = String(word).lowercased()
            return (name.hasPrefix("pas") || name == "pin")
                && !["-file", "-environment"].contains { name.hasSuffix($0) }
        }.map { $0 + 1 }
    }

    /// Whether the value of a password stands on the next line.
    fileprivate var beginsPasswordBelow: Bool {
        guard let start = passwordStarts.last else { return false }
        return self[start...].allSatisfy { " >|-+".unicodeScalars.contains($0) }
    }

    /// The line with its length unchanged up to the first password, so that carets stay in place.
    fileprivate var hidingPasswords: [Unicode.Scalar] {
        guard let start = passwordStarts.first else { return self }
        // What stands behind the password can't be told from it where the file can't be read.
        let gap = self[start...].prefix { $0 == " " }
        guard start + gap.count < count else { return self }
        return self[..<start] + gap + SourceText.stars
    }
}
