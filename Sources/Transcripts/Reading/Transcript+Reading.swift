import Telephony

extension Transcript {
    /// The most bytes of a transcript: more than a call of a day comes to.
    public static let maximumSize = 16 << 20

    /// Reads a transcript.
    ///
    /// Blank lines and lines that begin with `#` say nothing and are not kept.
    ///
    /// - Parameters:
    ///   - text: the text of the file.
    ///   - file: its path, for positions.
    /// - Throws: ``TranscriptError`` with every line that can't be read.
    public init(parsing text: String, file: String) throws(TranscriptError) {
        guard text.utf8.count <= Transcript.maximumSize else {
            let start = SourcePosition(file: file, line: 1, column: 1)
            throw TranscriptError(
                mistakes: [.init(start, .tooLong(limit: Transcript.maximumSize))])
        }
        var reading = TranscriptReading(file: file)
        for var line in LineReader.lines(of: text, file: file) {
            reading.read(&line)
        }
        self = try reading.transcript()
    }
}

/// A transcript that is being read: what there is of it, and the mistakes so far.
private struct TranscriptReading {
    let file: String
    var header: Transcript.Header?
    var fixtures: String?
    var lines: [TranscriptLine] = []
    var expectations: [Transcript.Expectation] = []
    var mistakes: [TranscriptError.Mistake] = []
    var isFirst = true
    var mayNameFixtures = false
    var latest = Duration.zero

    mutating func read(_ line: inout LineReader) {
        defer { isFirst = false }
        do throws(TranscriptError.Mistake) {
            let position = line.position
            if line.take("call") {
                guard isFirst else { throw .init(position, .headerTwice) }
                mayNameFixtures = true
                header = try Transcript.Header(&line)
                header?.position = position
                return
            }
            if isFirst { mistakes.append(.init(position, .headerMissing)) }
            if line.take("fixtures") {
                guard mayNameFixtures else { throw .init(position, .fixturesOutOfPlace) }
                mayNameFixtures = false
                fixtures = try line.word()
                return try line.end()
            }
            mayNameFixtures = false
            if line.take("expect") {
                guard line.next != nil else { throw line.mistake(wanting: .figure) }
                expectations.append(.init(text: line.rest, position: position))
                return
            }
            try readMoment(&line, at: position)
        } catch {
            mistakes.append(error)
        }
    }

    private mutating func readMoment(
        _ line: inout LineReader, at position: SourcePosition
    ) throws(TranscriptError.Mistake) {
        var time: Duration?
        if let first = line.next, ("0"..."9").contains(first) {
            let read = try line.time()
            guard read >= latest else { throw .init(position, .timeRunsBack) }
            latest = read
            time = read
        }
        let moment = try Moment(&line)
        try line.end()
        guard expectations.isEmpty else { throw .init(position, .lineAfterExpectation) }
        lines.append(TranscriptLine(time: time, moment, position: position))
    }

    func transcript() throws(TranscriptError) -> Transcript {
        guard let header, mistakes.isEmpty else {
            let missing = TranscriptError.Mistake(
                SourcePosition(file: file, line: 1, column: 1), .headerMissing)
            throw TranscriptError(mistakes: mistakes.isEmpty ? [missing] : mistakes)
        }
        return Transcript(
            header: header, fixtures: fixtures, lines: lines, expectations: expectations)
    }
}

extension Transcript.Header {
    /// Reads what follows `call`.
    fileprivate init(_ line: inout LineReader) throws(TranscriptError.Mistake) {
        if line.take("from") { from = try Caller(&line) }
        try line.require("to")
        to = try line.word()
        if line.take("at") {
            let start = line
            var written = line.run(while: \.isOfClock)
            if !written.contains("T") {
                line.skipSpaces()
                written += " " + line.run(while: \.isOfClock)
            }
            guard let time = CivilTime(written) else { throw start.mistake(wanting: .date) }
            self.time = time
            line.skipSpaces()
        }
        if line.take("customer") { customer = try line.word() }
        try line.end()
    }
}

extension Transcript.Header.Caller {
    fileprivate init(_ line: inout LineReader) throws(TranscriptError.Mistake) {
        let isBare = line.next != "\""
        let written = try line.word()
        if isBare, written == "withheld" {
            self = .withheld
        } else if isBare, let number = PhoneNumber(written) {
            self = .number(number)
        } else {
            self = .hidden(written)
        }
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
