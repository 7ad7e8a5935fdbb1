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
    var agents: [Transcript.Named]?
    var crowds: [Transcript.Crowd] = []
    var calls: [Transcript.Header] = []
    /// Whether a `call` line was there, be it one that can't be read.
    var hasBegun = false
    var fixtures: String?
    var lines: [TranscriptLine] = []
    var expectations: [Transcript.Expectation] = []
    var mistakes: [TranscriptError.Mistake] = []
    var mayNameFixtures = false
    var latest = Duration.zero

    mutating func read(_ line: inout LineReader) {
        do throws(TranscriptError.Mistake) {
            let position = line.position
            var moment = line
            let (time, caller) = try moment.head()
            // A name with a colon may be that of any word.
            if caller != nil {
                return try readMoment(&moment, at: position, time: time, caller: caller)
            }
            if line.take("call") { return try readCall(&line, at: position) }
            if line.take("agents") { return try readAgents(&line, at: position) }
            if line.take("waiting") { return try readCrowd(&line, at: position) }
            if line.take("expect") { return try readExpectation(&line, at: position) }
            if line.take("fixtures") {
                guard mayNameFixtures else { throw .init(position, .fixturesOutOfPlace) }
                mayNameFixtures = false
                fixtures = try line.word()
                return try line.end()
            }
            demandCall(at: position)
            try readMoment(&moment, at: position, time: time, caller: nil)
        } catch {
            mistakes.append(error)
        }
    }

    /// Nothing happens before somebody calls; that is told once.
    private mutating func demandCall(at position: SourcePosition) {
        if !hasBegun { mistakes.append(.init(position, .headerMissing)) }
        hasBegun = true
    }

    // MARK: Before the calls

    private mutating func readAgents(
        _ line: inout LineReader, at position: SourcePosition
    ) throws(TranscriptError.Mistake) {
        guard !hasBegun else { throw .init(position, .agentsOutOfPlace) }
        var names = agents ?? []
        while line.next != nil {
            let place = line.position
            let name = try line.word()
            guard !names.contains(where: { $0.name == name }) else {
                throw .init(place, .nameTwice(name))
            }
            names.append(Transcript.Named(name: name, position: place))
        }
        agents = names
    }

    private mutating func readCrowd(
        _ line: inout LineReader, at position: SourcePosition
    ) throws(TranscriptError.Mistake) {
        guard !hasBegun else { throw .init(position, .agentsOutOfPlace) }
        let place = line.position
        let queue = Transcript.Named(name: try line.word(), position: place)
        let start = line
        let count = try line.count()
        guard count <= 10_000 else { throw start.mistake(wanting: .crowd) }
        crowds.append(Transcript.Crowd(queue: queue, count: count))
        try line.end()
    }

    // MARK: Calls

    private mutating func readCall(
        _ line: inout LineReader, at position: SourcePosition
    ) throws(TranscriptError.Mistake) {
        hasBegun = true
        mayNameFixtures = fixtures == nil
        guard expectations.isEmpty else { throw .init(position, .lineAfterExpectation) }
        var header = try Transcript.Header(&line)
        header.position = position
        header.linesBefore = lines.count
        if let name = header.name, calls.contains(where: { $0.name == name }) {
            mistakes.append(.init(position, .callerTwice(name)))
        }
        if let first = calls.first?.time, let time = header.time, time < first {
            mistakes.append(.init(position, .callBeforeFirst))
        }
        calls.append(header)
    }

    private mutating func readMoment(
        _ line: inout LineReader, at position: SourcePosition, time: Duration?, caller: String?
    ) throws(TranscriptError.Mistake) {
        demandCall(at: position)
        mayNameFixtures = false
        if let time {
            guard time >= latest else { throw .init(position, .timeRunsBack) }
            latest = time
        }
        let moment = try Moment(&line)
        try line.end()
        guard expectations.isEmpty else { throw .init(position, .lineAfterExpectation) }
        lines.append(
            TranscriptLine(time: time, caller: caller, moment, position: position))
    }

    private mutating func readExpectation(
        _ line: inout LineReader, at position: SourcePosition
    ) throws(TranscriptError.Mistake) {
        guard hasBegun else { throw .init(position, .figureBeforeCalls) }
        mayNameFixtures = false
        expectations.append(try Transcript.Expectation(&line))
    }

    // MARK: The whole

    func transcript() throws(TranscriptError) -> Transcript {
        guard let first = calls.first else {
            let missing = TranscriptError.Mistake(
                SourcePosition(file: file, line: 1, column: 1), .headerMissing)
            throw TranscriptError(mistakes: mistakes.isEmpty ? [missing] : mistakes)
        }
        let transcript = Transcript(
            header: first, otherCalls: Array(calls.dropFirst()), agents: agents, crowds: crowds,
            fixtures: fixtures, lines: lines, expectations: expectations)
        let all = mistakes + transcript.attribution.mistakes
        guard all.isEmpty else {
            throw TranscriptError(
                mistakes: all.sorted { $0.position.line < $1.position.line })
        }
        return transcript
    }
}

extension LineReader {
    /// Takes the time and the name of the caller before a moment, where they stand there.
    fileprivate mutating func head() throws(Mistake) -> (time: Duration?, caller: String?) {
        var time: Duration?
        if let first = next, ("0"..."9").contains(first) {
            time = try self.time()
        }
        return (time, callerName())
    }

    /// Takes a name with a colon behind it.
    private mutating func callerName() -> String? {
        var ahead = self
        // What is no name is something else.
        guard let name = try? ahead.word(), ahead.take(":") else { return nil }
        self = ahead
        return name
    }
}

extension Transcript.Header {
    /// Reads what follows `call`.
    fileprivate init(_ line: inout LineReader) throws(TranscriptError.Mistake) {
        var name: String?
        if let next = line.next, next == "\"" || !line.begins(with: "from", "to") {
            name = try line.word()
        }
        let from = line.take("from") ? try Caller(&line) : nil
        try line.require("to")
        self.init(name: name, from: from, to: try line.word())
        if line.take("at") { time = try line.clock() }
        if line.take("customer") { customer = try line.word() }
        try line.end()
    }
}

extension LineReader {
    /// Whether one of some words stands here.
    fileprivate func begins(with words: String...) -> Bool {
        words.contains { word in
            var ahead = self
            return ahead.take(word)
        }
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
