import Telephony

extension Moment {
    private enum LetterWord {
        case to, with, waits, answered, dropped
    }

    /// Reads what follows `letter`: `plainte to level1 at 2026-11-22 09:00:00`.
    static func readLetter(_ line: inout LineReader) throws(LineReader.Mistake) -> Moment {
        let name = try line.word()
        let words: [(String, LetterWord)] = [
            ("to", .to), ("with", .with), ("waits", .waits), ("answered", .answered),
            ("dropped", .dropped),
        ]
        switch try line.choice(words, wanting: .letterNews) {
        case .to:
            var letter = Letter(queue: try line.word())
            if line.take("at") { letter.time = try line.clock() }
            if line.take("from") { letter.from = try line.word() }
            if line.take("segment") { letter.segment = try line.word() }
            if line.take("motive") { letter.motive = try line.word() }
            return .letter(name, .comes(letter))
        case .with: return .letter(name, .isWith(try line.word()))
        case .waits: return .letter(name, .waits)
        case .answered:
            try line.require("by")
            return .letter(name, .isAnswered(by: try line.word()))
        case .dropped: return .letter(name, .isDropped)
        }
    }
}

extension LineReader {
    /// Takes what the clocks show, as `2026-11-23 10:00:00`.
    mutating func clock() throws(Mistake) -> CivilTime {
        let start = self
        var written = run(while: \.isOfClock)
        if !written.contains("T") {
            skipSpaces()
            written += " " + run(while: \.isOfClock)
        }
        guard let time = CivilTime(written) else { throw start.mistake(wanting: .date) }
        skipSpaces()
        return time
    }
}

extension Unicode.Scalar {
    /// Whether dates and times are written with it.
    fileprivate var isOfClock: Bool {
        switch self {
        case "0"..."9", "-", ":", "T": true
        default: false
        }
    }
}
