public import Telephony

/// A transcript or a fixture file that can't be read: every mistake in it.
public struct TranscriptError: Error, Hashable {
    /// The mistakes in the order of the lines; never empty.
    public let mistakes: [Mistake]

    /// A mistake in one line.
    public struct Mistake: Error, Hashable {
        /// Where it is.
        public let position: SourcePosition
        /// What it is.
        public let reason: Reason

        init(_ position: SourcePosition, _ reason: Reason) {
            self.position = position
            self.reason = reason
        }
    }

    /// What can be wrong with a line.
    public enum Reason: Hashable, Sendable {
        /// The text has more bytes than any call comes to.
        case tooLong(limit: Int)
        /// The first line is not a `call` line.
        case headerMissing
        /// One of several `call` lines that does not name its caller.
        case callWithoutName
        /// A second `call` line of the same name.
        case callerTwice(String)
        /// A call that comes in before the first.
        case callBeforeFirst
        /// A line of a caller of whom no `call` line above tells; those of whom one does.
        case unknownCaller(String, known: [String])
        /// A line that does not say whose of several calls it is; the name of one of them.
        case callerMissing(String)
        /// An `agents` or `waiting` line after the first `call` line.
        case agentsOutOfPlace
        /// An `expect` line before the first `call` line.
        case figureBeforeCalls
        /// A `fixtures` line that does not follow the header.
        case fixturesOutOfPlace
        /// A line that begins with a word that no line begins with.
        case unknownLine(String)
        /// Something else is wanted here; `found` is nil at the end of the line.
        case expected(Wanted, found: String?)
        /// Something stands after the end of what the line tells.
        case unexpected(String)
        /// A text in quotes that does not end on its line.
        case unclosedText
        /// An escape that no text has.
        case badEscape(String)
        /// A line earlier than the one before it.
        case timeRunsBack
        /// A count of times that is not that of the keys.
        case timesDifferFromKeys(keys: Int, times: Int)
        /// A moment of the call after an `expect` line.
        case lineAfterExpectation
        /// A name that the fixture file has already given.
        case nameTwice(String)
    }

    /// What a line wants at some place.
    public enum Wanted: Hashable, Sendable {
        case name, text, promptOrText, time, count, keys, date, outcome, yesOrNo, trueOrFalse
        case flowOutReason, noAnswerReason, callbackFailure, party, endReason, agentAct
        case transferResult, figure, subject, span, number, reason, inOrOut, crowd
        case letterNews
        case word(String)
    }
}

extension TranscriptError: CustomStringConvertible {
    /// One line for each mistake.
    public var description: String {
        mistakes.map(\.description).joined(separator: "\n")
    }
}

extension TranscriptError.Mistake: CustomStringConvertible {
    /// As compilers write it: `file:line:column: error: text`.
    public var description: String { "\(position): error: \(reason)" }
}

extension TranscriptError.Reason: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .tooLong(let limit):
            "the file is longer than \(limit) bytes"
        case .headerMissing:
            "a transcript begins with a line as `call from +33612345678 to accueil`"
        case .callWithoutName:
            "of several calls each has the name of its caller: `call anne from …`"
        case .callerTwice(let name):
            "\(quoted(name)) calls already; each caller has another name"
        case .callBeforeFirst:
            "the call comes in before the first; write the calls in their order"
        case .unknownCaller(let name, let known):
            "no `call` line above tells of \(quoted(name))"
                + (known.isEmpty ? "" : "; there are \(known.map(quoted).joined(separator: ", "))")
        case .callerMissing(let name):
            "several call: say whose line this is, as in `\(name.printed()): …`"
        case .agentsOutOfPlace:
            "who is at work and who waits stands before the first `call` line"
        case .figureBeforeCalls:
            "figures are told once the calls are over: `expect` lines stand at the end"
        case .fixturesOutOfPlace:
            "`fixtures` stands once, right after the `call` line"
        case .unknownLine(let word):
            "no line begins with \(quoted(word))"
        case .expected(let wanted, nil):
            "the line ends where \(wanted) should stand"
        case .expected(let wanted, let found?):
            "\(wanted) should stand here, not \(quoted(found))"
        case .unexpected(let rest):
            "nothing more should stand here, not \(quoted(rest))"
        case .unclosedText:
            "the text has no closing quote on its line"
        case .badEscape(let escape):
            "\(quoted(escape)) is no escape; there are \\\", \\\\, \\n, \\r, \\t and \\u{…}"
        case .timeRunsBack:
            "the line is earlier than the one before it"
        case .timesDifferFromKeys(let keys, let times):
            "\(keys) keys were pressed, but \(times) times are told"
        case .lineAfterExpectation:
            "`expect` lines stand after all calls and their moments"
        case .nameTwice(let name):
            "\(quoted(name)) has a value already"
        }
    }

    private func quoted(_ text: String) -> String {
        var shown = text.prefix(60).printed(quotesAlways: true)
        if text.count > 60 { shown += "…" }
        return shown
    }
}

extension TranscriptError.Wanted: CustomStringConvertible {
    /// The words for it in the middle of a sentence.
    public var description: String {
        switch self {
        case .name: "a name"
        case .text: "a text in quotes"
        case .promptOrText: "the name of a prompt, or a text in quotes,"
        case .time: "a time in seconds, as 12.500, below a thousand million,"
        case .count: "a whole number from 1 to 999999999"
        case .keys: "keys, as 12#,"
        case .date: "a date and a time, as 2026-11-23 10:00:00,"
        case .outcome: "`found`, `missing` or `failed`"
        case .yesOrNo: "`yes` or `no`"
        case .trueOrFalse: "`true` or `false`"
        case .flowOutReason: "`timeout`, `full`, `closed`, `empty` or `key`"
        case .noAnswerReason: "`timeout`, `busy`, `declined`, `unreachable` or `withdrawn`"
        case .callbackFailure:
            "`no-answer`, `busy`, `unreachable`, `not-allowed`, `agent-left`, `cancelled` or `expired`"
        case .party: "`caller`, `flow` or `agent`"
        case .endReason: "`transferred`, `flow-error`, `stopped` or `engine-crash`"
        case .agentAct:
            "`rings`, `answers`, `declines`, `misses`, `holds`, `resumes`, `transfers`, `calls`, "
                + "`hangs up`, `wraps up`, `away`, `ready`, `logs in` or `logs out`"
        case .transferResult: "`answers` or `fails`"
        case .figure: "a figure with its value, as `asa = 12.50`,"
        case .subject: "`=`, or what the figure is of, as `queue level1`,"
        case .span: "a span of whole seconds, as 20s,"
        case .number: "a number, as 66.67, or n/a"
        case .reason: "a reason in a word"
        case .inOrOut: "`in` or `out`"
        case .crowd: "a whole number from 1 to 10000"
        case .letterNews: "`to`, `with`, `waits`, `answered by` or `dropped`"
        case .word(let word): "`\(word)`"
        }
    }
}
