import Telephony
import Testing

@testable import Flows

/// Each row: what is said, what is listened for, when keys are pressed, and what comes of it.
@Suite struct ListeningTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var testDescription: String
        /// A prompt of two seconds each: `b` with barge-in, `n` without.
        var prompts = "b"
        var grammar = EntryGrammar.digits(4...4, escapes: [])
        var rules = ListeningRules()
        /// Milliseconds and key.
        var keys: [(Int, Character)] = []
        var expected: String

        init(
            _ description: String, prompts: String = "b",
            for grammar: EntryGrammar = .digits(4...4, escapes: []),
            term: Int = 0, termKey: Digit? = .hash, keys: [(Int, Character)] = [],
            gives expected: String
        ) {
            testDescription = description
            self.prompts = prompts
            self.grammar = grammar
            rules.termTimeout = .milliseconds(term)
            rules.termKey = termKey
            self.keys = keys
            self.expected = expected
        }
    }

    static let menu = EntryGrammar.choices([[.one], [.two], [.zero]])
    static let menuWithHash = EntryGrammar.choices([[.one], [.hash]])
    static let twoLengths = EntryGrammar.choices([[.one], [.one, .two]])
    static let range = EntryGrammar.digits(2...4, escapes: [[.star]])

    static let rows: [Row] = [
        // The prompt and the no-input timer.
        Row("no key at all", gives: "0 play, 2000 end, 7000 no-input"),
        Row(
            "two prompts follow one another", prompts: "bb",
            gives: "0 play, 2000 end, 2000 play, 4000 end, 9000 no-input"),
        Row("nothing to say: the timer starts at once", prompts: "", gives: "5000 no-input"),
        Row(
            "the last moment before no-input", for: menu, keys: [(6999, "1")],
            gives: "0 play, 2000 end, 6999 match 1"),
        // Barge-in and type-ahead.
        Row(
            "a key stops the prompt", for: menu, keys: [(500, "2")],
            gives: "0 play, 500 cut, 500 match 2"),
        Row(
            "a key stops all prompts that follow", prompts: "bbb", for: menu, keys: [(500, "2")],
            gives: "0 play, 500 cut, 500 match 2"),
        Row(
            "a key is thrown away by a prompt without barge-in", prompts: "n", for: menu,
            keys: [(500, "2")],
            gives: "0 play, 500 discard 2, 2000 end, 7000 no-input"),
        Row(
            "a prompt without barge-in throws away what was typed ahead of it", prompts: "bn",
            for: menu, keys: [(500, "2"), (2600, "1")],
            gives: "0 play, 500 cut, 500 discard 2, 500 play, 2500 end, 2600 match 1"),
        Row(
            "after a prompt without barge-in, one with", prompts: "nb", for: menu,
            keys: [(2500, "1")],
            gives: "0 play, 2000 end, 2000 play, 2500 cut, 2500 match 1"),
        // The inter-digit timer.
        Row(
            "a closed entry never waits",
            keys: [(2500, "1"), (2700, "2"), (2900, "3"), (3100, "4")],
            gives: "0 play, 2000 end, 3100 match 1234"),
        Row(
            "an entry typed over the prompt",
            keys: [(100, "1"), (300, "2"), (500, "3"), (700, "4")],
            gives: "0 play, 100 cut, 700 match 1234"),
        Row(
            "a partial entry at the end of the inter-digit time is a no-match with its digits",
            keys: [(2500, "1"), (2700, "2")], gives: "0 play, 2000 end, 5700 no-match 12"),
        Row(
            "each key starts the inter-digit time anew",
            keys: [(2500, "1"), (5400, "2"), (8300, "3")],
            gives: "0 play, 2000 end, 11300 no-match 123"),
        Row(
            "a valid entry that may grow waits the inter-digit time", for: range,
            keys: [(2500, "1"), (2700, "2")], gives: "0 play, 2000 end, 5700 match 12"),
        Row(
            "a choice that hides another waits", for: twoLengths, keys: [(2500, "1")],
            gives: "0 play, 2000 end, 5500 match 1"),
        Row(
            "the longer choice does not wait", for: twoLengths, keys: [(2500, "1"), (2600, "2")],
            gives: "0 play, 2000 end, 2600 match 12"),
        // The term key.
        Row(
            "the term key ends an entry that may grow", for: range,
            keys: [(2500, "1"), (2700, "2"), (2900, "#")],
            gives: "0 play, 2000 end, 2900 match 12 #"),
        Row(
            "the term key after a partial entry is a no-match", keys: [(2500, "1"), (2700, "#")],
            gives: "0 play, 2000 end, 2700 no-match 1#"),
        Row(
            "a term key alone is a no-match", keys: [(2500, "#")],
            gives: "0 play, 2000 end, 2500 no-match #"),
        Row(
            "a term key that is a choice is a choice", for: menuWithHash, keys: [(2500, "#")],
            gives: "0 play, 2000 end, 2500 match #"),
        Row(
            "no term key: it is a wrong key", for: range, termKey: nil,
            keys: [(2500, "1"), (2700, "2"), (2900, "#")],
            gives: "0 play, 2000 end, 2900 no-match 12#"),
        Row(
            "term-timeout waits for the term key", term: 1000,
            keys: [(2500, "1"), (2600, "2"), (2700, "3"), (2800, "4"), (3000, "#")],
            gives: "0 play, 2000 end, 3000 match 1234 #"),
        Row(
            "term-timeout runs out", term: 1000,
            keys: [(2500, "1"), (2600, "2"), (2700, "3"), (2800, "4")],
            gives: "0 play, 2000 end, 3800 match 1234"),
        Row(
            "another key during term-timeout is kept for the next step", term: 1000,
            keys: [(2500, "1"), (2600, "2"), (2700, "3"), (2800, "4"), (3000, "5")],
            gives: "0 play, 2000 end, 3000 match 1234, 3000 kept 5"),
        // After a match.
        Row(
            "the term key that follows a closed entry is swallowed", for: menu,
            keys: [(2500, "1"), (2900, "#")], gives: "0 play, 2000 end, 2500 match 1"),
        Row(
            "but not after the inter-digit time", for: menu, keys: [(2500, "1"), (5600, "#")],
            gives: "0 play, 2000 end, 2500 match 1, 5600 kept #"),
        Row(
            "and not when another key comes first", for: menu,
            keys: [(2500, "1"), (2600, "2"), (2700, "#")],
            gives: "0 play, 2000 end, 2500 match 1, 2600 kept 2, 2700 kept #"),
        Row(
            "keys after a match are kept for the next step", for: menu,
            keys: [(2500, "1"), (2600, "2")],
            gives: "0 play, 2000 end, 2500 match 1, 2600 kept 2"),
        // Wrong keys.
        Row(
            "a key with which nothing begins is a no-match at once", for: menu, keys: [(2500, "9")],
            gives: "0 play, 2000 end, 2500 no-match 9"),
        Row(
            "a key with which nothing goes on is a no-match at once", for: twoLengths,
            keys: [(2500, "1"), (2600, "3")], gives: "0 play, 2000 end, 2600 no-match 13"),
        Row(
            "a star among digits is a no-match at once", keys: [(2500, "1"), (2600, "*")],
            gives: "0 play, 2000 end, 2600 no-match 1*"),
        Row(
            "an escape at the beginning leaves", for: range, keys: [(2500, "*")],
            gives: "0 play, 2000 end, 2500 match *"),
        Row(
            "an escape waits for no term key", for: range, term: 1000, keys: [(2500, "*")],
            gives: "0 play, 2000 end, 2500 match *"),
        // Numbers.
        Row(
            "a number that may grow waits", for: .number(0...10), keys: [(2500, "1")],
            gives: "0 play, 2000 end, 5500 match 1"),
        Row(
            "a number that can't grow does not", for: .number(0...10), keys: [(2500, "7")],
            gives: "0 play, 2000 end, 2500 match 7"),
        Row(
            "the highest number", for: .number(0...10), keys: [(2500, "1"), (2600, "0")],
            gives: "0 play, 2000 end, 2600 match 10"),
        Row(
            "a number out of range", for: .number(1...5), keys: [(2500, "6")],
            gives: "0 play, 2000 end, 2500 no-match 6"),
    ]

    @Test(arguments: rows) func `what comes of keys at their times`(_ row: Row) {
        var line = VirtualLine(
            prompts: row.prompts, wish: .init(grammar: row.grammar, rules: row.rules))
        #expect(line.run(row.keys) == row.expected)
    }

    @Test(arguments: [0, 1_000, 2_000, 2_600, 4_000, 8_000])
    func `an interruption at any time leaves silence and no timer`(at milliseconds: Int) {
        var line = VirtualLine(
            prompts: "bn", wish: .init(grammar: .digits(4...4, escapes: []), rules: .init()))
        let log = line.run([(2_300, "1")], interruptedAt: milliseconds)
        #expect(!log.contains("match"))
        #expect(line.machine.phase == .idle)
        #expect(line.alarms.isEmpty)
        #expect(line.machine.takeKeys().count <= 1)
    }

    @Test func `what is typed ahead of a step is taken by it in order`() {
        var machine = Listening()
        for (index, digit) in [Digit.one, .two, .three].enumerated() {
            let time = Duration.milliseconds(index * 100)
            #expect(
                machine.step(on: .digit(.init(digit: digit, pressedAt: time, isWritten: true)))
                    == [])
        }
        let actions = machine.begin(
            [], for: .init(grammar: .digits(2...2, escapes: []), rules: ListeningRules()))
        guard case .finished(.matched(let keys, nil)) = actions.last else {
            Issue.record("no match: \(actions)")
            return
        }
        #expect(keys.map(\.digit) == [.one, .two])
        #expect(machine.typedAhead.map(\.digit) == [.three])
    }

    @Test func `no more keys are kept than a caller could mean`() {
        var machine = Listening()
        for _ in 0..<Listening.mostTypedAhead {
            let key = Listening.Key(digit: .one, pressedAt: .zero, isWritten: true)
            #expect(machine.step(on: .digit(key)) == [])
        }
        let key = Listening.Key(digit: .two, pressedAt: .zero, isWritten: true)
        #expect(machine.step(on: .digit(key)) == [.discard([key])])
    }

    @Test func `a timer that does not belong to the phase changes nothing`() {
        for timer in CallTimer.allCases {
            var machine = Listening()
            #expect(machine.step(on: .timerFired(timer)) == [])
            #expect(machine == Listening())
        }
    }
}

