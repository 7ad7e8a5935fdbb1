import Telephony

extension Transcript.Expectation {
    /// Reads what follows `expect`: `sl.connect(20s) queue level1 = 66.67`.
    init(_ line: inout LineReader) throws(LineReader.Mistake) {
        let start = line.position
        let figure = try line.word(.figure)
        var within: Int?
        var short: Int?
        if line.take("(") {
            repeat {
                if short == nil, line.take("short") || within != nil {
                    short = try line.wholeSeconds()
                } else {
                    guard within == nil else { throw line.mistake(wanting: .word(")")) }
                    within = try line.wholeSeconds()
                }
            } while line.take(",")
            try line.require(")")
        }
        let subject = line.next == "=" ? nil : try Subject(&line)
        try line.require("=")
        let value = line.take("n/a") ? nil : try line.decimal()
        try line.end()
        self.init(
            figure: figure, within: within, short: short, subject: subject, value: value,
            position: start)
    }
}

extension Transcript.Expectation.Subject {
    fileprivate init(_ line: inout LineReader) throws(LineReader.Mistake) {
        let kind = try line.choice(Kind.self, wanting: .subject)
        let start = line.position
        var name = try line.word()
        while kind == .step, line.take("/") { name += "/" + (try line.word()) }
        self.init(kind: kind, name: name, position: start)
    }
}

extension LineReader {
    /// Takes a span as `20s`, `1m30s`, `2h`: at most 24 hours.
    fileprivate mutating func wholeSeconds() throws(Mistake) -> Int {
        let start = self
        var units: ArraySlice<(name: String, seconds: Int)> = [("h", 3_600), ("m", 60), ("s", 1)]
        var seconds = 0
        repeat {
            let digits = run { ("0"..."9").contains($0) }
            let name = run { ("a"..."z").contains($0) }
            guard (1...6).contains(digits.count), let number = Int(digits),
                let place = units.firstIndex(where: { $0.name == name })
            else { throw start.mistake(wanting: .span) }
            seconds += number * units[place].seconds
            units = units[(place + 1)...]
        } while next.map { ("0"..."9").contains($0) } ?? false
        guard seconds <= 86_400 else { throw start.mistake(wanting: .span) }
        skipSpaces()
        return seconds
    }

    /// Takes a number with a sign and decimals, as `66.67`, `-12`.
    fileprivate mutating func decimal() throws(Mistake) -> Transcript.Expectation.Decimal {
        let start = self
        let sign = run { $0 == "-" }
        let whole = run { ("0"..."9").contains($0) }
        let point = run { $0 == "." }
        let fraction = run { ("0"..."9").contains($0) }
        guard sign.count <= 1, (1...9).contains(whole.count), fraction.count <= 6,
            point.count == min(1, fraction.count),
            let digits = Int(whole + fraction), next.map({ !$0.isPlainInTranscripts }) ?? true
        else { throw start.mistake(wanting: .number) }
        skipSpaces()
        return .init(digits: sign.isEmpty ? digits : -digits, decimals: fraction.count)
    }
}
