import Telephony

/// Reads one line of a transcript from left to right, and knows where it is.
struct LineReader {
    typealias Mistake = TranscriptError.Mistake

    private let file: String
    private let line: Int
    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ text: Substring.UnicodeScalarView, file: String, line: Int) {
        self.file = file
        self.line = line
        scalars = Array(text)
        skipSpaces()
    }

    /// The lines of a text that say something: neither blank nor a comment.
    static func lines(of text: String, file: String) -> [LineReader] {
        var body = text.unicodeScalars[...]
        if body.first == "\u{FEFF}" { body.removeFirst() }
        var readers: [LineReader] = []
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let reader = LineReader(line, file: file, line: index + 1)
            if let first = reader.next, first != "#" { readers.append(reader) }
        }
        return readers
    }

    /// Where the next scalar stands.
    var position: SourcePosition { SourcePosition(file: file, line: line, column: index + 1) }

    var next: Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

    /// The rest of the line without spaces at its end.
    var rest: String {
        var rest = String(String.UnicodeScalarView(scalars[index...]))
        while rest.last == " " || rest.last == "\t" || rest.last == "\r" { rest.removeLast() }
        return rest
    }

    /// What stands here up to the next space, for errors.
    private var found: String? {
        let word = rest.prefix { $0 != " " }
        return word.isEmpty ? nil : String(word)
    }

    func mistake(wanting wanted: TranscriptError.Wanted) -> Mistake {
        Mistake(position, .expected(wanted, found: found))
    }

    mutating func skipSpaces() {
        while let next, next == " " || next == "\t" || next == "\r" { index += 1 }
    }

    /// Sees to it that nothing more stands on the line.
    mutating func end() throws(Mistake) {
        skipSpaces()
        guard next == nil else { throw Mistake(position, .unexpected(rest)) }
    }

    // MARK: Words and signs

    /// Takes a word in front of a space, a sign or the end, if it is this one.
    mutating func take(_ word: String) -> Bool {
        let wanted = Array(word.unicodeScalars)
        let after = index + wanted.count
        guard after <= scalars.count, Array(scalars[index..<after]) == wanted else { return false }
        if let last = wanted.last, last.isPlainInTranscripts, after < scalars.count,
            scalars[after].isPlainInTranscripts
        {
            return false
        }
        index = after
        skipSpaces()
        return true
    }

    mutating func require(_ word: String) throws(Mistake) {
        guard take(word) else { throw mistake(wanting: .word(word)) }
    }

    /// Takes one of some words.
    mutating func choice<Choice>(
        _ words: [(String, Choice)], wanting wanted: TranscriptError.Wanted
    ) throws(Mistake) -> Choice {
        for (word, choice) in words where take(word) { return choice }
        throw mistake(wanting: wanted)
    }

    /// Takes the raw value of an enum.
    mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ type: Choice.Type, wanting wanted: TranscriptError.Wanted
    ) throws(Mistake) -> Choice {
        try choice(Choice.allCases.map { ($0.rawValue, $0) }, wanting: wanted)
    }

    /// Takes scalars as long as they fit.
    mutating func run(while fits: (Unicode.Scalar) -> Bool) -> String {
        let start = index
        while let next, fits(next) { index += 1 }
        return String(String.UnicodeScalarView(scalars[start..<index]))
    }

    // MARK: Names and texts

    /// Takes a name, bare or in quotes; spaces after it are left.
    mutating func name(_ wanted: TranscriptError.Wanted) throws(Mistake) -> String {
        if next == "\"" { return try text(wanted) }
        let start = self
        let name = run { $0.isPlainInTranscripts }
        guard !name.isEmpty else { throw start.mistake(wanting: wanted) }
        return name
    }

    /// Takes a name and the spaces after it.
    mutating func word(_ wanted: TranscriptError.Wanted = .name) throws(Mistake) -> String {
        let name = try name(wanted)
        skipSpaces()
        return name
    }

    /// Takes a text in quotes.
    mutating func text(_ wanted: TranscriptError.Wanted = .text) throws(Mistake) -> String {
        guard next == "\"" else { throw mistake(wanting: wanted) }
        let start = position
        index += 1
        var text = String.UnicodeScalarView()
        while let scalar = next {
            switch scalar {
            case "\"":
                index += 1
                return String(text)
            case "\\": text.append(try escape())
            default:
                text.append(scalar)
                index += 1
            }
        }
        throw Mistake(start, .unclosedText)
    }

    private mutating func escape() throws(Mistake) -> Unicode.Scalar {
        let start = position
        index += 1
        defer { index += 1 }
        switch next {
        case "\"": return "\""
        case "\\": return "\\"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u":
            index += 1
            guard next == "{" else { throw Mistake(start, .badEscape("\\u")) }
            index += 1
            let digits = run { $0.properties.isASCIIHexDigit }
            guard next == "}", digits.count <= 6, let value = UInt32(digits, radix: 16),
                let scalar = Unicode.Scalar(value)
            else { throw Mistake(start, .badEscape("\\u{\(digits)")) }
            return scalar
        case let other?: throw Mistake(start, .badEscape("\\\(other)"))
        case nil: throw Mistake(start, .unclosedText)
        }
    }

    // MARK: Numbers

    /// Takes seconds with up to three decimals, below 10^9.
    mutating func time() throws(Mistake) -> Duration {
        let start = self
        let whole = run { ("0"..."9").contains($0) }
        var fraction = ""
        if next == "." {
            index += 1
            fraction = run { ("0"..."9").contains($0) }
            guard !fraction.isEmpty else { throw start.mistake(wanting: .time) }
        }
        let padded = fraction + String(repeating: "0", count: max(0, 3 - fraction.count))
        guard (1...9).contains(whole.count), padded.count == 3, let seconds = Int64(whole),
            let milliseconds = Int64(padded), next.map({ !$0.isPlainInTranscripts }) ?? true
        else { throw start.mistake(wanting: .time) }
        skipSpaces()
        return .milliseconds(seconds * 1_000 + milliseconds)
    }

    /// Takes a whole number from 1 to 999,999,999.
    mutating func count() throws(Mistake) -> Int {
        let start = self
        let digits = run { ("0"..."9").contains($0) }
        guard (1...9).contains(digits.count), let number = Int(digits), number > 0 else {
            throw start.mistake(wanting: .count)
        }
        skipSpaces()
        return number
    }

    /// Takes keys, one at least.
    mutating func keys() throws(Mistake) -> [Digit] {
        let start = self
        let written = run { $0 != " " && $0 != "\t" && $0 != "\r" }
        let digits = written.compactMap(Digit.init)
        guard !digits.isEmpty, digits.count == written.count else {
            throw start.mistake(wanting: .keys)
        }
        skipSpaces()
        return digits
    }
}