/// Runs the machine against a clock of its own; every prompt lasts two seconds.
struct VirtualLine {
    enum Alarm: Hashable { case timer(CallTimer), prompt(PlaybackID) }

    var machine = Listening()
    var alarms: [(time: Int, alarm: Alarm)] = []
    private var log: [String] = []
    private let prompts: [Listening.Prompt]
    private let wish: Listening.Wish
    private var isDone = false

    init(prompts: String, wish: Listening.Wish) {
        self.prompts = prompts.map { letter in
            Listening.Prompt(
                utterance: Utterance(text: "…", language: .french), bargeIn: letter == "b")
        }
        self.wish = wish
    }

    mutating func run(_ keys: [(Int, Character)], interruptedAt end: Int? = nil) -> String {
        var keys = keys[...]
        perform(machine.begin(prompts, for: wish), at: 0)
        while true {
            let alarm = alarms.min { $0.time < $1.time }
            let time = min(alarm?.time ?? .max, keys.first?.0 ?? .max)
            if let end, time > end {
                perform(machine.interrupt(), at: end)
                break
            }
            guard time < .max else { break }
            if let key = keys.first, key.0 == time {
                keys.removeFirst()
                press(key.1, at: time)
            } else if let alarm {
                alarms.removeAll { $0.alarm == alarm.alarm }
                switch alarm.alarm {
                case .timer(let timer): perform(machine.step(on: .timerFired(timer)), at: time)
                case .prompt(let id): perform(machine.step(on: .promptEnded(id)), at: time)
                }
            }
        }
        return log.joined(separator: ", ")
    }

