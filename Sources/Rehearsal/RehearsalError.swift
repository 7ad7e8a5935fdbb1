public import Telephony

/// Why a transcript can't be rehearsed.
public struct RehearsalError: Error, Hashable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// What is called is neither a flow nor a number of the centre file.
        case unknownCalled(String)
        /// No customer file that flows identify callers by knows the customer.
        case unknownCustomer(String)
        /// The customer's line holds no number that flows look the caller up by.
        case customerWithoutNumber(String)
        /// The caller's number is not told in full.
        case hiddenNumber(String)
        /// The fixture file has no secret of the name.
        case unknownSecret(String)
        /// Secrets that are named and secrets that are only counted, in one transcript.
        case mixedSecrets
        /// Figures can't be compared yet.
        case figure(String)
        /// The log of the call begins without its arrival.
        case noArrival
        /// An attempt to call somebody back in which nobody was reached.
        case nobodyReached
    }

    /// What is wrong.
    public let reason: Reason
    /// Where it stands; nil for what was not read from a file.
    public let position: SourcePosition?

    init(_ reason: Reason, at position: SourcePosition? = nil) {
        self.reason = reason
        self.position = position
    }
}

extension RehearsalError: CustomStringConvertible {
    /// As compilers write it: `file:line:column: error: text`.
    public var description: String {
        guard let position else { return "\(reason)" }
        return "\(position): error: \(reason)"
    }
}

extension RehearsalError.Reason: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .unknownCalled(let called):
            "‘\(called)’ is neither a flow nor a number of the centre file"
        case .unknownCustomer(let name):
            "no customer file that a flow identifies callers by knows ‘\(name)’"
        case .customerWithoutNumber(let name):
            "‘\(name)’ has no number that a flow looks callers up by; write `from` as well"
        case .hiddenNumber(let shown):
            "the number \(shown) is not told in full; write the number, or `withheld`"
        case .unknownSecret(let name):
            "the fixture file has no secret ‘\(name)’; name the file by `fixtures FILE`"
        case .mixedSecrets:
            "secrets are either all named (`press secret NAME`) or all counted"
        case .figure(let text):
            "figures can't be compared yet: \(text)"
        case .noArrival:
            "the log of the call does not begin with its arrival"
        case .nobodyReached:
            "nobody was reached in this attempt to call back: there is nothing to replay"
        }
    }
}
