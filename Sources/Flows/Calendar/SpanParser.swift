public import Telephony

/// Reads opening hours as they are written in centre files.
public enum SpanParser {
    /// Reads `09:00-12:30, 14:00-18:30`, also `9h-12h30`; `closed` is no span at all.
    ///
    /// - Throws: ``SpanError`` at the first place that can't be read, or where two spans overlap.
    public static func spans(_ text: String) throws(SpanError) -> [DaySpan] {
        var scanner = Scanner(text)
        guard scanner.word("closed") == nil else { return [] }
        var spans: [DaySpan] = []
        repeat {
            let place = scanner.skipSpaces()
            let start = try scanner.time(upTo: 86_399)
            try scanner.dash()
            let end = try scanner.time(upTo: 86_400)
            guard let span = DaySpan(start: start, end: end) else {
                throw SpanError(reason: .noLength, offset: place)
            }
            guard !spans.contains(where: { $0.overlaps(span) }) else {
                throw SpanError(reason: .overlap, offset: place)
            }
            spans.append(span)
        } while try scanner.comma()
        return spans
    }

    /// Reads `monday`, `monday-friday`, `saturday, sunday`; a range may go over the end of the week.
    ///
    /// - Throws: ``SpanError`` at the first word that is no day, or is one named before.
    public static func weekdays(_ text: String) throws(SpanError) -> [Weekday] {
        var scanner = Scanner(text)
        var days: [Weekday] = []
        repeat {
            let place = scanner.skipSpaces()
            let first = try scanner.weekday()
            let last = scanner.takeDash() ? try scanner.weekday() : first
            for day in Weekday.range(first, last) {
                guard !days.contains(day) else {
                    throw SpanError(reason: .repeatedWeekday(day.rawValue), offset: place)
                }
                days.append(day)
            }
        } while try scanner.comma()
        return days
    }

    /// A place in the text.
    private struct Scanner {
        private let scalars: [Unicode.Scalar]
        private var position = 0

        init(_ text: String) { scalars = Array(text.unicodeScalars) }

        private var next: Unicode.Scalar? {
            position < scalars.count ? scalars[position] : nil
        }

        @discardableResult
        mutating func skipSpaces() -> Int {
            while let scalar = next, scalar.properties.isWhitespace { position += 1 }
            return position
        }

        /// What stands here up to a space, a comma or a dash.
        private mutating func takeWord() -> (text: String, offset: Int) {
            let start = skipSpaces()
            var word = String.UnicodeScalarView()
            while let scalar = next, !scalar.properties.isWhitespace,
                !",-–".unicodeScalars.contains(scalar)
            {
                word.append(scalar)
                position += 1
            }
            return (String(word), start)
        }

        /// The whole text where it is this word, or nil.
        mutating func word(_ expected: String) -> String? {
            let start = position
            let word = takeWord().text
            skipSpaces()
            if word == expected, next == nil { return word }
            position = start
            return nil
        }

        mutating func time(upTo bound: Int) throws(SpanError) -> Int {
            let (word, offset) = takeWord()
            if word.isEmpty { throw unexpected() }
            guard let time = Scanner.secondOfDay(word), time <= bound else {
                throw SpanError(reason: .badTime(word), offset: offset)
            }
            return time
        }

        /// Reads `9:00`, `9h`, `9h30`, `24:00`.
        private static func secondOfDay(_ word: String) -> Int? {
            let fields = word.split(
                maxSplits: 1, omittingEmptySubsequences: false,
                whereSeparator: { $0 == ":" || $0 == "h" })
            guard fields.count == 2, (1...2).contains(fields[0].utf8.count),
                fields[0].utf8.allSatisfy(\.isDigit), fields[1].utf8.allSatisfy(\.isDigit),
                let hour = Int(fields[0])
            else { return nil }
            let minute: Int
            if fields[1].isEmpty, word.hasSuffix("h") {
                minute = 0
            } else {
                guard fields[1].utf8.count == 2, let written = Int(fields[1]) else { return nil }
                minute = written
            }
            guard minute < 60, hour * 60 + minute <= 1_440 else { return nil }
            return (hour * 60 + minute) * 60
        }

        mutating func weekday() throws(SpanError) -> Weekday {
            let (word, offset) = takeWord()
            guard let day = Weekday(rawValue: word) else {
                throw SpanError(reason: .badWeekday(word), offset: offset)
            }
            return day
        }

        mutating func takeDash() -> Bool {
            skipSpaces()
            guard next == "-" || next == "–" else { return false }
            position += 1
            return true
        }

        mutating func dash() throws(SpanError) {
            guard takeDash() else { throw unexpected() }
        }

        /// Whether a comma follows; false at the end of the text.
        mutating func comma() throws(SpanError) -> Bool {
            skipSpaces()
            guard let scalar = next else { return false }
            guard scalar == "," else { throw unexpected() }
            position += 1
            return true
        }

        /// The error for what stands here, or the one for the end of the text.
        private func unexpected() -> SpanError {
            guard let scalar = next else {
                return SpanError(reason: .empty, offset: position)
            }
            return SpanError(reason: .unexpected(String(Character(scalar))), offset: position)
        }
    }
}

extension Weekday {
    /// The days from one to another, over the end of the week where the other comes first.
    fileprivate static func range(_ first: Weekday, _ last: Weekday) -> [Weekday] {
        var days: [Weekday] = []
        var isInside = false
        for day in allCases + allCases {
            if day == first { isInside = true }
            if isInside { days.append(day) }
            if isInside, day == last { break }
        }
        return days
    }
}

extension DaySpan {
    fileprivate func overlaps(_ other: DaySpan) -> Bool { start < other.end && other.start < end }
}
