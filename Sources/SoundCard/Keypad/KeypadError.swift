/// The terminal can't be used as a keypad.
public struct KeypadError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        /// The input is a file, a pipe or nothing.
        case notATerminal
        /// Another ``Keypad`` of this process is open.
        case alreadyOpen
        /// The system refused, with this `errno`.
        case refused(code: Int32)
    }

    /// What is wrong.
    public let reason: Reason

    /// One sentence.
    public var description: String {
        switch reason {
        case .notATerminal: "the input is not a terminal: keys can't be pressed here"
        case .alreadyOpen: "the terminal is the keypad of another call already"
        case .refused(let code): "the terminal can't be used as a keypad (error \(code))"
        }
    }
}
