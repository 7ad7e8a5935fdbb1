/// Why bytes are no SIP message.
public struct MessageError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// Neither a request's nor a response's first line.
        case firstLine
        /// A version other than SIP/2.0.
        case version
        /// A header line without a name or a colon.
        case headerLine
        /// A control character where text is due.
        case controlCharacter
        /// The headers do not end.
        case noEndOfHeaders
        /// More bytes than ``MessageLimits/message``.
        case tooLarge
        /// More header lines than ``MessageLimits/headers``.
        case tooManyHeaders
        /// A line longer than ``MessageLimits/header``.
        case headerTooLong
        /// A header that must be there is not.
        case missing(HeaderName)
        /// A header that may be there once is there again.
        case repeated(HeaderName)
        /// A header that must be readable is not.
        case unreadable(HeaderName)
        /// CSeq names another method than the request.
        case methodsDiffer
        /// The body is shorter than Content-Length says.
        case bodyTooShort
    }

    /// What is wrong.
    public let reason: Reason
    /// In which line of the message, from 1.
    public let line: Int
    /// What to answer; nil where silence is the answer: to garbage, to a broken response, to ACK.
    public let answer: Response?
}

extension MessageError: CustomStringConvertible {
    /// One sentence with the place.
    public var description: String { "line \(line): \(reason)" }
}

extension MessageError.Reason: CustomStringConvertible {
    /// What is wrong, in words that may stand in the answer.
    public var description: String {
        switch self {
        case .firstLine: "the first line is none of SIP"
        case .version: "the version is not SIP/2.0"
        case .headerLine: "a header line has no name or no colon"
        case .controlCharacter: "a control character stands in a line"
        case .noEndOfHeaders: "the headers do not end"
        case .tooLarge: "the message is too large"
        case .tooManyHeaders: "there are too many headers"
        case .headerTooLong: "a line is too long"
        case .missing(let name): "there is no \(name)"
        case .repeated(let name): "\(name) comes twice"
        case .unreadable(let name): "\(name) can't be read"
        case .methodsDiffer: "CSeq names another method"
        case .bodyTooShort: "the body is shorter than Content-Length"
        }
    }
}
