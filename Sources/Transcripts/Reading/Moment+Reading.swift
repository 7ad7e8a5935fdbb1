import Telephony

extension Moment {
    /// Reads a moment; the time before it has been read.
    init(_ line: inout LineReader) throws(LineReader.Mistake) {
        let start = line
        if line.take("...") || line.take("…") {
            self = .anything
            return
        }
        let word = line.run { $0.isPlainInTranscripts }
        line.skipSpaces()
        switch word {
        case "hear": self = try .readHear(&line)
        case "press": self = .press(try Keys(&line))
        case "step": self = try .readStep(&line)
        case "no-input": self = .noInput
        case "no-match": self = .noMatch(line.next == nil ? nil : try Keys(&line))
        case "customer":
            let name = try line.word()
            self = .customer(name, segment: line.take("segment") ? try line.word() : nil)
        case "motive": self = .motive(try line.word())
        case "done": self = .done(try line.word())
        case "look":
            try line.require("up")
            self = .lookUp(
                directory: try line.word(),
                try line.choice(CallEvent.Outcome.self, wanting: .outcome),
                values: try line.values())
        case "request":
            self = .request(
                endpoint: try line.word(),
                try line.choice(CallEvent.Outcome.self, wanting: .outcome),
                values: try line.values())
        case "compare":
            let condition = try line.text()
            line.skipSpaces()
            let outcome = try line.choice(
                [("true", true), ("false", false)], wanting: .trueOrFalse)
            self = .compare(condition: condition, outcome: outcome)
        case "consent":
            let kind = try line.word()
            let given = try line.choice([("yes", true), ("no", false)], wanting: .yesOrNo)
            self = .consent(kind: kind, given: given)
        case "record": self = .record(name: try line.word())
        case "recorded": self = .recorded(name: try line.word(), length: try line.time())
        case "enter":
            let queue = try line.word()
            self = .enter(
                queue: queue, position: line.take("position") ? try line.count() : nil)
        case "leave":
            self = .leave(
                queue: try line.word(),
                try line.choice(CallEvent.FlowOutReason.self, wanting: .flowOutReason))
        case "abandon": self = .abandon(queue: try line.word())
        case "hold": self = .hold
        case "resume": self = .resume
        case "announce":
            self = .announce(
                position: line.take("position") ? try line.count() : nil,
                wait: line.take("wait") ? try line.waitBand() : nil)
        case "callback": self = try .readCallback(&line)
        case "attempt": self = .attempt(try line.count())
        case "called":
            try line.require("back")
            try line.require("by")
            self = .callbackAnswers(agent: try line.word())
        case "agent": self = try .readAgent(&line)
        case "letter": self = try .readLetter(&line)
        case "transfer":
            let destination = try line.word()
            let fails = try line.choice(
                [("answers", false), ("fails", true)], wanting: .transferResult)
            self =
                fails
                ? .transferFails(destination: destination, reason: try line.word())
                : .transferAnswers(destination: destination)
        case "survey": self = .survey(question: try line.word(), answer: try line.word())
        case "fail": self = .fail(step: try line.word(), reason: try line.text())
        case "hang":
            try line.require("up")
            try line.require("by")
            let parties: [(String, CallEvent.EndReason)] = [
                ("caller", .caller), ("flow", .flow), ("agent", .agent),
            ]
            self = .end(try line.choice(parties, wanting: .party))
        case "end":
            let reasons: [CallEvent.EndReason] = [
                .transferred, .flowError, .stopped, .engineCrash,
            ]
            self = .end(
                try line.choice(reasons.map { ($0.rawValue, $0) }, wanting: .endReason))
        default:
            throw LineReader.Mistake(start.position, .unknownLine(word.isEmpty ? start.rest : word))
        }
    }

    private static func readHear(_ line: inout LineReader) throws(LineReader.Mistake) -> Moment {
        if line.next == "\"" {
            let first = try line.text()
            line.skipSpaces()
            // A prompt whose name is no plain word stands in quotes too.
            guard line.next == "\"" else { return .hear(prompt: nil, text: first) }
            return .hear(prompt: first, text: try line.text())
        }
        let prompt = try line.word(.promptOrText)
        guard line.next != nil else { return .hear(prompt: prompt, text: nil) }
        return .hear(prompt: prompt, text: try line.text())
    }

    private static func readStep(_ line: inout LineReader) throws(LineReader.Mistake) -> Moment {
        let name = try line.name(.name)
        guard line.take("/") else { return .step(flow: nil, name: name) }
        return .step(flow: name, name: try line.word())
    }
}

extension Moment {
    /// Reads `callback level1 accepted +33612345678` or `callback fails no-answer for good`.
    fileprivate static func readCallback(
        _ line: inout LineReader
    ) throws(LineReader.Mistake) -> Moment {
        if line.take("fails") {
            let reason = try line.choice(
                CallEvent.CallbackFailure.self, wanting: .callbackFailure)
            guard line.take("for") else { return .callbackFails(reason, isLast: false) }
            try line.require("good")
            return .callbackFails(reason, isLast: true)
        }
        let queue = try line.word()
        try line.require("accepted")
        return .acceptCallback(queue: queue, number: try line.word())
    }
}

extension Moment.Keys {
    /// Reads `12#`, `1 (at 1.500)`, `**** (8 digits, secret, at 2.410 …)` or `secret NAME`.
    fileprivate init(_ line: inout LineReader) throws(LineReader.Mistake) {
        let start = line.position
        if line.take("secret") {
            self.init(.fixture(try line.word()))
            return
        }
        let digits = try line.keys()
        guard line.take("(") else {
            self.init(.clear(digits))
            return
        }
        if line.take("at") {
            self.init(.clear(digits), pressedAt: try line.times())
        } else {
            guard digits.allSatisfy({ $0 == .star }) else {
                throw line.mistake(wanting: .word("at"))
            }
            let count = try line.count()
            if !line.take("digit") { try line.require("digits") }
            try line.require(",")
            try line.require("secret")
            var times: [Duration] = []
            if line.take(",") {
                try line.require("at")
                times = try line.times()
            }
            self.init(.secret(count: count), pressedAt: times)
        }
        try line.require(")")
        guard pressedAt.isEmpty || pressedAt.count == count else {
            throw .init(start, .timesDifferFromKeys(keys: count ?? 0, times: pressedAt.count))
        }
    }

    /// How many keys there are; nil where a fixture file tells.
    private var count: Int? {
        switch content {
        case .clear(let digits): digits.count
        case .secret(let count): count
        case .fixture: nil
        }
    }
}

extension LineReader {
    /// Takes times up to something else, one at least.
    fileprivate mutating func times() throws(Mistake) -> [Duration] {
        var times = [try time()]
        while let next, ("0"..."9").contains(next) { times.append(try time()) }
        return times
    }

    /// Takes a wait as `60.000 to 120.000` or `over 600.000`, in seconds.
    fileprivate mutating func waitBand() throws(Mistake) -> WaitBand {
        if take("over") { return WaitBand(lower: try time(), upper: nil) }
        let lower = try time()
        try require("to")
        let start = self
        let upper = try time()
        guard upper >= lower else { throw start.mistake(wanting: .time) }
        return WaitBand(lower: lower, upper: upper)
    }

    /// Takes values as `nom="Mme Durand"` to the end of the line.
    fileprivate mutating func values() throws(Mistake) -> [Moment.Value] {
        var values: [Moment.Value] = []
        while next != nil {
            let name = try name(.name)
            try require("=")
            values.append(Moment.Value(name: name, text: try text()))
            skipSpaces()
        }
        return values
    }
}
