public import Telephony

/// Why a transcript can't be rehearsed.
public struct RehearsalError: Error, Hashable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// What is called is neither a flow nor a number of the centre file; a flow of a name that is
        /// near, if there is any.
        case unknownCalled(String, near: String? = nil)
        /// A time of the call that the clocks skip.
        case skippedTime(CivilTime, zone: String)
        /// No customer file that flows identify callers by knows the customer.
        case unknownCustomer(String)
        /// The customer's line holds no number that flows look the caller up by.
        case customerWithoutNumber(String)
        /// The number that is told is another customer's: the number, and the customer who is told.
        case numberOfAnother(String, customer: String)
        /// The caller's number is not told in full.
        case hiddenNumber(String)
        /// The fixture file has no secret of the name.
        case unknownSecret(String)
        /// Secrets that are named and secrets that are only counted, in one transcript.
        case mixedSecrets
        /// There is no such figure; one of a name that is near, if there is any.
        case unknownFigure(String, near: String?)
        /// A figure that is to be two different things: what it is in words, and where it is told
        /// first.
        case contradictoryFigure(String, line: Int)
        /// A name that stands for several figures, these.
        case severalFigures(String, [String])
        /// A figure that is not told of such a thing: its key, and what it is asked of, in a word.
        case untoldFigure(String, of: String)
        /// A figure of steps that does not say which.
        case figureWithoutStep(String)
        /// A figure whose formula has no seconds.
        case figureWithoutSeconds(String)
        /// A line names something that is not there: what it is in a word, its name, and one of a
        /// name that is near.
        case unknownName(String, String, near: String?)
        /// A step that the flow does not have.
        case unknownStep(String, flow: String, near: String?)
        /// An agent of the centre who is not at work.
        case agentNotAtWork(String)
        /// An agent who comes to work twice.
        case agentAtWorkTwice(String)
        /// A letter that comes twice under one name.
        case letterTwice(String)
        /// What an agent does at a telephone that does not ring.
        case agentNotRung(String)
        /// What an agent does with a caller whom they don't talk with.
        case agentNotTalking(String)
        /// An agent's doing that only agents at work can do.
        case agentsMissing
        /// What the caller does or hears after the end of the call.
        case afterTheEnd
        /// The log of the call begins without its arrival.
        case noArrival
        /// An attempt to call somebody back in which nobody was reached.
        case nobodyReached
    }

    /// What is wrong.
    public let reason: Reason
    /// Where it stands; nil for what was not read from a file.
    public let position: SourcePosition?
    /// What else is wrong, in the order of the lines.
    public let others: [RehearsalError]

    init(_ reason: Reason, at position: SourcePosition? = nil) {
        self.reason = reason
        self.position = position
        others = []
    }

    /// All that is wrong, told at once; nil where nothing is.
    init?(_ errors: [RehearsalError]) {
        let sorted = errors.sorted { ($0.position?.line ?? 0) < ($1.position?.line ?? 0) }
        guard let first = sorted.first else { return nil }
        reason = first.reason
        position = first.position
        others = Array(sorted.dropFirst())
    }
}

extension RehearsalError: CustomStringConvertible {
    /// As compilers write it, a line each: `file:line:column: error: text`.
    public var description: String {
        let first = position.map { "\($0): error: \(reason)" } ?? "\(reason)"
        return ([first] + others.map(\.description)).joined(separator: "\n")
    }
}

extension RehearsalError.Reason: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .unknownCalled(let called, let near):
            "‘\(called)’ is neither a flow nor a number of the centre file"
                + (near.map { "; ‘\($0)’ is near" } ?? "")
        case .skippedTime(let time, let zone):
            "the clocks of \(zone) skip \(time)"
        case .contradictoryFigure(let figure, let line):
            "line \(line) expects another value of \(figure)"
        case .unknownCustomer(let name):
            "no customer file that a flow identifies callers by knows ‘\(name)’"
        case .customerWithoutNumber(let name):
            "‘\(name)’ has no number that a flow looks callers up by; write `from` as well"
        case .numberOfAnother(let number, let customer):
            "\(number) is the number of another customer than ‘\(customer)’; leave one of them out"
        case .hiddenNumber(let shown):
            "the number \(shown) is not told in full; write the number, or `withheld`"
        case .unknownSecret(let name):
            "the fixture file has no secret ‘\(name)’; name the file by `fixtures FILE`"
        case .mixedSecrets:
            "secrets are either all named (`press secret NAME`) or all counted"
        case .unknownFigure(let name, let near):
            "there is no figure ‘\(name)’"
                + (near.map { "; did you mean ‘\($0)’?" } ?? "; `allo report --figures` lists them")
        case .severalFigures(let name, let figures):
            "‘\(name)’ stands for several figures; name one of \(figures.joined(separator: ", "))"
        case .untoldFigure(let figure, let kind):
            "\(figure) can't be told of one \(kind)"
        case .figureWithoutStep(let figure):
            "\(figure) is a figure of one step: write `\(figure) step FLOW/STEP = …`"
        case .figureWithoutSeconds(let figure):
            "the formula of \(figure) has no seconds; leave the brackets out"
        case .unknownName(let what, let name, let near):
            "there is no \(what) ‘\(name)’\(near.map { "; ‘\($0)’ is near" } ?? "")"
        case .unknownStep(let step, let flow, let near):
            "the flow \(flow) has no step ‘\(step)’\(near.map { "; ‘\($0)’ is near" } ?? "")"
        case .agentNotAtWork(let agent):
            "\(agent) is not at work here: name them in `agents`, or let them log in before"
        case .agentAtWorkTwice(let agent):
            "\(agent) is at work already"
        case .letterTwice(let name):
            "a letter ‘\(name)’ has come already; each has another name"
        case .agentNotRung(let agent):
            "\(agent) is not rung here: a line `agent \(agent) rings` comes before"
        case .agentNotTalking(let agent):
            "\(agent) talks with nobody here"
        case .agentsMissing:
            "only agents at work do this: name them in a line `agents …` before the first call"
        case .afterTheEnd:
            "the call of this caller is over"
        case .noArrival:
            "the log of the call does not begin with its arrival"
        case .nobodyReached:
            "nobody was reached in this attempt to call back: there is nothing to replay"
        }
    }
}
