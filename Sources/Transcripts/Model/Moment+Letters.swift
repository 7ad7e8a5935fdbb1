public import Telephony

extension Moment {
    /// What is told of a letter or an e-mail; hand-written only.
    public enum LetterNews: Hashable, Sendable {
        /// It comes.
        case comes(Letter)
        /// An agent has it in hand, or people outside are to answer it.
        case isWith(String)
        /// It waits for an agent.
        case waits
        /// An agent who has it in hand, or people outside, answer it.
        case isAnswered(by: String)
        /// It needs no answer.
        case isDropped
    }

    /// A letter or an e-mail that comes.
    public struct Letter: Hashable, Sendable {
        /// The queue in which it waits.
        public var queue: String
        /// The clocks on the wall when it came, which may be long before; nil for now.
        public var time: CivilTime?
        /// Who wrote it; nil where it does not matter.
        public var from: String?
        /// The kind of customer; nil where it does not matter.
        public var segment: String?
        /// What it is about; nil where it does not matter.
        public var motive: String?

        /// Describes what comes.
        public init(
            queue: String, time: CivilTime? = nil, from: String? = nil, segment: String? = nil,
            motive: String? = nil
        ) {
            self.queue = queue
            self.time = time
            self.from = from
            self.segment = segment
            self.motive = motive
        }
    }

    /// Whether it is of a letter or an e-mail, and so of no caller.
    var isOfLetter: Bool { if case .letter = self { true } else { false } }
}

extension Moment.LetterNews: CustomStringConvertible {
    /// What follows the name of the letter on its line.
    public var description: String {
        switch self {
        case .comes(let letter): "\(letter)"
        case .isWith(let name): "with \(name.printed())"
        case .waits: "waits"
        case .isAnswered(let name): "answered by \(name.printed())"
        case .isDropped: "dropped"
        }
    }
}

extension Moment.Letter: CustomStringConvertible {
    /// What follows the name of the letter on its line.
    public var description: String {
        let parts = [
            "to \(queue.printed())", time.map { "at \($0)" }, from.map { "from \($0.printed())" },
            segment.map { "segment \($0.printed())" }, motive.map { "motive \($0.printed())" },
        ]
        return parts.compactMap(\.self).joined(separator: " ")
    }
}