    private mutating func press(_ character: Character, at time: Int) {
        guard let digit = Digit(character) else { return }
        let before = machine.typedAhead.count
        let key = Listening.Key(digit: digit, pressedAt: .milliseconds(time), isWritten: false)
        perform(machine.step(on: .digit(key)), at: time)
        if machine.phase == .idle, machine.typedAhead.count > before {
            log.append("\(time) kept \(character)")
        }
    }

    private mutating func perform(_ actions: [Listening.Action], at time: Int) {
        for action in actions {
            switch action {
            case .play(let id, _):
                log.append("\(time) play")
                alarms.append((time + 2_000, .prompt(id)))
            case .ended(let id, let cut):
                log.append("\(time) \(cut ? "cut" : "end")")
                alarms.removeAll { $0.alarm == .prompt(id) }
            case .setTimer(let timer, let span):
                alarms.removeAll { $0.alarm == .timer(timer) }
                alarms.append((time + Int(span.inMilliseconds), .timer(timer)))
            case .cancelTimer(let timer):
                alarms.removeAll { $0.alarm == .timer(timer) }
            case .discard(let keys):
                log.append("\(time) discard \(String(keys.map(\.digit)))")
            case .finished(let outcome):
                log.append("\(time) \(VirtualLine.word(outcome))")
            }
        }
    }

    private static func word(_ outcome: Listening.Outcome) -> String {
        switch outcome {
        case .spoken: "spoken"
        case .matched(let keys, nil): "match \(String(keys.map(\.digit)))"
        case .matched(let keys, .some): "match \(String(keys.map(\.digit))) #"
        case .noInput: "no-input"
        case .noMatch(let keys): "no-match \(String(keys.map(\.digit)))"
        }
    }
}
