/// A line of a `queue_log` that could not be read; the others were.
public struct QueueLogError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Error, Hashable, Sendable {
        /// There are fewer than the five fields that every line has.
        case fields(Int)
        /// The time is not in seconds since 1970.
        case time(String)
        /// The word is none of Asterisk's.
        case word(String)
        /// The line is about a call that has not come into a queue before.
        case unknownCall(String)
        /// The line is about an agent and names none.
        case noAgent
    }

    /// What is wrong.
    public let reason: Reason
    /// The line, from 1.
    public let line: Int

    /// One sentence with the line.
    public var description: String {
        let text =
            switch reason {
            case .fields(let count): "\(count) fields where a line has 5 or more"
            case .time(let text): "'\(text)' is no time in seconds since 1970"
            case .word(let word): "'\(word)' is no word of a queue_log"
            case .unknownCall(let call): "call '\(call)' has not come into a queue before"
            case .noAgent: "no agent is named"
            }
        return "line \(line): \(text)"
    }
}
