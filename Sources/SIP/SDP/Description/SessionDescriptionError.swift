/// Why a body is no session description.
public struct SessionDescriptionError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The first line is not `v=0`.
        case version
        /// A line that is not a letter, `=` and text without control characters.
        case line
        /// An `o=` line that can't be read.
        case origin
        /// A `c=` line that can't be read.
        case connection
        /// An `m=` line that can't be read.
        case media
        /// More lines, streams or formats than any phone sends, or a line that is too long.
        case tooLarge
    }

    /// What is wrong.
    public let reason: Reason
    /// In which line, from 1.
    public let line: Int
}

extension SessionDescriptionError: CustomStringConvertible {
    /// One sentence with the place.
    public var description: String {
        let text =
            switch reason {
            case .version: "a description begins with v=0"
            case .line: "a line is a letter, an equals sign and text"
            case .origin: "the origin can't be read"
            case .connection: "the connection can't be read"
            case .media: "the stream can't be read"
            case .tooLarge: "the description is too large"
            }
        return "line \(line): \(text)"
    }
}
